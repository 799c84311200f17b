import { Finding, ObjectId, Severity } from '../../finding';
import { plain, Sources } from './frame';
import { shownPath } from './paths';

/** How findings are written for people. */
export interface Layout {
  readonly colour: boolean;
  readonly folder: string;
  readonly sources: Sources;
  readonly width: number;
}

/** The findings, grouped by object in their order, and how many there are. */
export function textOf(findings: Finding[], objects: number, layout: Layout): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const id = [finding.set, finding.constructPath, ...Object.values(finding.object)].join('\n');
    groups.set(id, [...(groups.get(id) ?? []), finding]);
  }
  const blocks = [...groups.values()].map((group) => blockOf(group, layout));
  return [...blocks, summaryOf(findings, objects, layout)].join('\n\n') + '\n';
}

/** `3 errors, 1 warning in 12 objects`. */
export function summaryOf(findings: Finding[], objects: number, { colour }: { readonly colour: boolean }): string {
  const errors = findings.filter(({ severity }) => severity === Severity.ERROR).length;
  const warnings = findings.length - errors;
  const text = `${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(objects, 'object')}`;
  return paint(text, errors > 0 ? RED : warnings > 0 ? YELLOW : GREEN, colour);
}

/** `Deployment web in namespace shop`. */
export function titleOf({ kind, name, namespace }: ObjectId): string {
  const named = `${kind === '' ? 'object' : kind} ${name === '' ? 'without a name' : name}`;
  return plain(namespace === undefined ? named : `${named} in namespace ${namespace}`);
}

function blockOf(group: Finding[], layout: Layout): string {
  const [first] = group;
  if (first === undefined) return '';
  const made = first.constructPath === undefined ? '' : `, made by ${first.constructPath}`;
  const set = first.set === '' ? '' : `, set ${first.set}`;
  const title = paint(`${titleOf(first.object)}${made}${set}`, BOLD, layout.colour);
  return [title, ...group.flatMap((finding) => linesOf(finding, layout))].join('\n');
}

function linesOf(finding: Finding, { colour, folder, sources, width }: Layout): string[] {
  const { severity, rule, message, position, object } = finding;
  const label = paint(severity, severity === Severity.ERROR ? RED : YELLOW, colour);
  const lines = [`  ${label} ${rule}`, ...wrapped(plain(message), width - 4).map((line) => `    ${line}`)];
  if (position === undefined)
    return [...lines, ...(finding.pointer === '' ? [] : [`    at ${plain(finding.pointer)}`])];
  const at = `    at ${shownPath(position.file, folder)}:${position.line}:${position.column}`;
  const secret = object.kind === 'Secret'; // what stands beside it does not go into logs
  const frame = secret ? [] : sources.frame(position, width - 14);
  return [...lines, at, ...frame.map((line) => paint(`      ${line}`, DIM, colour))];
}

/** Lines of at most `width` columns, broken at spaces; a longer word keeps its own line. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

const BOLD = 1;
const DIM = 2;
const RED = 31;
const GREEN = 32;
const YELLOW = 33;

function paint(text: string, code: number, colour: boolean): string {
  return colour ? `\u001b[${code}m${text}\u001b[0m` : text;
}

function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
