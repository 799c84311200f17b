import { isObject } from '../../../private/json';
import { nanos } from '../quantity';

/** What the API server sets where nothing is written, by field; two manifests that differ in this only are the same. */
const DEFAULTS: { [field: string]: unknown[] } = {
  apiGroup: ['rbac.authorization.k8s.io', ''],
  apiVersion: ['v1'],
  defaultMode: [0o644],
  dnsPolicy: ['ClusterFirst'],
  divisor: ['0', 0],
  enableServiceLinks: [true],
  failureThreshold: [3],
  fsType: ['ext4'],
  hostIPC: [false],
  hostNetwork: [false],
  hostPID: [false],
  initialDelaySeconds: [0],
  kind: ['PersistentVolumeClaim'],
  optional: [false],
  path: ['/'],
  periodSeconds: [10],
  preemptionPolicy: ['PreemptLowerPriority'],
  priority: [0],
  privileged: [false],
  protocol: ['TCP'],
  readOnly: [false],
  recursiveReadOnly: ['Disabled'],
  restartPolicy: ['Always'],
  schedulerName: ['default-scheduler'],
  scheme: ['HTTP'],
  service: [''],
  serviceAccount: ['default'],
  serviceAccountName: ['default'],
  shareProcessNamespace: [false],
  stdin: [false],
  stdinOnce: [false],
  subPath: [''],
  successThreshold: [1],
  terminationGracePeriodSeconds: [30],
  terminationMessagePath: ['/dev/termination-log'],
  terminationMessagePolicy: ['File'],
  timeoutSeconds: [1],
  tty: [false],
  type: [''],
  value: [''],
  volumeMode: ['Filesystem'],
};

/** Fields whose default depends on other fields, on admission or on the cluster: written once and once not, they may be the same. */
const OPEN = new Set(
  'hostPort imagePullPolicy requests nodeName priorityClassName runtimeClassName serviceAccountName serviceAccount'.split(
    ' ',
  ),
);

const QUANTITIES = new Set(['limits', 'requests', 'capacity', 'sizeLimit', 'divisor']);

export type Path = (string | number)[];

/** The path to the first difference of two values as the API server compares them; nothing when they are the same. */
export function difference(older: unknown, newer: unknown, path: Path = []): Path | undefined {
  const key = path.at(-1);
  if (older === undefined || older === null) return isDefault(newer, key) ? undefined : path;
  if (newer === undefined || newer === null) return isDefault(older, key) ? undefined : path;
  if (Array.isArray(older) && Array.isArray(newer)) return ofLists(older, newer, path);
  if (isObject(older) && isObject(newer)) return ofObjects(older, newer, path);
  return older === newer || sameQuantity(older, newer, path) ? undefined : path;
}

function ofLists(older: unknown[], newer: unknown[], path: Path): Path | undefined {
  if (older.length !== newer.length) return path;
  for (const [i, item] of older.entries()) {
    const found = difference(item, newer[i], [...path, i]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofObjects(older: { [key: string]: unknown }, newer: { [key: string]: unknown }, path: Path): Path | undefined {
  for (const key of new Set([...Object.keys(newer), ...Object.keys(older)])) {
    const found = difference(own(older, key), own(newer, key), [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What an object in the cluster holds of what a manifest writes: the rest was added there. */
export function writtenPart(live: unknown, manifest: unknown): unknown {
  if (Array.isArray(live) && Array.isArray(manifest) && live.length === manifest.length)
    return live.map((item: unknown, i) => writtenPart(item, manifest[i]));
  if (!isObject(live) || !isObject(manifest)) return live;
  const keys = Object.keys(manifest).filter((key) => Object.hasOwn(live, key));
  return Object.fromEntries(keys.map((key) => [key, writtenPart(live[key], manifest[key])]));
}

function own(value: { [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isDefault(value: unknown, key: string | number | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  const field = typeof key === 'string' ? key : '';
  if (OPEN.has(field)) return true;
  if (isObject(value)) return Object.entries(value).every(([inner, held]) => isDefault(held, inner));
  return Object.hasOwn(DEFAULTS, field) && (DEFAULTS[field]?.includes(value) ?? false);
}

function sameQuantity(older: unknown, newer: unknown, path: Path): boolean {
  if (!path.slice(-2).some((key) => typeof key === 'string' && QUANTITIES.has(key))) return false;
  const [before, after] = [nanos(String(older)), nanos(String(newer))];
  return before !== undefined && before === after;
}
