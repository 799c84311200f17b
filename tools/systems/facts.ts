import { relative } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import * as patterns from 'cdk8s-patterns';
import { declare, synth } from 'cdk8s-patterns';
import { IConstruct } from 'constructs';
import { sourceLineOf } from '../../src/private/trace';

/** One file of `dist`. */
export interface ManifestFacts {
  readonly name: string;
  readonly namespace?: string;
  /** Where it comes from, as its header says. */
  readonly sources: string[];
  /** The constructs of this library that it is made of, `room.Name`, the outermost first. */
  readonly constructs: string[];
  /** Its objects, `Kind/name`. */
  readonly objects: string[];
}

/** A folder of `dist` whose manifests are applied at once. */
export interface SetFacts {
  /** Its path in `dist`; empty for the root. */
  readonly path: string;
  readonly manifests: ManifestFacts[];
  /** What must be deleted before, as `kubectl delete` takes it. */
  readonly deleteFirst: string[];
  /** Paths of the sets that are applied before it. */
  readonly after: string[];
  /** What must exist before it is applied: declared on its charts and around them. */
  readonly needs: declare.ExternalObject[];
}

/** The classes of this library that are constructs, by their constructors. */
const NAMES = new Map<unknown, string>(
  Object.entries(patterns)
    .filter(([room]) => room !== 'synth')
    .flatMap(([room, names]) => Object.entries(names).map(([name, value]) => [value, `${room}.${name}`] as const)),
);

/** The sets below a folder or an App, itself first. Folders without manifests are none. */
export function setsBelow(scope: IConstruct): SetFacts[] {
  const folders = scope.node.findAll().filter((construct) => construct === scope || construct instanceof synth.Folder);
  return folders.flatMap((folder) => {
    const charts = chartsOf(folder);
    return charts.length === 0 ? [] : [setOf(folder, charts)];
  });
}

/** The manifests of a scope, in all folders below. */
export function manifestsBelow(scope: IConstruct): ManifestFacts[] {
  return setsBelow(scope).flatMap(({ manifests }) => manifests);
}

/** The charts of a folder, without those of folders in it. */
function chartsOf(folder: IConstruct): Chart[] {
  return folder.node.children.filter((child): child is Chart => Chart.isChart(child));
}

/** The findings of the checks below that are known and right. */
export function acknowledgedIn(scope: IConstruct): declare.AcknowledgementProps[] {
  const all = scope.node.findAll().flatMap((construct) => declare.Acknowledgement.declaredOn(construct));
  return [...new Map(all.map((props) => [JSON.stringify(props), props])).values()];
}

/** The file of the repository that made a construct. */
export function fileOf(construct: IConstruct, repository: string): string {
  const line = sourceLineOf(construct);
  if (line === undefined) throw new Error(`[${construct.node.path}] must be traced; unset CDK8S_PATTERNS_TRACE`);
  return relative(repository, line.file);
}

function setOf(folder: IConstruct, charts: Chart[]): SetFacts {
  const declared = [folder, ...charts].flatMap((construct) => declare.Header.declaredOn(construct));
  const after = folder instanceof synth.Folder ? folder.after : [];
  return {
    path: folder.node.path,
    manifests: charts.map(manifestOf),
    deleteFirst: [...new Set(declared.flatMap(({ deleteFirst = [] }) => deleteFirst))],
    after: after.map(({ node }) => node.path),
    needs: [
      ...folder.node.scopes.flatMap((scope) => declare.External.declaredOn(scope)),
      ...charts.flatMap((chart) => declare.External.declaredIn(chart)),
    ],
  };
}

function manifestOf(chart: Chart): ManifestFacts {
  const inside = chart.node.findAll();
  const headers = chart.node.scopes.flatMap((scope) => declare.Header.declaredOn(scope));
  const named = headers.flatMap(({ construct = '' }) => construct.match(/\b[a-z]+\.[A-Z]\w*/g) ?? []);
  const made = inside.flatMap((construct) => NAMES.get(construct.constructor) ?? []);
  return {
    name: chart.node.id,
    namespace: chart.namespace,
    sources: headers.flatMap(({ source }) => source ?? []),
    constructs: [...new Set([...named, ...made])],
    objects: inside
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
      .map(({ kind, name }) => `${kind}/${name}`),
  };
}
