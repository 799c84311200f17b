/** What Linux takes as one variable of the environment. */
export function variableText(text: unknown): string | undefined {
  const fits = typeof text === 'string' && Buffer.byteLength(text) < 131_000 && !text.includes('\0');
  return fits ? undefined : 'must be a text of less than 131000 bytes, none of them 0';
}

export function oneLine(text: string): string | undefined {
  return /[\r\n]/.test(text) ? 'must have no line ends' : undefined;
}
