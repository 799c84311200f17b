import type { ConfigValue } from '../config-value';
import { quoted } from './shell';

/** A value, its place in the file, and the variable that may carry it. */
export interface PlacedValue {
  readonly place: string;
  readonly value: ConfigValue;
  readonly variable: string;
}

/** How a tool says where a text comes from, and what is done to it. */
export interface ValueWords {
  env(variable: string): string;
  secret(variable: string): string;
  replaced(pattern: string, by: string): string;
}

const YQ_WORDS: ValueWords = {
  env: (variable) => `strenv(${variable})`,
  secret: (variable) => `load_str("${secretFile(variable)}")`,
  replaced: (pattern, by) => `sub(${JSON.stringify(pattern)}, ${JSON.stringify(by)})`,
};

const JQ_WORDS: ValueWords = {
  // Without a value jq would write null, where yq fails.
  env: (variable) => `(env.${variable} // error("${variable} is not set"))`,
  secret: (variable) => `$secret_${variable}`,
  replaced: (pattern, by) => `gsub(${JSON.stringify(pattern)}; ${JSON.stringify(by)})`,
};

/** Prints the file with its values; `input` is the file to begin with. */
export function yqCommand(format: string, values: PlacedValue[], input?: string): string {
  const begin = input === undefined ? '-n' : `-p ${format}`;
  return ['yq', begin, '-o', format, assigned(values, YQ_WORDS, yqPath), ...words(input)].join(' ');
}

/** The same with jq, for JSON. */
export function jqCommand(values: PlacedValue[], input?: string): string {
  const secrets = values.filter(({ value }) => value._secret !== undefined);
  return [
    ...['jq', ...(input === undefined ? ['-n'] : [])],
    ...secrets.map(({ variable }) => `--rawfile secret_${variable} ${secretFile(variable)}`),
    ...[assigned(values, JQ_WORDS, jqPath), ...words(input)],
  ].join(' ');
}

/** The folder at which the Secret of a value is mounted. */
export function secretFolder(variable: string): string {
  return `/secrets/${variable.toLowerCase()}`;
}

function secretFile(variable: string): string {
  return `${secretFolder(variable)}/value`;
}

function words(input: string | undefined): string[] {
  return input === undefined ? [] : [quoted(input)];
}

function assigned(values: PlacedValue[], tool: ValueWords, path: (names: string[]) => string): string {
  const assignments = values.map(
    ({ place, value, variable }) => `${path(place.split('.'))} = ${value._expression(tool, variable)}`,
  );
  return quoted(assignments.join(' | '));
}

const isWord = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

function yqPath(names: string[]): string {
  return names.map((name) => (isWord(name) ? `.${name}` : `.["${name}"]`)).join('');
}

/** Words of the language of jq, which versions before 1.7 take for no names. */
const JQ_KEYWORDS =
  /^(and|as|break|catch|def|elif|else|end|foreach|if|import|include|label|module|or|reduce|then|try|__loc__)$/;

function jqPath(names: string[]): string {
  return names.map((name) => (isWord(name) && !JQ_KEYWORDS.test(name) ? `.${name}` : `."${name}"`)).join('');
}
