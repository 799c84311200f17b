import { styleText } from 'node:util';

/** What was expected. */
export function green(text: string): string {
  return styled('green', text);
}

/** What is there instead. */
export function red(text: string): string {
  return styled('red', text);
}

export function bold(text: string): string {
  return styled('bold', text);
}

function styled(format: 'green' | 'red' | 'bold', text: string): string {
  return inColour() ? styleText(format, text, { validateStream: false }) : text;
}

/** Test runners start workers without a terminal and tell them of theirs by FORCE_COLOR. */
function inColour(): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '' } = process.env;
  if (NO_COLOR !== '' || FORCE_COLOR === '0' || FORCE_COLOR === 'false') return false;
  return FORCE_COLOR !== '' || (process.stdout.isTTY ?? false);
}
