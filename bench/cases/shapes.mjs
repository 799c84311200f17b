// How many objects in how many charts; `kube` makes them with the classes of cdk8s-plus, else each is an `ApiObject`.
import { node } from '../measure.mjs';

export const ONE_CHART = { objects: 3200, charts: 1 };
export const MANY_CHARTS = { objects: 16_000, charts: 1600 };

export const asKube = (shape) => ({ ...shape, kube: true });
export const inOneChart = (objects) => asKube({ objects, charts: 1 });
export const chartsOfTen = (charts) => asKube({ objects: charts * 10, charts });

export const ours = (shape, folder) => node('synth.mjs', { ...shape, ours: true }, folder);
export const cdk8s = (shape, folder) => node('synth.mjs', shape, folder);
