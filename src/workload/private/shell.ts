/** The image of small helpers. */
export const BUSYBOX = 'busybox:1.37.0';

/**
 * A script that runs one command until it ends or the pod is told to stop. As process 1 the command itself would ignore
 * the signal, and the pod would take its whole grace period to stop.
 */
export function untilTerminated(command: string, before?: string): string {
  return [...(before === undefined ? [] : [before]), `trap 'exit 0' TERM`, `${command} &`, 'wait $!', ''].join('\n');
}

/** A text in which Kubernetes replaces neither `$(VARIABLE)` nor `$$`. */
export function escaped(text: string): string {
  return text.replaceAll(/\$(?=[$(])/g, '$$$$');
}

/** A word of a shell script, whatever it holds. */
export function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
