/** Helpers for Markdown as GitHub shows it. */

/** A table; nothing when it has no rows. */
export function table(head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** A list; nothing when it has no items. */
export function list(items: string[]): string[] {
  return items.length === 0 ? [] : [...items.map((item) => `- ${item}`), ''];
}

/** A block of commands. */
export function commands(lines: string[]): string[] {
  return ['```sh', ...lines, '```', ''];
}

/** A heading with a blank line. */
export function heading(level: number, text: string): string[] {
  return [`${'#'.repeat(level)} ${text}`, ''];
}

export const code = (text: string): string => `\`${text}\``;

/** The names, each as code. */
export const codes = (texts: string[]): string => texts.map(code).join(', ');

/** `5.1, 5.2 and 5.4`. */
export function enumerated(texts: string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** The anchor of a heading. */
export function anchor(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
