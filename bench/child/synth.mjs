// Makes the objects with cdk8s and writes them, with our App or that of cdk8s.
import { GROUP, objectsAt } from '../groups.mjs';
import { load, options, print, timed } from './timer.mjs';

/** `chained` is on how many of the charts before it each chart depends. */
const { ours, objects, charts, kube, chained = 0, checks, out } = options;
const { ApiObject, App, Chart } = load('cdk8s');
const { k8s } = kube ? load('cdk8s-plus-27') : {};
const { synth } = ours ? load('../../lib') : {};
if (ours) void synth.App; // a room loads when it is first used

const spelling = {
  quantity: (text) => k8s.Quantity.fromString(text),
  port: (value) => k8s.IntOrString[typeof value === 'string' ? 'fromString' : 'fromNumber'](value),
};

function addGroup(chart, i) {
  if (kube) {
    for (const { kind, ...props } of objectsAt(i, spelling)) new k8s[`Kube${kind}`](chart, `${kind}${i}`, props);
  } else {
    for (const json of objectsAt(i)) new ApiObject(chart, `${json.kind}${i}`, json);
  }
}

function build() {
  const app = ours ? new synth.App({ outdir: out, checks: checks ?? synth.CheckLevel.OFF }) : new App({ outdir: out });
  const groups = objects / charts / GROUP;
  const made = [];
  for (let c = 0; c < charts; c++) {
    const chart = new Chart(app, charts === 1 ? 'shop' : `shop-${c}`);
    for (let g = 0; g < groups; g++) addGroup(chart, c * groups + g);
    for (const before of made.slice(Math.max(0, c - chained))) chart.addDependency(before);
    made.push(chart);
  }
  return app;
}

const loaded = process.memoryUsage.rss();
let app;
const made = timed(() => (app = build()));
const synthesized = timed(() => app.synth());
const together = { wall: made.wall + synthesized.wall, cpu: made.cpu + synthesized.cpu };
print({ synth: synthesized, made: together, memory: process.resourceUsage().maxRSS * 1024 - loaded });
