import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SourcePosition } from '../../finding';

/** Files above this size are not read again for three lines of them. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The lines of the files that findings lie in; each file is read once. */
export class Sources {
  private readonly read = new Map<string, string[] | undefined>();

  /**
   * @param folder where relative names start
   * @param texts what was not read from a file, by the name in the findings
   */
  constructor(
    private readonly folder: string,
    private readonly texts: { readonly [name: string]: string },
  ) {}

  /** The line with the one before and the one after, and a mark below the column; nothing where the file is not there. */
  public frame({ file, line, column }: SourcePosition, width: number): string[] {
    const lines = this.linesOf(file);
    const text = lines?.[line - 1];
    if (lines === undefined || text === undefined) return [];
    const digits = String(line + 1).length;
    const numbered = (n: number): string[] => {
      const shown = lines[n - 1];
      return shown === undefined ? [] : [`${String(n).padStart(digits)} | ${cut(shown, width)}`.trimEnd()];
    };
    const mark = column > width ? [] : [`${' '.repeat(digits)} | ${' '.repeat(column - 1)}^`];
    return [...numbered(line - 1), ...numbered(line), ...mark, ...(line < lines.length ? numbered(line + 1) : [])];
  }

  private linesOf(file: string): string[] | undefined {
    if (!this.read.has(file)) this.read.set(file, this.textOf(file)?.split(/\r?\n/));
    return this.read.get(file);
  }

  private textOf(file: string): string | undefined {
    if (Object.hasOwn(this.texts, file)) return this.texts[file];
    const path = resolve(this.folder, file);
    try {
      const { size } = statSync(path);
      return size > MAX_BYTES ? undefined : readFileSync(path, 'utf8');
    } catch {
      return undefined; // it was there when the checks ran; without it there is no frame
    }
  }
}

/** One column for each letter, and nothing that changes how a terminal looks. */
function cut(text: string, width: number): string {
  const clean = plain(text.replaceAll('\t', ' '));
  return clean.length > width ? `${clean.slice(0, width - 3)}...` : clean;
}

/** Text without what moves the cursor or changes colours. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}
