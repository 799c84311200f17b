import { faster, slower } from '../figures.mjs';
import { filesChart, kustomization, valuesChart, written } from '../inputs.mjs';
import { command, node } from '../measure.mjs';
import { program, versionOf } from '../programs.mjs';
import { sameFiles, sameObjects } from '../same.mjs';
import { asKube, MANY_CHARTS, ONE_CHART, ours } from './shapes.mjs';

const againstStringify = (name, title, shape) => ({
  name,
  title: `\`JSON.stringify\` and writing the same text, ${title}`,
  sides: () => ({
    ours: ours(asKube(shape)),
    stringify: node('stringify.mjs', { ...shape, input: written(shape) }),
  }),
  same: sameFiles,
  figures: [slower('stringify', 'synth', 8)],
});

const against = (name, tool, title, words, inputOf) => ({
  name,
  title: `${title} (${tool} ${versionOf(tool)})`,
  sides: () => {
    const file = program(tool);
    if (file === undefined) return undefined;
    return { ours: ours(asKube(ONE_CHART)), [tool]: command(file, ...words, inputOf(ONE_CHART.objects)) };
  },
  same: () => sameObjects(tool, ONE_CHART),
  figures: [faster(tool, 'program', 1)],
});

const template = ['template', 'shop'];

export const againstPrograms = [
  againstStringify('stringify', '3,200 objects in one chart', ONE_CHART),
  againstStringify('stringify-charts', '1,600 charts of 10 objects', MANY_CHARTS),
  against('helm-values', 'helm', '`helm template`, 3,200 objects from values', template, valuesChart),
  against('helm-files', 'helm', '`helm template`, 3,200 objects in plain files', template, filesChart),
  against('kustomize', 'kustomize', '`kustomize build`, 3,200 objects', ['build'], kustomization),
];
