import { Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { config, platform, samples } from 'cdk8s-patterns';
import { at, manifest, manifests, messageOf, newChart } from '../support';
import { objectsIn } from './pods';

/** Each sample with all its parts, under the name that it is given. */
const SAMPLES: { [sample: string]: (scope: Construct, name?: string) => unknown } = {
  Pi: (scope, name) =>
    new samples.Pi(scope, `Pi${name ?? ''}`, {
      name,
      cpu: { limit: Cpu.units(1) },
      autoscaling: { maxReplicas: 2 },
      entry: samples.PiEntry.cachingProxy({ placement: platform.ProxyPlacement.replicas(2) }),
    }),
  Numbers: (scope, name) => new samples.Numbers(scope, `Numbers${name ?? ''}`, { name, ambassador: true }),
  TimeCheck: (scope, name) => new samples.TimeCheck(scope, `TimeCheck${name ?? ''}`, { name, settings: {} }),
  TodoList: (scope, name) => {
    const secret = new config.Secret(scope, `Secret${name ?? ''}`, { stringData: { password: 'x' } });
    const password = { secret, key: 'password' };
    return new samples.TodoList(scope, `TodoList${name ?? ''}`, { name, password, backup: {} });
  },
};
const each = Object.entries(SAMPLES);

/** The values of all fields of that name, wherever they are. */
function fieldsOf(value: unknown, field: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === field ? [inner as unknown] : fieldsOf(inner as unknown, field),
  );
}

/** Whatever is referred to by kind and name, and is not there. */
function missing(chart: Chart): string[] {
  const all = manifests(chart);
  const references: [string, unknown[]][] = [
    ['ConfigMap', [...fieldsOf(all, 'configMap'), ...fieldsOf(all, 'configMapRef')].map((ref) => at(ref, 'name'))],
    [
      'Secret',
      [...fieldsOf(all, 'secretName'), ...fieldsOf(fieldsOf(all, 'sources'), 'secret').map((ref) => at(ref, 'name'))],
    ],
    ['PersistentVolumeClaim', fieldsOf(all, 'claimName')],
    ['Service', fieldsOf(all, 'serviceName')],
    ['Deployment', fieldsOf(all, 'scaleTargetRef').map((ref) => at(ref, 'name'))],
  ];
  const there = objectsIn(chart);
  return references
    .flatMap(([kind, names]) => names.map((name) => `${kind} ${String(name)}`))
    .filter((object) => !there.includes(object));
}

/** The labels of pods that each Service selects, and how many workloads have them. */
function selected(chart: Chart): number[] {
  const pods = manifests(chart).flatMap((object) =>
    fieldsOf(object, 'template').map((pod) => at(pod, 'metadata', 'labels')),
  );
  const services = manifests(chart).filter(({ kind }) => kind === 'Service');
  return services.map(
    (service) =>
      pods.filter((labels) =>
        Object.entries(at(service, 'spec', 'selector') as object).every(([key, value]) => at(labels, key) === value),
      ).length,
  );
}

/** The paths of fields that hold nothing: null, or a list or map without members. */
function emptyIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  return members.length === 0 ? [path] : members.flatMap(([key, inner]) => emptyIn(inner, `${path}.${key}`));
}

describe.each(each)('%s', (_, make) => {
  test('refers to nothing that is not there, in a stock App with hashed names too', () => {
    for (const disableResourceNameHashes of [true, false]) {
      const chart = newChart({ disableResourceNameHashes });
      make(chart);
      expect(missing(chart)).toEqual([]);
    }
  });

  test('each of its Services selects the pods of one workload', () => {
    const chart = newChart({ disableResourceNameHashes: false });
    make(chart);
    expect(new Set(selected(chart))).toEqual(new Set([1]));
  });

  test('has the same names whether the App hashes names or not', () => {
    const [named, hashed] = [newChart(), newChart({ disableResourceNameHashes: false })].map((chart) => {
      make(chart);
      return objectsIn(chart).filter((object) => !object.startsWith('Secret '));
    });
    expect(hashed).toEqual(named);
  });

  test('stands twice in one chart under two names', () => {
    const chart = newChart();
    make(chart, 'alpha');
    make(chart, 'omega');
    expect(objectsIn(chart)).toEqual([...new Set(objectsIn(chart))]);
    expect(missing(chart)).toEqual([]);
    expect(new Set(selected(chart))).toEqual(new Set([1]));
  });

  test('says the same under both names but for the name', () => {
    const texts = ['alpha', 'omega'].map((name) => {
      const chart = newChart();
      make(chart, name);
      return JSON.stringify(manifests(chart))
        .replaceAll(name, 'name')
        .replace(/"checksum\/\w+":"\w+"/g, '');
    });
    expect(texts[1]).toBe(texts[0]);
  });

  test('is in the namespace of its chart', () => {
    const chart = newChart({ namespace: 'shop' });
    make(chart);
    expect(new Set(fieldsOf(manifests(chart), 'namespace'))).toEqual(new Set(['shop']));
  });

  test('renders the same each time', () => {
    const chart = newChart();
    make(chart);
    expect(manifests(chart)).toEqual(manifests(chart));
  });

  test('asks for no field that is empty', () => {
    const chart = newChart();
    make(chart);
    expect(emptyIn(manifests(chart)).filter((path) => !path.endsWith('.emptyDir'))).toEqual([]);
  });
});

test('all samples stand in one chart', () => {
  const chart = newChart();
  for (const [, make] of each) make(chart);
  expect(objectsIn(chart)).toEqual([...new Set(objectsIn(chart))]);
  expect(new Set(selected(chart))).toEqual(new Set([1]));
});

test('a sample whose construct is there already fails with its path', () => {
  const chart = newChart();
  new samples.Pi(chart, 'Pi');
  expect(messageOf(() => new samples.Pi(chart, 'Pi'))).toContain("'Pi'");
});

test('a wrong prop in the middle of a sample leaves an error that names where it is', () => {
  const chart = newChart();
  expect(messageOf(() => new samples.Pi(new Construct(chart, 'Team'), 'Pi', { replicas: -1 }))).toBe(
    "[app/Team/Pi/Web] 'replicas' must be a whole number of at least 0, got -1; omit it for one pod",
  );
});

test('the objects of a sample are found through it, and can be changed', () => {
  const pi = new samples.Pi(newChart(), 'Pi');
  pi.web.apiObject.metadata.addLabel('tier', 'web');
  expect(manifest(pi, 'Deployment', 'pi-web')).toHaveProperty('metadata.labels', { tier: 'web' });
});
