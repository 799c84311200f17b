import { faster } from '../figures.mjs';
import { disk } from '../measure.mjs';
import { sameFiles } from '../same.mjs';
import { asKube, cdk8s, MANY_CHARTS, ONE_CHART, ours } from './shapes.mjs';

const against = (name, title, shape, { goal, folder } = {}) => ({
  name,
  title,
  sides: () => ({ ours: ours(shape, folder), cdk8s: cdk8s(shape, folder) }),
  same: sameFiles,
  figures: [faster('cdk8s', 'synth', goal), faster('cdk8s', 'program')],
});

export const againstCdk8s = [
  against('one-chart', '3,200 objects in one chart, `Kube…`', asKube(ONE_CHART), { goal: 5 }),
  against('one-chart-plain', '3,200 objects in one chart, `ApiObject`', ONE_CHART, { goal: 5 }),
  against('many-charts', '1,600 charts of 10 objects, `Kube…`', asKube(MANY_CHARTS), { goal: 50 }),
  against('many-charts-plain', '1,600 charts of 10 objects, `ApiObject`', MANY_CHARTS, { goal: 50 }),
  against('many-charts-disk', '1,600 charts of 10 objects, `Kube…`, on disk', asKube(MANY_CHARTS), { folder: disk }),
];
