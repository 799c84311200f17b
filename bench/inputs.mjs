// The same objects as files for other programs: YAML, a chart of Helm with values, one with plain files, a kustomization.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUP, groupAt } from './groups.mjs';
import { temporary } from './measure.mjs';

const here = import.meta.dirname;

/** A folder with what our App writes for such a shape. */
export function written(shape) {
  const out = mkdtempSync(join(temporary, 'input-'));
  execFileSync(process.execPath, [join(here, 'child/synth.mjs'), JSON.stringify({ ...shape, ours: true, out })]);
  return out;
}

/** A chart whose template makes all groups from its values. */
export function valuesChart(objects) {
  const chart = chartFolder();
  const groups = Array.from({ length: objects / GROUP }, (_, i) => groupAt(i));
  copyFileSync(join(here, 'groups.tpl'), join(chart, 'templates/groups.yaml'));
  writeFileSync(join(chart, 'values.yaml'), JSON.stringify({ groups }));
  return chart;
}

/** A chart with one plain file a group. */
export function filesChart(objects) {
  const chart = chartFolder();
  writeGroups(objects, join(chart, 'templates'));
  return chart;
}

/** A kustomization with one file a group. */
export function kustomization(objects) {
  const folder = mkdtempSync(join(temporary, 'kustomization-'));
  const resources = writeGroups(objects, folder);
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources }));
  return folder;
}

function chartFolder() {
  const chart = mkdtempSync(join(temporary, 'chart-'));
  mkdirSync(join(chart, 'templates'));
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  return chart;
}

function writeGroups(objects, folder) {
  const documents = readFileSync(join(written({ objects, charts: 1 }), 'shop.k8s.yaml'), 'utf8').split(/^---\n/m);
  return Array.from({ length: objects / GROUP }, (_, i) => {
    writeFileSync(join(folder, `group-${i}.yaml`), documents.slice(i * GROUP, (i + 1) * GROUP).join('---\n'));
    return `group-${i}.yaml`;
  });
}
