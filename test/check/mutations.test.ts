import { check } from 'cdk8s-patterns';
import { at } from '../support';
import { applications, changed, findingsIn, Json, Leaf, leavesOf, pointerOf, shapeOf } from './mutants';

/**
 * References by their place, with the rule that finds them broken. The pointer of the finding is that of the place, or
 * where the rule is about the whole selector, that of `up` levels above.
 */
const REFERENCES: [RegExp, string, number?][] = [
  [/^\w+ \/metadata\/namespace$/, 'missing-object'],
  [/\/(configMapRef|configMapKeyRef|secretRef|secretKeyRef|configMap|secret)\/(name|secretName)$/, 'missing-object'],
  [/\/persistentVolumeClaim\/claimName$/, 'missing-object'],
  [/^StatefulSet \/spec\/serviceName$/, 'missing-object'],
  [/\/(serviceAccountName|roleRef\/name|subjects\/#\/name)$/, 'missing-object'],
  [/^PersistentVolumeClaim \/spec\/storageClassName$/, 'missing-object'],
  [/\/(configMapKeyRef|secretKeyRef|items\/#)\/key$/, 'missing-key'],
  [/\/volumeMounts\/#\/subPath$/, 'missing-key'],
  [/\/volumeMounts\/#\/name$/, 'missing-volume'],
  [/^Service \/spec\/ports\/#\/targetPort$/, 'missing-port'],
  [/\/(httpGet|tcpSocket)\/port$/, 'missing-port'],
  [/^Service \/spec\/selector\/[^/]+$/, 'selects-nothing', 1],
  [/^\w+ \/spec\/selector\/matchLabels\/[^/]+$/, 'selector-mismatch', 2],
  [/^Route \/spec\/traffic\/#\/revisionName$/, 'missing-revision'],
  [/^Service \/spec\/traffic\/#\/revisionName$/, 'missing-revision'],
];

/** Places that hold names without calling anything by them. */
const NO_REFERENCE = [
  /^\w+ \/metadata\/(name|labels\/.+)$/,
  /\/template\/metadata\/(name|labels\/.+)$/,
  /\/(containers|initContainers|volumes)\/#\/name$/,
  /\/volumeClaimTemplates\/#\/metadata\/name$/,
  /^PersistentVolume \/spec\/storageClassName$/,
  /\/ports\/#\/name$/,
  /\/(command|args)\/#$/,
  /\/env\/#\/name$/,
  /\/items\/#\/path$/,
];

interface Call extends Leaf {
  readonly rule: string;
  readonly pointer: string;
}

/** The references of an application. */
function callsOf(objects: Json[]): Call[] {
  return leavesOf(objects).flatMap((leaf) => {
    const shape = shapeOf(objects, leaf);
    const known = REFERENCES.find(([pattern]) => pattern.test(shape));
    if (known === undefined || (known[1] === 'missing-port' && typeof leaf.value === 'number')) return [];
    const [, rule, up = 0] = known;
    return [{ ...leaf, rule, pointer: pointerOf(leaf.path.slice(0, leaf.path.length - up)) }];
  });
}

/** All that is called by a name: objects, keys, ports, volumes. */
function namesIn(objects: Json[]): Set<string> {
  const named =
    /^\w+ \/metadata\/name$|\/(ports|containers|initContainers|volumes)\/#\/name$|Templates\/#\/metadata\/name$/;
  const names = leavesOf(objects).filter((leaf) => named.test(shapeOf(objects, leaf)));
  const keys = objects.flatMap((json) => Object.keys((json as { data?: object }).data ?? {}));
  return new Set([...names.map(({ value }) => String(value)), ...keys]);
}

const title = (objects: Json[], object: number): string => {
  const { kind, metadata } = objects[object] as { kind: string; metadata: { name: string } };
  return `${kind} ${metadata.name}`;
};
const where = ({ rule, object, pointer }: check.Finding): string => `${rule} ${object.kind} ${object.name} ${pointer}`;
const expected = (objects: Json[], { rule, object, pointer }: Call): string =>
  `${rule} ${title(objects, object)} ${pointer}`;

describe.each(applications())('%s', (_, application) => {
  const { objects } = application;
  const calls = callsOf(objects);

  test('has no findings', () => {
    expect(findingsIn(application, objects)).toEqual([]);
  });

  test('has no name whose meaning is unknown here', () => {
    const names = namesIn(objects);
    const unknown = leavesOf(objects)
      .filter(({ value }) => names.has(String(value)))
      .map((leaf) => shapeOf(objects, leaf))
      .filter(
        (shape) => ![...REFERENCES.map(([pattern]) => pattern), ...NO_REFERENCE].some((known) => known.test(shape)),
      );
    expect(unknown).toEqual([]);
  });

  for (const call of calls) {
    const place = expected(objects, call);
    test(`broken: ${place}`, () => {
      const value = `${call.value}-x`;
      const findings = findingsIn(application, changed(objects, call, value));
      expect(findings.map(where)).toContain(place);
      const others = findings.filter((finding) => where(finding) !== place);
      expect(others.filter(({ message }) => !message.includes(value) && !message.includes(String(call.value)))).toEqual(
        [],
      );
    });
  }

  test.each(objects.map((__, object) => [title(objects, object), object] as const))(
    '%s renamed: whoever calls it is found',
    (___, object) => {
      const { kind, metadata } = objects[object] as { kind: string; metadata: { name: string } };
      const callers = calls.filter(
        ({ rule, path, value }) => rule === 'missing-object' && value === metadata.name && kindCalledAt(path) === kind,
      );
      const findings = findingsIn(
        application,
        changed(objects, { object, path: ['metadata', 'name'] }, `${metadata.name}-x`),
      );
      expect(findings.map(where)).toEqual(expect.arrayContaining(callers.map((call) => expected(objects, call))));
      expect(findings.filter(({ message }) => !message.includes(metadata.name))).toEqual([]);
    },
  );

  const asked = calls.filter(({ rule }) => rule === 'missing-key');
  for (const [place, object, key] of keysIn(objects).filter((entry) => asked.some(({ value }) => value === entry[2]))) {
    test(`${place} without ${key}: whoever asks for it is found`, () => {
      const callers = asked.filter(({ value }) => value === key);
      const findings = findingsIn(application, changed(objects, { object, path: ['data', key] }));
      expect(findings.map(where).sort()).toEqual(callers.map((call) => expected(objects, call)).sort());
    });
  }

  for (const [leaf, rule] of definitionsIn(objects).filter(([{ value }, id]) => isCalled(calls, id, value))) {
    test(`${shapeOf(objects, leaf)} ${leaf.value} renamed: whoever calls it is found`, () => {
      const callers = calls.filter(
        (call) => (call.rule === rule && call.value === leaf.value) || isClaimOf(call, leaf.value),
      );
      const findings = findingsIn(application, changed(objects, leaf, `${leaf.value}-x`.slice(-15)));
      expect(findings).not.toEqual([]);
      expect(callers.map((call) => expected(objects, call))).toEqual(expect.arrayContaining(findings.map(where)));
    });
  }

  const labels = leavesOf(objects).filter((leaf) => /\/template\/metadata\/labels\//.test(shapeOf(objects, leaf)));
  for (const leaf of labels.filter(({ value }) => isCalled(calls, 'selects-nothing', value))) {
    test(`the label ${leaf.value} of ${title(objects, leaf.object)} changed: whoever selects it is found`, () => {
      const callers = calls.filter((call) => call.value === leaf.value && needs(objects, call, leaf.object));
      const findings = findingsIn(application, changed(objects, leaf, `${leaf.value}-x`));
      expect(findings.map(where)).toEqual(expect.arrayContaining(callers.map((call) => expected(objects, call))));
    });
  }
});

function isCalled(calls: Call[], rule: string, value: string | number): boolean {
  return calls.some((call) => call.rule === rule && call.value === value);
}

/** Whether a label of a selector selects the pods of this object, and of no other. */
function needs(objects: Json[], { rule, object, path }: Call, owner: number): boolean {
  if (rule === 'selector-mismatch') return object === owner;
  if (rule !== 'selects-nothing') return false;
  const selector = at(objects[object], ...path.slice(0, -1)) as object;
  const selected = objects.flatMap((json, i) => {
    const labels = at(json, 'spec', 'template', 'metadata', 'labels') as { [key: string]: Json } | undefined;
    return Object.entries(selector).every(([key, value]) => labels?.[key] === value) ? [i] : [];
  });
  return selected.length === 1 && selected[0] === owner;
}

/** The keys of ConfigMaps and Secrets, with their objects. */
function keysIn(objects: Json[]): [string, number, string][] {
  return objects.flatMap((json, object) => {
    const { kind, data = {} } = json as { kind: string; data?: object };
    const keys = /^(ConfigMap|Secret)$/.test(kind) ? Object.keys(data) : [];
    return keys.map((key): [string, number, string] => [title(objects, object), object, key]);
  });
}

/** Where volumes and ports get the names by which others call them, and the rule that finds the callers. */
function definitionsIn(objects: Json[]): [Leaf, string][] {
  return leavesOf(objects).flatMap((leaf): [Leaf, string][] => {
    const shape = shapeOf(objects, leaf);
    if (/\/volumes\/#\/name$|Templates\/#\/metadata\/name$/.test(shape)) return [[leaf, 'missing-volume']];
    return /containers\/#\/ports\/#\/name$/.test(shape) ? [[leaf, 'missing-port']] : [];
  });
}

/** Whether a call names a claim that a StatefulSet makes from the template of that name. */
function isClaimOf({ path, value }: Call, template: unknown): boolean {
  return path.at(-1) === 'claimName' && String(value).startsWith(`${String(template)}-`);
}

/** The kind that a reference calls, by the field that it stands in. */
function kindCalledAt(path: (string | number)[]): string {
  const [field = '', around = ''] = [path.at(-1), path.at(-2)].map(String);
  if (field === 'namespace') return 'Namespace';
  if (field === 'claimName') return 'PersistentVolumeClaim';
  if (field === 'serviceName') return 'Service';
  if (field === 'storageClassName') return ''; // a volume of the class is enough
  if (field === 'serviceAccountName' || path.includes('subjects')) return 'ServiceAccount';
  if (around === 'roleRef') return 'ClusterRole';
  return around.startsWith('secret') ? 'Secret' : 'ConfigMap';
}
