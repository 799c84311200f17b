import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as check from '../check';
import { nearest } from '../private/nearest';
import { YamlError } from '../private/yaml';
import { parseCheck } from './arguments';
import { checkCommand } from './check-command';
import { HELP } from './help';
import { Io } from './io';
import { UsageError } from './usage-error';

const COMMANDS = ['check'];

/** Runs the command and tells its exit status: 0 for success, 1 for findings, 2 when it could not do its work. */
export async function run(args: string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof YamlError)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}

async function dispatch([command, ...rest]: string[], io: Io): Promise<number> {
  if (command === undefined) {
    io.err(HELP);
    return 2;
  }
  if (command === 'help' || command === '--help' || command === '-h') return print(HELP, io);
  if (command === '--version') return print(`${version()}\n`, io);
  if (command !== 'check') throw new UsageError(unknown(command));
  const args = parseCheck(rest);
  if (args.help) return print(HELP, io);
  if (args.version) return print(`${version()}\n`, io);
  if (args.rules) return print(rulesText(), io);
  return checkCommand(args, io);
}

function print(text: string, io: Io): number {
  io.out(text);
  return 0;
}

function unknown(command: string): string {
  const meant = nearest(command, COMMANDS);
  const wayOut =
    meant === undefined ? `write 'check ${command}' to check it, or see --help` : `did you mean "${meant}"?`;
  return `'command' must be ${COMMANDS.join(', ')}, got "${command}"; ${wayOut}`;
}

function rulesText(): string {
  const rules = check.Report.rules();
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join('');
}

function version(): string {
  const text = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
