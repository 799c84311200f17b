import { Cpu, Secret, SecretValue } from 'cdk8s-plus-27';
import { Size } from 'cdk8s';
import { data, storage, workload } from 'cdk8s-patterns';
import { at, messageOf, newChart, podOf } from '../support';

const password = (): SecretValue => ({ secret: Secret.fromSecretName(newChart(), 'Secret', 'pw'), key: 'KEY' });
const volume = storage.Volume.emptyDir('data');
const image = 'postgres:11.6-alpine';

/** The pod of a Deployment with the container. */
function pod(props: Partial<data.PostgresContainerProps> = {}): unknown {
  const container = data.PostgresContainer.container({ image, password: password(), ...props });
  return podOf(new workload.Deployment(newChart(), 'Db', { containers: [container] }));
}

test('renders every prop', () => {
  const props: Required<data.PostgresContainerProps> = {
    image: 'example.com/postgres:latest',
    password: password(),
    data: volume,
    dataPath: '/data',
    name: 'server',
    resources: { cpu: { limit: Cpu.units(1) }, memory: { limit: Size.gibibytes(1) } },
  };
  expect(pod(props)).toEqual({
    containers: [
      {
        name: 'server',
        image: 'example.com/postgres:latest',
        env: [{ name: 'POSTGRES_PASSWORD_FILE', value: '/secrets/postgres_password' }],
        resources: { limits: { cpu: '1', memory: '1Gi' } },
        volumeMounts: [
          { name: 'secret', mountPath: '/secrets' },
          { name: 'data', mountPath: '/data' },
        ],
      },
    ],
    volumes: [
      {
        name: 'secret',
        secret: { secretName: 'pw', defaultMode: 0o400, items: [{ key: 'KEY', path: 'postgres_password' }] },
      },
      { name: 'data', emptyDir: {} },
    ],
  });
});

test('keeps its data in the container when there is no volume', () => {
  expect(at(pod(), 'containers', 0)).toEqual({
    name: 'db',
    image,
    env: [{ name: 'POSTGRES_PASSWORD_FILE', value: '/secrets/postgres_password' }],
    volumeMounts: [{ name: 'secret', mountPath: '/secrets' }],
  });
});

test.each([
  [image, '/var/lib/postgresql/data'],
  ['registry.example.com:5000/library/postgres:17.2', '/var/lib/postgresql/data'],
  ['postgres:18', '/var/lib/postgresql'],
  [`postgres:18.1@sha256:${'a'.repeat(64)}`, '/var/lib/postgresql'],
])('knows where %s keeps its data', (name, path) => {
  expect(at(pod({ image: name, data: volume }), 'containers', 0, 'volumeMounts', 1, 'mountPath')).toBe(path);
});

test('fails for a volume when nothing tells where the data is', () => {
  expect(messageOf(() => pod({ image: 'postgres', data: volume }))).toBe(
    '[PostgresContainer] \'dataPath\' must be given for an image whose tag does not begin with its version, got "postgres"; give it, such as /var/lib/postgresql/data',
  );
});

test('fails for a path that is not absolute', () => {
  expect(messageOf(() => pod({ data: volume, dataPath: 'data' }))).toBe(
    "[PostgresContainer] 'dataPath' must be an absolute path without '..', got \"data\"; write it from the root",
  );
});

test('fails for a path without a volume', () => {
  expect(messageOf(() => pod({ dataPath: '/data' }))).toBe(
    "[PostgresContainer] 'dataPath' must be that of a volume, got \"/data\"; give 'data' too",
  );
});
