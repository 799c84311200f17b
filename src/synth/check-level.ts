/** What fails a synth, of what the checks find in the manifests. */
export enum CheckLevel {
  /** Nothing: the checks do not run. */
  OFF = 'off',

  /** What cannot work. What works only if something outside the manifests exists is told as a warning. */
  ERRORS = 'errors',

  /** All findings: what exists outside the manifests must be declared, with `declare.External`. */
  STRICT = 'strict',
}
