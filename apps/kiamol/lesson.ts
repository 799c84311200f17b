import { Chart } from 'cdk8s';
import { declare, synth } from 'cdk8s-patterns';
import { Construct } from 'constructs';

export const BOOK = 'Learn Kubernetes in a Month of Lunches';

/** A chapter of the book: a folder with a folder for each of its systems. */
export class Chapter extends synth.Folder {
  /** The label by which the book cleans up after the chapter; it has none before chapter 6. */
  public readonly labels: { [key: string]: string };

  constructor(book: synth.Folder, id: string) {
    super(book, id);
    this.labels = id >= 'ch06' ? { kiamol: id } : {};
  }

  public static of(scope: Construct): Chapter {
    const chapter = scope.node.scopes.find((outer) => outer instanceof Chapter);
    if (chapter === undefined) throw new Error(`[${scope.node.path}] must be below a chapter`);
    return chapter;
  }
}

/** What a system is for, and what of the checklist it covers. */
export interface SystemProps {
  /** What it shows, in one sentence. */
  readonly purpose: string;

  /** The items of the checklist that it covers, by their ids. */
  readonly items: string[];
}

/** A system of a chapter: a folder with its first form, and a folder for each step that changes what is there. */
export class System extends synth.Folder {
  private readonly steps: synth.Folder[] = [];

  constructor(
    chapter: Chapter,
    id: string,
    public readonly props: SystemProps,
  ) {
    super(chapter, id);
  }

  /** The folder of the next step, which is applied over the steps before: `2-<id>`, `3-<id>` and so on. */
  public step(id: string): synth.Folder {
    const folder = new synth.Folder(this, `${this.steps.length + 2}-${id}`, { after: this.steps.slice(-1) });
    this.steps.push(folder);
    return folder;
  }
}

/** What the header of a manifest says. */
export interface LessonProps {
  /** Section of the book, such as `5.2`. */
  readonly section: string;

  /** The construct that makes it, such as `samples.Pi`. */
  readonly construct?: string;

  /** More lines: what is inferred, and what differs from the book. */
  readonly lines?: string[];
}

/** A manifest of the book: objects of whatever namespace is the current one, with the book's names and the label of its chapter. */
export class Lesson extends Chart {
  constructor(scope: synth.Folder, id: string, { section, ...header }: LessonProps) {
    super(scope, id, { disableResourceNameHashes: true, labels: Chapter.of(scope).labels });
    declare.Header.of(this, { source: `${BOOK}, ${section}`, ...header });
  }
}
