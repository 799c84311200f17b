// `npm run bench`: runs the benchmarks, prints their figures, and with `--write` writes docs/performance.md. See README.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { againstCdk8s } from './cases/against-cdk8s.mjs';
import { againstPrograms } from './cases/against-programs.mjs';
import { checksAndImport } from './cases/checks.mjs';
import { growthOfSynth } from './cases/growth.mjs';
import { measure } from './measure.mjs';
import { circumstances, document, summary } from './report.mjs';
import { median, spreadOf } from './statistics.mjs';

const cases = [...againstCdk8s, ...growthOfSynth, ...againstPrograms, ...checksAndImport];
const DOCUMENT = join(import.meta.dirname, '../docs/performance.md');

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '5' },
      write: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error(`'--rounds' must be a whole number of at least 1, got ${values.rounds}; omit it for 5`);
  }
  const names = cases.map(({ name }) => name);
  const unknown = values.only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`'--only' must be one of ${names.join(', ')}, got ${unknown}`);
  if (values.write && values.only !== undefined) {
    throw new Error(`'--write' must go with all benchmarks, got '--only' too; omit one of them`);
  }
  return { rounds, write: values.write, wanted: cases.filter(({ name }) => values.only?.includes(name) ?? true) };
}

/** Every second round runs the sides in the opposite order, so that none always comes after the same other one. */
function samplesOf({ same }, sides, rounds) {
  const look = same?.();
  return Array.from({ length: rounds }, (_, round) => {
    const order = round % 2 === 0 ? Object.keys(sides) : Object.keys(sides).reverse();
    const measured = order.map((side) => [
      side,
      measure(sides[side], round === 0 ? (...seen) => look?.(side, ...seen) : undefined),
    ]);
    return Object.fromEntries(measured);
  });
}

/** The figures of a benchmark over all rounds, and the medians of what each side took; nothing when it cannot run here. */
function resultOf(benchmark, rounds) {
  const sides = benchmark.sides();
  if (sides === undefined) return undefined;
  const samples = samplesOf(benchmark, sides, rounds);
  const figures = benchmark.figures.map(({ title, unit, goal, of }) => {
    const [wall, cpu] = ['wall', 'cpu'].map((clock) => spreadOf(samples.map((sample) => of(sample, clock))));
    return { title, unit, goal, wall, cpu };
  });
  const taken = Object.keys(sides).map((side) => {
    const of = (read) => median(samples.map((sample) => read(sample[side])));
    const spans = Object.keys(samples[0][side]).filter((span) => samples[0][side][span].wall !== undefined);
    const memory = samples[0][side].memory === undefined ? undefined : of((sample) => sample.memory);
    return { side, memory, spans: spans.map((span) => ({ span, ...clocks((clock) => of((s) => s[span][clock])) })) };
  });
  return { title: benchmark.title, figures, taken };
}

function clocks(of) {
  return { wall: of('wall'), cpu: of('cpu') };
}

const { rounds, write, wanted } = readOptions();
const about = circumstances(rounds);
console.log(about);
const results = [];
for (const benchmark of wanted) {
  try {
    const result = resultOf(benchmark, rounds);
    if (result === undefined) continue;
    results.push(result);
    console.log(summary(result));
  } catch (error) {
    console.error(`\n${benchmark.name} failed: ${error.message}`);
    process.exitCode = 1;
  }
}
if (write && process.exitCode === undefined) writeFileSync(DOCUMENT, await document(about, results));
