import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Something that a book shows. */
export interface Item {
  readonly number: number;
  readonly id: string;
  readonly title: string;
}

/** A chapter of a book, with what it shows. */
export interface ChapterItems {
  readonly id: string;
  readonly title: string;
  readonly items: Item[];
}

/** The items of some chapters, whose ids are unique. */
export interface Checklist {
  /** The file that holds it. */
  readonly file: string;
  readonly chapters: ChapterItems[];
}

/** What covers an item, beside the systems that name it. */
export interface Coverage {
  /** The file where it is written. */
  readonly file: string;
  readonly id: string;
  /** `construct: room.Name.prop`, `type: room.Name.prop`, `check: rule-id`, `folder: path in dist`, `test: file`. */
  readonly by: string[];
  /** The path of the system that it is a variant of: for those that fail, and so have no folder. */
  readonly variantOf?: string;
  /** Why it is covered so, or by nothing. */
  readonly note?: string;
}

const CHECKLISTS = join(__dirname, 'checklists');
const COVERAGE = join(__dirname, 'coverage');

/** All checklists, in the order of their chapters. */
export function checklists(): Checklist[] {
  return readdirSync(CHECKLISTS)
    .sort()
    .map((file) => ({ file, ...(read(join(CHECKLISTS, file)) as { chapters: ChapterItems[] }) }));
}

/** What was written down for the items of these chapters. */
export function coverageOf({ file, chapters }: Checklist): Coverage[] {
  const book = file.slice(0, file.indexOf('-'));
  const files = chapters.map(({ id }) => `${book}-${id}.yaml`).filter((name) => existsSync(join(COVERAGE, name)));
  return files.flatMap((name) =>
    ((read(join(COVERAGE, name)) ?? []) as Omit<Coverage, 'file'>[]).map((item) => ({ ...item, file: name })),
  );
}

function read(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}
