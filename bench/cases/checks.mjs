import { join } from 'node:path';
import { growth, memoryGrowth, more, takes } from '../figures.mjs';
import { written } from '../inputs.mjs';
import { command, node } from '../measure.mjs';
import { sameFiles } from '../same.mjs';
import { asKube, ONE_CHART, ours } from './shapes.mjs';

const cli = join(import.meta.dirname, '../../lib/cli/main.js');
const sets = (objects) => node('checks.mjs', { objects });

function checkFile(objects) {
  return command(process.execPath, cli, 'check', join(written({ objects, charts: 1 }), 'shop.k8s.yaml'));
}

export const checksAndImport = [
  {
    name: 'checks-synth',
    title: 'The checks of `synth.App`, 3,200 objects',
    sides: () => ({
      'checks off': ours(asKube(ONE_CHART)),
      'checks on': ours({ ...asKube(ONE_CHART), checks: 'errors' }),
    }),
    same: sameFiles,
    figures: [more('checks on', 'checks off', 'made', 100)],
  },
  {
    name: 'checks-sets',
    title: '`check.Checks.sets`',
    sides: () => ({
      '1,000 objects': sets(1000),
      '10,000 objects': sets(10_000),
      '100,000 objects': sets(100_000),
    }),
    figures: [
      takes('10,000 objects', 'checks', 2000),
      growth('1,000 objects', '10,000 objects', 'checks', 1),
      growth('10,000 objects', '100,000 objects', 'checks', 1),
      memoryGrowth('10,000 objects', '100,000 objects'),
    ],
  },
  {
    name: 'checks-cli',
    title: '`npx cdk8s-patterns check` of one YAML file',
    sides: () => ({ '1,000 objects': checkFile(1000), '10,000 objects': checkFile(10_000) }),
    figures: [takes('10,000 objects', 'program'), growth('1,000 objects', '10,000 objects', 'program', 1)],
  },
  {
    name: 'import',
    title: 'Import after `cdk8s-plus-27`',
    sides: () => ({ import: node('import.mjs', {}) }),
    figures: [
      takes('import', 'ours', 50, '`cdk8s-patterns`'),
      takes('import', 'rooms', 50, '`cdk8s-patterns` and each of its rooms'),
      takes('import', 'plus', undefined, '`cdk8s-plus-27` itself'),
    ],
  },
];
