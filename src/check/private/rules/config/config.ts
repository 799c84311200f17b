import { base64, configKey } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { isObject } from '../../../../private/json';
import { Place } from '../../place';
import { listed, problem, Problem, Rule } from '../../rule';
import { isEmpty } from '../../broken';

const MOST_BYTES = 1024 * 1024;

/** In UTF-8, of one as JavaScript counts them. */
const MOST_PER_CHARACTER = 3;
const KINDS = ['ConfigMap', 'Secret'];
const PULL_TYPES = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];
const ACCOUNT = 'kubernetes.io/service-account.name';

/** Rules on ConfigMaps and Secrets. */
export const CONFIG_RULES: Rule[] = [
  {
    id: 'config-data',
    title: 'keys, or a size, of a ConfigMap or Secret that the API server refuses',
    kinds: KINDS,
    object: function* (object) {
      yield* keys(object);
      yield* size(object);
    },
  },
  {
    id: 'secret-content',
    title: 'a Secret without what its type needs',
    kinds: ['Secret'],
    object: ofSecret,
  },
  {
    id: 'pull-secret',
    title: 'a Secret for pulling images whose type the kubelet ignores',
    kinds: ['ServiceAccount'],
    object: (object, graph) => pullSecrets(object.at('imagePullSecrets'), object.namespace, graph),
    podFields: ['imagePullSecrets'],
    pods: ({ spec, namespace }, graph) => pullSecrets(spec.at('imagePullSecrets'), namespace, graph),
  },
];

/** The values of a ConfigMap or Secret by key, as bytes; nothing for a value that cannot be read. */
export function valuesOf(object: KubeObject): Map<string, Buffer | undefined> {
  const values = new Map<string, Buffer | undefined>();
  for (const field of fieldsOf(object)) {
    const encoded = field === 'binaryData' || (field === 'data' && object.kind === 'Secret');
    for (const [key, { value }] of entriesOf(object.at(field))) values.set(key, bytesOf(value, encoded));
  }
  return values;
}

function* keys(object: KubeObject): Iterable<Problem> {
  for (const field of fieldsOf(object)) {
    for (const [key, place] of entriesOf(object.at(field))) {
      const words = configKey(key);
      if (words !== undefined) yield problem(place, `has a key that ${words}`, 'rename the key', JSON.stringify(key));
    }
  }
  if (object.kind !== 'ConfigMap') return;
  const binary = new Set(entriesOf(object.at('binaryData')).map(([key]) => key));
  for (const [key, place] of entriesOf(object.at('data'))) {
    if (binary.has(key)) yield problem(place, "must differ from the keys of 'binaryData'", 'rename one of them');
  }
}

function* size(object: KubeObject): Iterable<Problem> {
  const characters = fieldsOf(object).flatMap((field) =>
    entriesOf(object.at(field)).map(([, { text }]) => text?.length ?? 0),
  );
  if (characters.reduce((sum, length) => sum + length, 0) * MOST_PER_CHARACTER <= MOST_BYTES) return;
  const bytes = [...valuesOf(object).values()].reduce((sum, value) => sum + (value?.length ?? 0), 0);
  if (bytes <= MOST_BYTES) return;
  const field = ['data', 'stringData', 'binaryData'].find((name) => object.at(name).present) ?? 'data';
  yield problem(object.at(field), 'must be at most 1 MiB in all', 'make two objects', `${bytes} bytes`);
}

/** In the order in which the later one wins. */
function fieldsOf({ kind }: KubeObject): string[] {
  return kind === 'Secret' ? ['data', 'stringData'] : ['binaryData', 'data'];
}

function bytesOf(value: unknown, encoded: boolean): Buffer | undefined {
  if (value === null) return Buffer.alloc(0);
  if (typeof value !== 'string') return undefined;
  if (!encoded) return Buffer.from(value);
  const text = value.replaceAll(/[\r\n]/g, '');
  return base64(text) === undefined ? Buffer.from(text, 'base64') : undefined;
}

/** The members of a map, those without a value too: they are keys to the API server. */
function entriesOf(place: Place): [string, Place][] {
  return isObject(place.value) ? Object.keys(place.value).map((key) => [key, place.at(key)]) : [];
}

function* ofSecret(secret: KubeObject): Iterable<Problem> {
  const values = valuesOf(secret);
  const missing = (...keys: string[]): Problem[] =>
    keys.filter((key) => !values.has(key)).map((key) => missingKey(secret, key, values));
  switch (secret.at('type').text) {
    case 'kubernetes.io/tls':
      return yield* missing('tls.crt', 'tls.key');
    case 'kubernetes.io/dockerconfigjson':
      return yield* [...missing('.dockerconfigjson'), ...notJson(secret, '.dockerconfigjson', values)];
    case 'kubernetes.io/dockercfg':
      return yield* [...missing('.dockercfg'), ...notJson(secret, '.dockercfg', values)];
    case 'kubernetes.io/ssh-auth': {
      const key = values.get('ssh-privatekey');
      if (!values.has('ssh-privatekey') || key?.length === 0) yield missingKey(secret, 'ssh-privatekey', values);
      return;
    }
    case 'kubernetes.io/basic-auth':
      if (!values.has('username') && !values.has('password')) yield missingKey(secret, 'username', values);
      return;
    case 'kubernetes.io/service-account-token': {
      const place = secret.at('metadata', 'annotations', ACCOUNT);
      if (isEmpty(place)) yield problem(place, 'must name the ServiceAccount of the token', 'add the annotation');
      return;
    }
    case 'bootstrap.kubernetes.io/token':
      return yield* ofToken(secret, values);
  }
}

function missingKey(secret: KubeObject, key: string, values: Map<string, unknown>): Problem {
  const type = secret.at('type').text;
  const place = secret.at(secret.at('stringData').present ? 'stringData' : 'data', key);
  return problem(
    place,
    `must be there in a Secret of type ${type} (${listed(values.keys())})`,
    "add it, or remove 'type'",
  );
}

function* notJson(secret: KubeObject, key: string, values: Map<string, Buffer | undefined>): Iterable<Problem> {
  const bytes = values.get(key);
  if (bytes === undefined) return;
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    if (json === null || isObject(json)) return;
  } catch {
    // told below
  }
  const place = secret.at('stringData', key).present ? secret.at('stringData', key) : secret.at('data', key);
  const wayOut = 'let "kubectl create secret docker-registry" write it';
  yield problem(place, 'must be a JSON object, as Docker writes its configuration', wayOut, 'other content');
}

/** Other tokens are not refused, but never accepted by anyone. */
function* ofToken(secret: KubeObject, values: Map<string, Buffer | undefined>): Iterable<Problem> {
  const id = values.get('token-id')?.toString();
  for (const key of ['token-id', 'token-secret']) if (!values.has(key)) yield missingKey(secret, key, values);
  const name = secret.at('metadata', 'name');
  if (id !== undefined && name.text !== undefined && name.text !== `bootstrap-token-${id}`) {
    yield problem(name, `must be bootstrap-token-${id}, after its 'token-id'`, 'correct one of them');
  }
  if (secret.namespace === 'kube-system') return;
  yield problem(secret.at('metadata', 'namespace'), 'must be kube-system for a bootstrap token', 'correct it');
}

function* pullSecrets(list: Place, namespace: string | undefined, graph: Graph): Iterable<Problem> {
  for (const item of list.items) {
    const place = item.at('name');
    const secret = place.text === undefined ? undefined : graph.objectNamed('Secret', namespace, place.text);
    if (secret === undefined) continue;
    const type = secret.at('type').text ?? 'Opaque';
    if (PULL_TYPES.includes(type)) continue;
    const words = `must name a Secret of type ${PULL_TYPES[0]}, not ${type}: the kubelet ignores others`;
    yield problem(place, words, `correct the name, or the type of ${secret.title}`);
  }
}
