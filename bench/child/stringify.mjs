// The least that any program must do: `JSON.stringify` of the same objects, and writing the same text.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUP, objectsAt } from '../groups.mjs';
import { options, print, timed } from './timer.mjs';

const { objects, charts, input, out } = options;
const groups = objects / charts / GROUP;
const inChart = (c) => Array.from({ length: groups }, (_, g) => objectsAt(c * groups + g)).flat();
const all = Array.from({ length: charts }, (_, c) => inChart(c));
const texts = readdirSync(input)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, text: readFileSync(join(input, file), 'utf8') }));

let length = 0;
const synth = timed(() => {
  for (const chart of all) length += JSON.stringify(chart).length; // used, so that it is not left out
  for (const { file, text } of texts) writeFileSync(join(out, file), text);
});
print({ synth, length });
