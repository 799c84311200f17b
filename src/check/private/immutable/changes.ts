import { shown } from '../../../private/errors';
import { KubeObject } from '../kube-object';
import { isObject } from '../../../private/json';
import { nanos } from '../quantity';
import { difference, Path, writtenPart } from './difference';
import { FIXED, Fixed, valueAt } from './fields';
import { jobChanges, podChanges, revisionChanges } from './pod-changes';
import { serviceChanges } from './service-changes';

/** A field that an update may not change so. */
export interface Change {
  readonly path: Path;

  /** What the field must be; that it stays what it was, when absent. */
  readonly words?: string;

  /** Whether its values are shown. */
  readonly secret?: boolean;
}

/** The changes from an older to a newer manifest of one object that the API server refuses, for a minor version. */
export function changesOf(older: KubeObject, newer: KubeObject, minor: number): Change[] {
  const after = newer.root.value;
  const isLive = older.at('metadata', 'uid').present;
  const before = isLive ? writtenPart(older.root.value, after) : older.root.value;
  const inFields = (FIXED[newer.type] ?? [])
    .filter(({ from = 0, to = Infinity }) => from <= minor && minor <= to)
    .flatMap((field) => ofField(field, before, after));
  return [...inFields, ...(SPECIAL[newer.type]?.(before, after) ?? [])];
}

const SPECIAL: { readonly [type: string]: ((before: unknown, after: unknown) => Change[]) | undefined } = {
  ConfigMap: (before, after) => ofData(before, after, ['data', 'binaryData']),
  Secret: (before, after) => ofData(before, after, ['data', 'stringData']),
  Service: serviceChanges,
  PersistentVolume: ofVolume,
  PersistentVolumeClaim: ofClaim,
  Pod: podChanges,
  'Job.batch': jobChanges,
  'Service.serving.knative.dev': revisionChanges,
  'Configuration.serving.knative.dev': revisionChanges,
};

function ofField({ path, missing, settable }: Fixed, before: unknown, after: unknown): Change[] {
  const old = valueAt(before, path) ?? missing;
  if ((old === undefined || old === '') && settable === true) return [];
  const found = difference(old, valueAt(after, path) ?? missing, path);
  return found === undefined ? [] : [{ path: found }];
}

function ofData(before: unknown, after: unknown, fields: string[]): Change[] {
  if (valueAt(before, ['immutable']) !== true) return [];
  if (valueAt(after, ['immutable']) !== true) return [{ path: ['immutable'] }];
  const [old, now] = [dataOf(before, fields), dataOf(after, fields)];
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  const changed = keys.filter((key) => old.get(key)?.value !== now.get(key)?.value);
  return changed.map((key) => ({ path: (now.get(key) ?? old.get(key))?.path ?? [], secret: true }));
}

/** The bytes by key, whether they are written as text or in base64. */
function dataOf(object: unknown, fields: string[]): Map<string, { value: string; path: Path }> {
  const isSecret = fields.includes('stringData');
  const entries = fields.flatMap((field) => {
    const data = valueAt(object, [field]);
    const isText = isSecret ? field === 'stringData' : field === 'data';
    return Object.entries(isObject(data) ? data : {}).map(([key, value]): [string, { value: string; path: Path }] => {
      const id = isSecret ? key : `${field} ${key}`; // a ConfigMap keeps its two maps apart
      const bytes = isText ? String(value) : Buffer.from(String(value), 'base64').toString('latin1');
      return [id, { value: isText ? Buffer.from(bytes).toString('latin1') : bytes, path: [field, key] }];
    });
  });
  return new Map(entries);
}

const NOT_SOURCES = new Set(
  'accessModes capacity claimRef mountOptions nodeAffinity persistentVolumeReclaimPolicy storageClassName volumeMode volumeAttributesClassName'.split(
    ' ',
  ),
);

function ofVolume(before: unknown, after: unknown): Change[] {
  const [old, now] = [before, after].map((object) => {
    const spec = valueAt(object, ['spec']);
    return Object.fromEntries(Object.entries(isObject(spec) ? spec : {}).filter(([key]) => !NOT_SOURCES.has(key)));
  });
  const found = difference(old, now, ['spec']);
  const settable = found?.join('.').startsWith('spec.csi.controllerExpandSecretRef') ?? true;
  return found === undefined ||
    (settable && valueAt(before, ['spec', 'csi', 'controllerExpandSecretRef']) === undefined)
    ? []
    : [{ path: found }];
}

function ofClaim(before: unknown, after: unknown): Change[] {
  const path = ['spec', 'resources', 'requests', 'storage'];
  const [old, now] = [before, after].map((object) => amountAt(object, path));
  const shrunk: Change[] =
    old !== undefined && now !== undefined && now < old
      ? [{ path, words: `must not be less than before (${shown(valueAt(before, path))})` }]
      : [];
  const [from, to] = [before, after].map(
    (object) => valueAt(object, ['spec', 'dataSource']) ?? valueAt(object, ['spec', 'dataSourceRef']),
  );
  const source = difference(from, to, ['spec', 'dataSource']);
  return [...shrunk, ...(source === undefined ? [] : [{ path: source }])];
}

function amountAt(object: unknown, path: Path): bigint | undefined {
  const value = valueAt(object, path);
  return typeof value === 'string' || typeof value === 'number' ? nanos(String(value)) : undefined;
}
