import { Finding, Severity } from './finding';
import { Sources } from './private/report/frame';
import { jsonOf } from './private/report/json';
import { shownPath } from './private/report/paths';
import { sarifOf } from './private/report/sarif';
import { summaryOf, textOf } from './private/report/text';
import { thisPackage } from './private/report/tool';
import { helpOf, TOPICS } from './private/report/topics';

/** How reports are written. */
export interface ReportOptions {
  /**
   * The folder that names of files are relative to.
   * @default - the working directory
   */
  readonly folder?: string;

  /**
   * Whether text has colours, as terminals show them.
   * @default false
   */
  readonly colour?: boolean;

  /**
   * How many columns text takes at most; single words may be longer.
   * @default 100
   */
  readonly columns?: number;

  /**
   * The texts of manifests that are no files, by their names in the findings, for the lines that text shows.
   * @default - lines of files only
   */
  readonly sources?: { readonly [name: string]: string };
}

/** What a rule finds, and where that is explained. */
export interface RuleDescription {
  /** Id of the rule, such as `missing-key`. */
  readonly id: string;

  /** What it finds, in one line. */
  readonly title: string;

  /** The address of its page. */
  readonly help: string;
}

/** What the checks found. */
export class Report {
  /** A finding as one line of text, for lists of errors. */
  public static lineOf(finding: Finding): string {
    const { rule, message, object, position, constructPath } = finding;
    const place =
      position === undefined ? '' : ` (${shownPath(position.file, process.cwd())}:${position.line}:${position.column})`;
    const made = constructPath === undefined ? '' : `[${constructPath}] `;
    return `${made}${object.kind} ${object.name}: ${message} [${rule}]${place}`;
  }

  /** All rules of the checks. */
  public static rules(): RuleDescription[] {
    const { homepage } = thisPackage();
    return TOPICS.map((topic) => ({ id: topic.id, title: topic.title, help: helpOf(topic, homepage) }));
  }

  constructor(
    /** What was found, in the order of the manifests. */
    public readonly findings: Finding[],

    /** How many objects were checked. */
    public readonly objects: number = 0,
  ) {}

  /** The findings that fail a synth. */
  public get errors(): Finding[] {
    return this.findings.filter(({ severity }) => severity === Severity.ERROR);
  }

  /** The others. */
  public get warnings(): Finding[] {
    return this.findings.filter(({ severity }) => severity === Severity.WARNING);
  }

  /** `3 errors, 1 warning in 12 objects`. */
  public get summary(): string {
    return summaryOf(this.findings, this.objects, { colour: false });
  }

  /** The findings as text for people: grouped by object, with the lines that they are about. */
  public text(options: ReportOptions = {}): string {
    const { colour = false, columns = 100, sources = {} } = options;
    const folder = folderOf(options);
    const layout = { colour, folder, width: Math.max(columns, 40), sources: new Sources(folder, sources) };
    return textOf(this.findings, this.objects, layout);
  }

  /** The findings as JSON text, for programs; docs/cli.md describes its shape. */
  public json(options: ReportOptions = {}): string {
    const summary = { errors: this.errors.length, warnings: this.warnings.length, objects: this.objects };
    return jsonOf(this.findings, summary, folderOf(options));
  }

  /** The findings as SARIF 2.1.0, which code hosts and editors show beside the lines. */
  public sarif(options: ReportOptions = {}): string {
    return sarifOf(this.findings, thisPackage(), folderOf(options));
  }
}

function folderOf({ folder }: ReportOptions): string {
  return folder ?? process.cwd();
}
