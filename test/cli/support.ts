import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/command';

/** What a run of the command printed, and its exit status. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with files, for the time of a test. */
export class Project {
  public readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));

  constructor(files: { readonly [path: string]: string | Uint8Array } = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  public write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Runs the command in the folder; standard input is a terminal when nothing is piped in. */
  public async run(args: string[], input?: string): Promise<Ran> {
    const printed = { out: '', err: '' };
    const status = await run(args, {
      folder: this.folder,
      readInput: () => Promise.resolve(Buffer.from(input ?? '')),
      inputIsTerminal: input === undefined,
      colour: false,
      columns: undefined,
      out: (text) => (printed.out += text),
      err: (text) => (printed.err += text),
    });
    return { status, ...printed };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Runs `test` in a project, and removes the project. */
export async function inProject(
  files: { readonly [path: string]: string | Uint8Array },
  test: (project: Project) => Promise<void>,
): Promise<void> {
  const project = new Project(files);
  try {
    await test(project);
  } finally {
    project.remove();
  }
}

export const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata: { a: b }\n';

/** Reads a ConfigMap, of which it needs one key. */
export function podReading(name: string, key = 'a'): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1
      env:
        - name: A
          valueFrom:
            configMapKeyRef: { name: ${name}, key: ${key} }
`;
}
