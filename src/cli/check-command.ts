import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as check from '../check';
import { withoutAcknowledged } from './acknowledged';
import { applySetsOf } from './apply-sets';
import { CheckArguments } from './arguments';
import { Config, readConfig } from './config';
import { Input, readInput, STDIN } from './input';
import { Io } from './io';
import { reasonOf } from './read-file';
import { UsageError } from './usage-error';

/** How many notes on files that were left out are shown. */
const MAX_NOTES = 10;

/** Runs `check`, and tells the exit status: 1 when errors were found. Fails with a `UsageError` or a `YamlError`. */
export async function checkCommand(args: CheckArguments, io: Io): Promise<number> {
  const config = readConfig(io.folder, args.config);
  const input = await readInput(pathsOf(args, io), io, config.path === undefined ? [] : [config.path]);
  noteAll(input.notes, io);
  if (input.groups.length === 0) throw new UsageError(nothingIn(args.paths));
  const report = await reportOf(args, config, input, io);
  write(report, args, input, io);
  return report.errors.length > 0 ? 1 : 0;
}

async function reportOf(args: CheckArguments, config: Config, { groups }: Input, io: Io): Promise<check.Report> {
  const strict = args.strict ?? config.strict ?? false;
  const target = args.target ?? config.target;
  const namespace = args.namespace ?? config.namespace;
  const sets = applySetsOf(groups, args.oneSet);
  const older = args.against.length === 0 ? [] : (await readInput(args.against, io)).groups;
  if (args.against.length > 0 && older.length === 0) throw new UsageError(nothingIn(args.against));
  const report = check.Checks.sets(sets, {
    strict,
    externals: config.external,
    against: applySetsOf(older, args.oneSet),
    ...(target !== undefined && { target }),
    ...(namespace !== undefined && { namespace }),
  });
  return withoutAcknowledged(report, config.acknowledged, sets, strict);
}

function pathsOf({ paths }: CheckArguments, io: Io): string[] {
  if (paths.length > 0) return paths;
  if (!io.inputIsTerminal) return ['-'];
  throw new UsageError(
    "'paths' must name files or folders, got nothing; name them, such as 'check dist', or see --help",
  );
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function nothingIn(paths: string[]): string {
  const named = paths.length === 0 || paths.every((path) => path === '-') ? 'standard input' : paths.join(', ');
  return `'${named}' must hold Kubernetes objects, got none; name the rendered manifests`;
}

function noteAll(notes: string[], io: Io): void {
  for (const note of notes.slice(0, MAX_NOTES)) io.err(`skipped ${note}\n`);
  if (notes.length > MAX_NOTES) io.err(`skipped ${notes.length - MAX_NOTES} more\n`);
}

function write(report: check.Report, { format, output }: CheckArguments, { groups }: Input, io: Io): void {
  const files = groups.flatMap((group) => group.files).filter(({ name }) => name === STDIN);
  const options: check.ReportOptions = {
    folder: io.folder,
    colour: io.colour && output === undefined,
    columns: output === undefined ? Math.min(io.columns ?? 100, 120) : 100,
    sources: Object.fromEntries(files.map(({ name, text }) => [name, text])),
  };
  const text = report[format](options);
  if (output === undefined) {
    io.out(text);
    return;
  }
  try {
    writeFileSync(resolve(io.folder, output), text);
  } catch (error) {
    throw new UsageError(
      `'--output' must be a file that can be written, got ${isMissing(error) ? 'a folder that is not there' : reasonOf(error)}; correct "${output}"`,
    );
  }
  io.err(`${report.summary}, written to ${output}\n`);
}
