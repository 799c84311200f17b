/** A place in a text, counted from 1. */
export interface TextPosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A text that is no YAML as Kubernetes reads it. */
export class YamlError extends Error {
  /**
   * @param problem in the form of the house: `'web.yaml' must be YAML, got a tab; write spaces`
   * @param position where reading stopped, where that is known
   */
  constructor(
    problem: string,
    public readonly position?: TextPosition,
  ) {
    super(position === undefined ? problem : `${position.file}:${position.line}:${position.column}: ${problem}`);
    this.name = 'YamlError';
  }
}

/** What is wrong at an offset of a document; the reader of the file knows the line. */
export class OffsetError extends Error {
  constructor(
    problem: string,
    public readonly offset: number,
  ) {
    super(problem);
  }
}
