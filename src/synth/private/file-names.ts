import { Chart, Names } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Folder } from '../folder';
import { Dependencies } from './dependencies';
import { Json } from './json';

/**
 * Names for the files or folders of the charts of one apply set, as cdk8s makes them from the path, here below the folder.
 *
 * `kubectl apply -f` takes files by alphabet. Where that would break a dependency, the charts that hang together through it get their
 * number in `charts` in front; all others keep their names, so one dependency does not rename everything.
 *
 * @param charts the charts, each after those that it waits for
 * @param extension what follows the name: it decides between `web.k8s.yaml` and `web-2.k8s.yaml`
 */
export function chartNames(
  charts: Chart[],
  folder: Folder | undefined,
  dependencies: Dependencies,
  extension: string,
): Map<Chart, string> {
  const names = new Map(charts.map((chart) => [chart, nameOf(chart, folder)]));
  if (dependencies.none) return names;
  const inside = new Set<IConstruct>(charts);
  const awaited = new Map(
    charts.map((chart) => [chart, [...dependencies.of(chart)].filter((other): other is Chart => inside.has(other))]),
  );
  for (const group of connected(awaited)) {
    const before = (a: Chart, b: Chart): boolean => `${names.get(a)}${extension}` < `${names.get(b)}${extension}`;
    const right = group.every((chart) => awaited.get(chart)?.every((other) => before(other, chart)));
    if (!right) group.forEach((chart, i) => names.set(chart, `${String(i).padStart(4, '0')}-${names.get(chart)}`));
  }
  return names;
}

/** The name for the file of one object, as cdk8s makes it. */
export function objectName(json: Json): string {
  return `${json.kind}.${String(json.metadata?.name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** The path of a folder below the output folder, with a slash at its end; nothing for the root. */
export function directoryOf(folder: Folder | undefined): string {
  return folder === undefined ? '' : `${folder.node.path}/`;
}

function nameOf(chart: Chart, folder: Folder | undefined): string {
  if (folder === undefined) return Names.toDnsLabel(chart);
  const path = chart.node.path.slice(folder.node.path.length + 1);
  return Names.toDnsLabel({ node: { path, addr: chart.node.addr } } as Chart);
}

/** The charts that hang together through dependencies, each group in the order of the map. */
function connected(awaited: Map<Chart, Chart[]>): Chart[][] {
  const neighbours = new Map([...awaited].map(([chart, others]) => [chart, new Set(others)]));
  for (const [chart, others] of awaited) for (const other of others) neighbours.get(other)?.add(chart);
  const groupOf = new Map<Chart, Chart>();
  for (const start of awaited.keys()) {
    const found = new Set(groupOf.has(start) ? [] : [start]); // what is added while it is walked is walked, too
    for (const chart of found) {
      groupOf.set(chart, start);
      for (const next of neighbours.get(chart) ?? []) found.add(next);
    }
  }
  const groups = new Map<Chart | undefined, Chart[]>();
  for (const chart of awaited.keys()) {
    const group = groups.get(groupOf.get(chart)) ?? [];
    group.push(chart);
    groups.set(groupOf.get(chart), group);
  }
  return [...groups.values()];
}
