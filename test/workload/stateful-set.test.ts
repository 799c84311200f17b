import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { network, storage, workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart, podOf } from '../support';

type Props = Partial<workload.StatefulSetProps>;
/** The props of the kind; those of its pods are tested with `PodTemplate`. */
type Own = Required<Omit<workload.StatefulSetProps, keyof workload.PodProps>>;

const build =
  (props: Props = {}) =>
  (): workload.StatefulSet =>
    new workload.StatefulSet(newChart(), 'Db', { containers: [{ image: 'postgres' }], ...props });
const of = (length: number): string => 'n'.repeat(length);

test('renders every prop', () => {
  const rendered = inChart((chart) => {
    const props: Own = {
      metadata: { name: 'db', labels: { team: 'a' } },
      replicas: 2,
      service: new network.Service(chart, 'Peers', { metadata: { name: 'peers' }, clusterIP: 'None' }),
      podManagementPolicy: kplus.PodManagementPolicy.PARALLEL,
      partition: 1,
      whenDeleted: workload.ClaimRetention.DELETE,
      whenScaled: workload.ClaimRetention.RETAIN,
      minReady: Duration.seconds(5),
      disruptionBudget: workload.DisruptionBudget.maxUnavailable(1),
      spread: [workload.Spread.zones()],
    };
    new workload.StatefulSet(chart, 'Db', { containers: [{ image: 'postgres' }], ...props });
  });
  expect(rendered).toContainEqual({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', labels: { team: 'a' } },
    spec: {
      replicas: 2,
      serviceName: 'peers',
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
      minReadySeconds: 5,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'db' } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'db' } },
        spec: {
          containers: [{ name: 'postgres', image: 'postgres' }],
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } },
            },
          ],
        },
      },
    },
  });
  expect(rendered).toContainEqual(expect.objectContaining({ kind: 'PodDisruptionBudget', metadata: { name: 'db' } }));
});

test('renders nothing that was not asked for but its Service', () => {
  expect(inChart((chart) => new workload.StatefulSet(chart, 'Db', { containers: [{ image: 'postgres' }] }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'app-db' },
      spec: {
        serviceName: 'app-db',
        selector: { matchLabels: { 'app.kubernetes.io/name': 'app-db' } },
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'app-db' } },
          spec: { containers: [{ name: 'postgres', image: 'postgres' }] },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'app-db' },
      spec: { clusterIP: 'None', selector: { 'app.kubernetes.io/name': 'app-db' } },
    },
  ]);
});

test.each<[string, Props, object]>([
  ['0 replicas', { replicas: 0 }, { replicas: 0 }],
  ['the partition 0', { partition: 0 }, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } }],
  [
    'one of two retentions',
    { whenScaled: workload.ClaimRetention.DELETE },
    { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } },
  ],
])('renders %s', (_, props, expected) => {
  expect(manifest(build(props)(), 'StatefulSet')).toMatchObject({ spec: expected });
});

describe('its headless Service', () => {
  test('has the ports that the containers and sidecars declare', () => {
    const containers = [{ image: 'postgres', ports: [{ number: 5432, name: 'sql' }] }];
    const sidecars = [{ image: 'exporter', ports: [{ number: 9187, name: 'metrics' }] }];
    expect(manifest(build({ containers, sidecars })(), 'Service')).toHaveProperty('spec', {
      clusterIP: 'None',
      selector: { 'app.kubernetes.io/name': 'app-db' },
      ports: [
        { name: 'sql', port: 5432, targetPort: 'sql' },
        { name: 'metrics', port: 9187, targetPort: 'metrics' },
      ],
    });
  });

  test('selects the labels of the set', () => {
    expect(manifest(build({ labels: { app: 'db' } })(), 'Service')).toHaveProperty('spec.selector', { app: 'db' });
  });

  test('is not made when one is given', () => {
    const rendered = inChart((chart) => {
      const service = new network.Service(chart, 'Peers', { clusterIP: 'None' });
      new workload.StatefulSet(chart, 'Db', { containers: [{ image: 'postgres' }], service });
    });
    expect(rendered.map(({ kind }) => kind)).toEqual(['Service', 'StatefulSet']);
  });

  test('has the hashed name of the set in a stock App', () => {
    const chart = newChart({ disableResourceNameHashes: false });
    const db = new workload.StatefulSet(chart, 'Db', { containers: [{ image: 'postgres' }] });
    expect(db.name).toMatch(/^app-db-c8[0-9a-f]{6}$/);
    expect(manifest(chart, 'StatefulSet')).toHaveProperty('spec.serviceName', db.name);
    expect(manifest(chart, 'Service').metadata).toEqual({ name: db.name });
  });
});

describe('host', () => {
  test.each([0, 1, 10])('of pod %p is a DNS name', (ordinal) => {
    expect(build({ metadata: { name: 'db' } })().host(ordinal)).toBe(`db-${ordinal}.db`);
  });

  test('has the name of the given Service', () => {
    const chart = newChart();
    const service = new network.Service(chart, 'Peers', { metadata: { name: 'peers' }, clusterIP: 'None' });
    const db = new workload.StatefulSet(chart, 'Db', {
      metadata: { name: 'db' },
      containers: [{ image: 'a' }],
      service,
    });
    expect(db.host(0)).toBe('db-0.peers');
  });

  test.each([-1, 0.5, NaN])('fails for pod %p', (ordinal) => {
    expect(messageOf(() => build()().host(ordinal))).toBe(
      `[app/Db] 'ordinal' must be a whole number of at least 0, got ${ordinal}; the first pod is 0`,
    );
  });
});

describe('claim templates', () => {
  const mounted = (...volumes: storage.Volume[]): Props => ({
    containers: [{ image: 'postgres', mounts: volumes.map((volume) => volume.at(`/${volume.name}`)) }],
  });

  test('render every option', () => {
    const options: Required<storage.ClaimTemplateOptions> = {
      storage: Size.mebibytes(1024),
      accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_MANY],
      storageClassName: 'fast',
      labels: { tier: 'db' },
    };
    expect(manifest(build(mounted(storage.Volume.claimTemplate('data', options)))(), 'StatefulSet')).toMatchObject({
      spec: {
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels: { tier: 'db' } },
            spec: {
              accessModes: ['ReadWriteMany'],
              resources: { requests: { storage: '1Gi' } },
              storageClassName: 'fast',
            },
          },
        ],
      },
    });
  });

  test('render what is needed', () => {
    const volume = storage.Volume.claimTemplate('data', { storage: Size.mebibytes(1536) });
    expect(manifest(build(mounted(volume))(), 'StatefulSet')).toHaveProperty('spec.volumeClaimTemplates', [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1536Mi' } } },
      },
    ]);
  });

  test('are mounted, and are no volumes of the pod', () => {
    const volume = storage.Volume.claimTemplate('data', { storage: Size.gibibytes(1) });
    expect(podOf(build(mounted(volume, storage.Volume.emptyDir('tmp')))(), 'StatefulSet')).toMatchObject({
      containers: [
        {
          volumeMounts: [
            { name: 'data', mountPath: '/data' },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    });
  });

  test('are made once for two containers', () => {
    const volume = storage.Volume.claimTemplate('data', { storage: Size.gibibytes(1) });
    const mounts = [volume.at('/data')];
    const props = { containers: [{ image: 'postgres', mounts }], initContainers: [{ image: 'init', mounts }] };
    expect(build(props)().pods.claimTemplates).toHaveLength(1);
  });
});

const WHOLE = 'must be a whole number of at least 0';
const SERVICE =
  "must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit";

test.each<[string, Props, string]>([
  ['replicas is -1', { replicas: -1 }, `[app/Db] 'replicas' ${WHOLE}, got -1; omit it for one pod`],
  ['replicas is no number', { replicas: NaN }, `[app/Db] 'replicas' ${WHOLE}, got NaN; omit it for one pod`],
  ['the partition is -1', { partition: -1 }, `[app/Db] 'partition' ${WHOLE}, got -1; omit it to update all pods`],
  [
    'the partition is a fraction',
    { partition: 0.5 },
    `[app/Db] 'partition' ${WHOLE}, got 0.5; omit it to update all pods`,
  ],
  [
    'minReady is a fraction',
    { minReady: Duration.millis(1500) },
    `[app/Db] 'minReady' ${WHOLE}, got 1.5; give whole seconds, at least 0`,
  ],
  [
    'its name is none of a Service',
    { metadata: { name: '1db' } },
    `[app/Db/Peers] 'metadata.name' ${SERVICE}, got "1db"; choose another name or omit it`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(words);
});

test('its name may have 52 characters', () => {
  expect(build({ metadata: { name: of(52) } })().name).toHaveLength(52);
});

describe('gaps', () => {
  test('fails when its name has 53 characters, because pods with the hash of their revision never start', () => {
    expect(messageOf(build({ metadata: { name: of(53) } }))).toMatch(/^\[app\/Db\] 'metadata\.name' /);
  });

  test('fails when its name has a dot and a Service is given', () => {
    const chart = newChart();
    const service = new network.Service(chart, 'Peers', { clusterIP: 'None' });
    const props = { metadata: { name: 'a.b' }, containers: [{ image: 'a' }], service };
    expect(messageOf(() => new workload.StatefulSet(chart, 'Db', props))).toMatch(/^\[app\/Db\] 'metadata\.name' /);
  });

  test('can be exposed beside its headless Service', () => {
    const containers = [{ image: 'postgres', ports: [{ number: 5432 }] }];
    expect(() => build({ containers })().expose({ metadata: { name: 'db-public' } })).not.toThrow();
  });
});
