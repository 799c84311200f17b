#!/usr/bin/env node
import { run } from './command';

const { stdin, stdout, stderr, env } = process;

// A reader that stops early, such as `head`, is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const io = {
  folder: process.cwd(),
  readInput,
  inputIsTerminal: stdin.isTTY ?? false,
  colour: (stdout.isTTY ?? false) && (env['NO_COLOR'] ?? '') === '',
  columns: stdout.isTTY ? stdout.columns : undefined,
  out: (text: string) => void stdout.write(text),
  err: (text: string) => void stderr.write(text),
};

run(process.argv.slice(2), io).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2; // 1 says that errors were found in the manifests
  },
);
