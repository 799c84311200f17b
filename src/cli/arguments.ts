import { parseArgs } from 'node:util';
import { nearest } from '../private/nearest';
import { targetRule } from './rules';
import { UsageError } from './usage-error';

/** In which form a report is written. */
export type Format = 'text' | 'json' | 'sarif';

/** What `check` was asked for. */
export interface CheckArguments {
  readonly paths: string[];
  readonly strict?: boolean;
  readonly target?: string;
  readonly namespace?: string;
  readonly format: Format;
  readonly output?: string;
  readonly config?: string;
  readonly against: string[];
  readonly oneSet: boolean;
  readonly rules: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const FORMATS: readonly string[] = ['text', 'json', 'sarif'] satisfies Format[];

const OPTIONS = {
  strict: { type: 'boolean' },
  target: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  config: { type: 'string' },
  against: { type: 'string', multiple: true },
  'one-set': { type: 'boolean' },
  rules: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** The arguments behind `check`. Fails with a `UsageError`. */
export function parseCheck(args: string[]): CheckArguments {
  const { values, positionals } = parsed(args);
  const { target, namespace, output, config, strict } = values;
  for (const [name, value] of Object.entries(values)) {
    if (value === '') throw new UsageError(`'--${name}' must have a value, got ""; give one, or leave it out`);
  }
  const wrong = target === undefined ? undefined : targetRule(target);
  if (wrong !== undefined) throw new UsageError(`'--target' ${wrong}`);
  return {
    paths: positionals,
    format: formatOf(values.format ?? 'text'),
    against: values.against ?? [],
    oneSet: values['one-set'] ?? false,
    rules: values.rules ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
    ...(strict !== undefined && { strict }),
    ...(target !== undefined && { target }),
    ...(namespace !== undefined && { namespace }),
    ...(output !== undefined && { output }),
    ...(config !== undefined && { config }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(problemOf(error instanceof Error ? error.message : String(error)));
  }
}

/** Node tells what is wrong in its own words; the flag is what matters. */
function problemOf(message: string): string {
  const flag = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? '';
  const known = Object.keys(OPTIONS).map((name) => `--${name}`);
  if (message.includes('Unknown option')) {
    const meant = nearest(flag, known);
    return `'${flag}' must be an option of check; ${meant === undefined ? 'see --help' : `did you mean "${meant}"?`}`;
  }
  if (message.includes('does not take an argument')) return `'${flag}' must have no value; leave the value out`;
  return `'${flag}' must have a value, got nothing; give one behind it, or leave it out`;
}

function formatOf(format: string): Format {
  if (FORMATS.includes(format)) return format as Format;
  const meant = nearest(format, [...FORMATS]);
  const wayOut = meant === undefined ? 'choose one of them' : `did you mean "${meant}"?`;
  throw new UsageError(`'--format' must be one of ${FORMATS.join(', ')}, got "${format}"; ${wayOut}`);
}
