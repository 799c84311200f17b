// The figures as tables, on the terminal and in docs/performance.md.
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const INTRODUCTION = join(import.meta.dirname, 'introduction.md');
const SPANS = {
  synth: '`synth()`',
  made: 'constructs and `synth()`',
  checks: 'checks',
  program: 'whole program',
  plus: '`cdk8s-plus-27`',
  ours: '`cdk8s-patterns`',
  rooms: '`cdk8s-patterns` with all rooms',
};

/** When and on what it was measured. */
export function circumstances(rounds) {
  const date = new Date().toISOString().slice(0, 10);
  const load = loadavg()[0].toFixed(1);
  const often = rounds === 1 ? '1 round' : `${rounds} rounds`;
  return `Measured on ${date}: ${availableParallelism()} CPUs, Node ${process.versions.node}, ${often}; the load of the machine before was ${load}.`;
}

/** The figures of one benchmark, for the terminal. */
export function summary(result) {
  return [result.title, aligned(figureRows(result)), aligned(takenRows(result))].map((part) => `\n${part}`).join('');
}

/** The page of all benchmarks. */
export async function document(about, results) {
  const sections = results.map((result) =>
    [`## ${result.title}`, markdown(figureRows(result)), markdown(takenRows(result))].join('\n\n'),
  );
  const text = [readFileSync(INTRODUCTION, 'utf8').trim(), about, ...sections].join('\n\n');
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function figureRows({ figures }) {
  return [
    ['figure', 'on the clock', 'CPU time', 'aim', 'held'],
    ...figures.map(({ title, unit, goal, wall, cpu }) => [
      title,
      spread(wall, unit),
      spread(cpu, unit),
      goal === undefined ? '' : aim(goal, unit),
      goal === undefined ? '' : held(goal, wall),
    ]),
  ];
}

function takenRows({ taken }) {
  const rows = taken.flatMap(({ side, spans, memory }) =>
    spans.map(({ span, wall, cpu }) => [
      side,
      SPANS[span],
      `${digits(wall)} ms`,
      `${digits(cpu)} ms`,
      megabytes(memory),
    ]),
  );
  return [['median of', 'part', 'on the clock', 'CPU time', 'memory at most'], ...rows];
}

function spread(figure, unit) {
  if (figure === undefined) return '';
  const { median, min, max } = figure;
  return `${digits(median)}${unit} (${digits(min)} to ${digits(max)})`;
}

function aim({ atLeast, atMost }, unit) {
  return atLeast === undefined ? `at most ${digits(atMost)}${unit}` : `at least ${digits(atLeast)}${unit}`;
}

function held({ atLeast = -Infinity, atMost = Infinity }, { median }) {
  return median >= atLeast && median <= atMost ? 'yes' : 'no';
}

/** Three digits that count; whole numbers from a thousand on. */
function digits(number) {
  const style = Math.abs(number) < 1000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 };
  return number.toLocaleString('en', style);
}

function megabytes(bytes) {
  return bytes === undefined ? '' : `${digits(bytes / 2 ** 20)} MiB`;
}

function markdown([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd())
    .join('\n');
}
