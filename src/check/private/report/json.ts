import { Finding } from '../../finding';
import { shownPath } from './paths';

/** Changes with the shape: new fields may come, but none changes its meaning. */
const VERSION = 1;

/** The findings as JSON text, in the shape that docs/cli.md describes. */
export function jsonOf(findings: Finding[], summary: object, folder: string): string {
  const shown = findings.map(({ severity, rule, message, object, pointer, set, constructPath, position }) => ({
    severity,
    rule,
    message,
    object,
    pointer,
    set,
    constructPath,
    position: position && { ...position, file: shownPath(position.file, folder) },
  }));
  return `${JSON.stringify({ version: VERSION, summary, findings: shown }, undefined, 2)}\n`;
}
