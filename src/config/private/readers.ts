import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isObject } from '../../private/json';
import { qualifiedKind } from '../../private/kinds';
import { podTemplateOf } from '../../private/pod-templates';

/** The ways in which a pod reads a ConfigMap or Secret that never change while it runs. */
export interface FixedReads {
  /** The object that makes the pods: `Deployment web`. */
  readonly owner: string;
  readonly namespace: string | undefined;
  /** Names of objects that variables come from. */
  readonly variables: Set<string>;
  /** Names of objects that are mounted through a `subPath`. */
  readonly subPaths: Set<string>;
}

/** The two kinds, and how a pod names them. */
export interface ConfigKind {
  readonly keyRef: string;
  readonly ref: string;
  readonly volume: string;
  readonly name: string;
}

export const CONFIG_MAP: ConfigKind = {
  keyRef: 'configMapKeyRef',
  ref: 'configMapRef',
  volume: 'configMap',
  name: 'name',
};

export const SECRET: ConfigKind = { keyRef: 'secretKeyRef', ref: 'secretRef', volume: 'secret', name: 'secretName' };

/** What the pods below a construct read so. */
export function fixedReads(scope: IConstruct, kind: ConfigKind): FixedReads[] {
  return scope.node.findAll().flatMap((construct) => {
    if (!(construct instanceof ApiObject)) return [];
    const keys = podTemplateOf(qualifiedKind(construct.apiVersion, construct.kind));
    if (keys === undefined) return [];
    const json: unknown = construct.toJson();
    const spec = valueAt(json, [...keys, 'spec']);
    const containers = ['initContainers', 'containers'].flatMap((list) => listAt(spec, list));
    return [
      {
        owner: `${construct.kind} ${construct.name}`,
        namespace: construct.metadata.namespace,
        variables: new Set(containers.flatMap((container) => variableSources(container, kind))),
        subPaths: new Set(containers.flatMap((container) => subPathSources(container, spec, kind))),
      },
    ];
  });
}

function variableSources(container: unknown, { keyRef, ref }: ConfigKind): string[] {
  const single = listAt(container, 'env').map((variable) => valueAt(variable, ['valueFrom', keyRef, 'name']));
  const all = listAt(container, 'envFrom').map((source) => valueAt(source, [ref, 'name']));
  return [...single, ...all].filter(isText);
}

function subPathSources(container: unknown, spec: unknown, kind: ConfigKind): string[] {
  const mounts = listAt(container, 'volumeMounts').filter(
    (mount) => isText(valueAt(mount, ['subPath'])) || isText(valueAt(mount, ['subPathExpr'])),
  );
  const names = mounts.map((mount) => valueAt(mount, ['name']));
  const volumes = listAt(spec, 'volumes').filter((volume) => names.includes(valueAt(volume, ['name'])));
  const projected = volumes.flatMap((volume) => listAt(valueAt(volume, ['projected']), 'sources'));
  return [
    ...volumes.map((volume) => valueAt(volume, [kind.volume, kind.name])),
    ...projected.map((source) => valueAt(source, [kind.volume, 'name'])),
  ].filter(isText);
}

function valueAt(value: unknown, keys: string[]): unknown {
  return keys.reduce((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function listAt(value: unknown, key: string): unknown[] {
  const list = valueAt(value, [key]);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
