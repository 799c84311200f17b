import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { check, config, data, network, samples, storage, workload } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';

const strict = (chart: Chart): [string, string][] =>
  check.Checks.tree(chart, { strict: true }).findings.map(({ rule, message }) => [rule, message]);

describe('the database of the pages', () => {
  type Make = (chart: Chart, password: kplus.SecretValue) => void;
  const metadata = { name: 'todo-db' };
  const makers: { [where: string]: Make } = {
    'a Deployment': (chart, password) => {
      const db = data.PostgresContainer.container({ image: 'postgres:15.20-alpine', password });
      const containers = [{ ...db, ports: [{ number: 5432 }] }];
      new workload.Deployment(chart, 'Database', { metadata, containers }).expose();
    },
    'a StatefulSet': (chart, password) => {
      new data.Postgres(chart, 'Database', { metadata, password, storage: { storage: Size.gibibytes(1) } });
    },
    'a place outside the cluster': (chart) => {
      new network.Service(chart, 'Database', { metadata, externalName: 'todo.postgres.example.com' });
    },
  };
  const made = (make: Make): Chart => {
    const chart = newChart();
    const secret = new config.Secret(chart, 'Secret', {
      metadata: { name: 'todo' },
      stringData: {
        POSTGRES_PASSWORD: 'kiamol-2*2*',
        'secrets.json': JSON.stringify({ ConnectionStrings: { ToDoDb: 'Server=todo-db;Database=todo' } }),
      },
    });
    make(chart, { secret, key: 'POSTGRES_PASSWORD' });
    new samples.TodoPages(chart, 'Pages', { secret, port: 8081 });
    return chart;
  };

  test.each(Object.entries(makers))('may be in %s', (_, make) => {
    expect(strict(made(make))).toEqual([]);
  });

  test('is the same for the pages wherever it is', () => {
    const pages = Object.values(makers).map((make) => manifest(made(make), 'Deployment', 'todo-web'));
    expect(pages).toEqual(Array(3).fill(pages[0]));
  });
});

describe('an application that submits jobs', () => {
  test('has an account that may do that, and its token', () => {
    const chart = newChart({ namespace: 'default' });
    const serviceAccount = new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'submitter' } });
    const role = new kplus.Role(chart, 'Role', { metadata: { name: 'jobs' } });
    role.allow(['create'], kplus.ApiResource.JOBS);
    role.bind(serviceAccount);
    new workload.Deployment(chart, 'App', {
      metadata: { name: 'submitter' },
      serviceAccount,
      automountServiceAccountToken: true,
      containers: [{ image: 'submitter:1.0' }],
    });
    expect(strict(chart)).toEqual([]);
    expect(manifest(chart, 'Role')).toHaveProperty('rules', [
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create'] },
    ]);
    expect(at(manifest(chart, 'Deployment'), 'spec', 'template', 'spec')).toMatchObject({
      serviceAccountName: 'submitter',
      automountServiceAccountToken: true,
    });
  });
});

describe('a StatefulSet', () => {
  test('does not share one claim among its pods', () => {
    const chart = newChart();
    const claim = new storage.PersistentVolumeClaim(chart, 'Claim', { storage: Size.mebibytes(5) });
    const mounts = [storage.Volume.persistentVolumeClaim('data', claim).at('/data')];
    new workload.StatefulSet(chart, 'Sleep', { replicas: 2, containers: [{ image: 'sleep:1.0', mounts }] });
    expect(strict(chart)).toEqual([
      [
        'shared-claim',
        "'spec.replicas' must be 1 with claim app-claim, which is for one node (ReadWriteOnce), got 2; use a claim with ReadWriteMany, or a StatefulSet with claim templates",
      ],
    ]);
  });

  test('may name the storage class of its claims', () => {
    const chart = newChart();
    const data_ = storage.Volume.claimTemplate('data', { storage: Size.mebibytes(5), storageClassName: 'shared' });
    new workload.StatefulSet(chart, 'Sleep', { containers: [{ image: 'sleep:1.0', mounts: [data_.at('/data')] }] });
    expect(manifest(chart, 'StatefulSet')).toHaveProperty(
      'spec.volumeClaimTemplates.0.spec.storageClassName',
      'shared',
    );
  });
});

test('the data of replicated servers goes with their pods only where that is written', () => {
  const chart = newChart();
  const secret = kplus.Secret.fromSecretName(chart, 'Secret', 'todo-db-secret');
  const password = { secret, key: 'POSTGRES_PASSWORD' };
  expect(messageOf(() => new data.Postgres(chart, 'Db', { password, replicas: 2 }))).toBe(
    "[app/Db] 'storage' must be given, got none; give the claim, or 'emptyDir' for data that may go",
  );
});
