import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, AppProps, CheckLevel } from '../../src/synth';

/** Makes folders for output, removed after each test. */
export function outputFolders(): () => string {
  const made: string[] = [];
  afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-patterns-test-'));
    made.push(folder);
    return join(folder, 'dist');
  };
}

/** The texts of all files below a folder by path, without the list of files. */
export function filesIn(folder: string): { [path: string]: string } {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== '.cdk8s-patterns')
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

/** An App whose objects are only sketched, for tests of what is written and where. */
export function unchecked(props: AppProps = {}): App {
  return new App({ checks: CheckLevel.OFF, ...props });
}
