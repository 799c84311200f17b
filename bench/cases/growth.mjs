import { growth, memoryGrowth } from '../figures.mjs';
import { asKube, cdk8s, chartsOfTen, inOneChart, ours } from './shapes.mjs';

/** Smaller charts than elsewhere: cdk8s would take minutes for twelve of ten objects. */
const chain = (charts, chained = 1) => asKube({ objects: charts * 5, charts, chained });

export const growthOfSynth = [
  {
    name: 'growth-objects',
    title: 'Objects in one chart',
    sides: () => ({
      '1,000 objects': ours(inOneChart(1000)),
      '10,000 objects': ours(inOneChart(10_000)),
      '100,000 objects': ours(inOneChart(100_000)),
      '1,000 objects of cdk8s': cdk8s(inOneChart(1000)),
      '10,000 objects of cdk8s': cdk8s(inOneChart(10_000)),
    }),
    figures: [
      growth('1,000 objects', '100,000 objects', 'synth', 1),
      growth('10,000 objects', '100,000 objects', 'synth', 1),
      memoryGrowth('1,000 objects', '100,000 objects', 1),
      memoryGrowth('10,000 objects', '100,000 objects', 1),
      growth('1,000 objects of cdk8s', '10,000 objects of cdk8s', 'synth'),
    ],
  },
  {
    name: 'growth-charts',
    title: 'Charts of 10 objects',
    sides: () => ({
      '100 charts': ours(chartsOfTen(100)),
      '1,000 charts': ours(chartsOfTen(1000)),
      '10,000 charts': ours(chartsOfTen(10_000)),
      '100 charts of cdk8s': cdk8s(chartsOfTen(100)),
      '400 charts of cdk8s': cdk8s(chartsOfTen(400)),
    }),
    figures: [
      growth('100 charts', '10,000 charts', 'synth', 1),
      growth('1,000 charts', '10,000 charts', 'synth', 1),
      memoryGrowth('100 charts', '10,000 charts', 1),
      memoryGrowth('1,000 charts', '10,000 charts', 1),
      growth('100 charts of cdk8s', '400 charts of cdk8s', 'synth'),
    ],
  },
  {
    name: 'chain',
    title: 'Charts of 5 objects, each of which depends on the one before',
    sides: () => ({
      '100 charts': ours(chain(100)),
      '400 charts': ours(chain(400)),
      '8 charts of cdk8s': cdk8s(chain(8)),
      '10 charts of cdk8s': cdk8s(chain(10)),
      '12 charts of cdk8s': cdk8s(chain(12)),
    }),
    figures: [
      growth('100 charts', '400 charts', 'synth', 1),
      memoryGrowth('100 charts', '400 charts', 1),
      growth('8 charts of cdk8s', '10 charts of cdk8s', 'synth'),
      growth('10 charts of cdk8s', '12 charts of cdk8s', 'synth'),
    ],
  },
  {
    name: 'growth-dependencies',
    title: 'Dependencies between 1,000 charts of 5 objects',
    sides: () => ({
      '1,000 dependencies': ours(chain(1000, 1)),
      '10,000 dependencies': ours(chain(1000, 10)),
      '100,000 dependencies': ours(chain(1000, 100)),
    }),
    figures: [
      growth('1,000 dependencies', '100,000 dependencies', 'synth', 1),
      growth('10,000 dependencies', '100,000 dependencies', 'synth', 1),
      memoryGrowth('10,000 dependencies', '100,000 dependencies', 1),
    ],
  },
];
