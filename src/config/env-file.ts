import { isUtf8 } from 'node:buffer';
import { invalid, shown } from '../private/errors';
import { envName } from '../private/rules';
import { bytesOfFile } from './private/read-file';

/**
 * Variables in a text, a line for each: the files that `docker run --env-file` and
 * `kubectl create configmap --from-env-file` read, read as kubectl does.
 *
 * `NAME=value` gives the name all that follows the first `=`, quotes and spaces too. Spaces before the name, empty lines,
 * lines that start with `#` and a byte order mark count for nothing. A name alone takes its value from the environment in
 * which the manifests are made; unlike kubectl, which then writes an empty one, it fails where there is none.
 * Source: Learn Kubernetes in a Month of Lunches, 4.1.
 *
 * @example
 *
 * new config.ConfigMap(chart, 'Settings', { data: config.EnvFile.read(join(__dirname, 'settings.env')) });
 */
export class EnvFile {
  /**
   * The variables of a file by name, for `data` of a ConfigMap or `stringData` of a Secret. Fails for a file that cannot be
   * read, and with the line for what is no name, for a name that comes twice, and for bytes that are no UTF-8.
   *
   * @param path of the file, from the working directory, or absolute: `join(__dirname, 'settings.env')`
   */
  public static read(path: string): { [name: string]: string } {
    return variablesOf(bytesOfFile('EnvFile', 'path', path), path);
  }

  /** The variables of a text by name. Fails as `read` does. */
  public static parse(text: string): { [name: string]: string } {
    return variablesOf(Buffer.from(text), 'text');
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function variablesOf(bytes: Buffer, file: string): { [name: string]: string } {
  const variables = new Map<string, string>();
  for (const [i, line] of linesOf(bytes).entries()) {
    const place = `'${file}' line ${i + 1}`;
    if (!isUtf8(line)) throw invalid('EnvFile', `${place} must be UTF-8, got other bytes`, 'save the file as UTF-8');
    const text = withoutMargin(i === 0 ? line.toString().replace(/^\ufeff/, '') : line.toString());
    if (text === '' || text.startsWith('#')) continue;
    const [name, value] = variableOf(text, place);
    if (variables.has(name)) {
      throw invalid('EnvFile', `${place} must not name a variable twice, got ${shown(name)}`, 'remove one of them');
    }
    variables.set(name, value);
  }
  return Object.fromEntries(variables);
}

/** The lines, without their ends, `\n` or `\r\n`. */
function linesOf(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1');
  return text.split('\n').map((line) => Buffer.from(line.replace(/\r$/, ''), 'latin1'));
}

/** What Go calls a space, which is not quite what JavaScript does. */
function withoutMargin(line: string): string {
  return line.replace(/^(?:[^\S\ufeff]|\u0085)+/, '');
}

function variableOf(text: string, place: string): [name: string, value: string] {
  const end = text.indexOf('=');
  const name = end < 0 ? text : text.slice(0, end);
  const wrong = envName(name);
  if (wrong !== undefined) {
    const wayOut = name.trim() === name ? "correct it, or start a comment with '#'" : "remove the space before '='";
    throw invalid('EnvFile', `${place} must start with a name, which ${wrong}, got ${shown(name)}`, wayOut);
  }
  const value = end < 0 ? process.env[name] : text.slice(end + 1);
  if (value === undefined) {
    const problem = `${place} must have a value here or in the environment, got neither for ${shown(name)}`;
    throw invalid('EnvFile', problem, `write ${name}=<value>, or set the variable`);
  }
  return [name, value];
}
