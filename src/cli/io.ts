/** What the command needs of the process that it runs in. */
export interface Io {
  /** The working directory. */
  readonly folder: string;

  /** Reads standard input to its end. */
  readonly readInput: () => Promise<Uint8Array>;

  /** Whether a person sits at standard input. */
  readonly inputIsTerminal: boolean;

  /** Whether standard output shows colours. */
  readonly colour: boolean;

  /** How many columns the terminal has; nothing for files and pipes. */
  readonly columns: number | undefined;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
