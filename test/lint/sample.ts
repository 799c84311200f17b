/** A rule, shown on a file that breaks it and on its twin that does not. */
export interface Sample {
  /** What is refused. */
  readonly refuses: string;
  readonly rule: string;
  /** Where the file lies; `*` is a name that no other sample has. */
  readonly file: string;
  readonly bad: string;
  readonly good: string;
  /** Where the twin lies. The default is `file`. */
  readonly goodFile?: string;
}
