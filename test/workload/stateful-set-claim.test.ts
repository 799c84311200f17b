import { Size } from 'cdk8s';
import { storage, workload } from 'cdk8s-patterns';
import { manifests, messageOf, newChart } from '../support';

const data = storage.Volume.claimTemplate('data', { storage: Size.gibibytes(1) });
const logs = storage.Volume.emptyDir('logs');

/** A set named `db` with these volumes. */
function setWith(...volumes: storage.Volume[]): workload.StatefulSet {
  const mounts = volumes.map((volume) => volume.at(`/${volume.name}`));
  return new workload.StatefulSet(newChart(), 'Db', {
    metadata: { name: 'db' },
    containers: [{ image: 'postgres', mounts }],
  });
}

test.each([
  [0, 'data-db-0'],
  [1, 'data-db-1'],
  [10, 'data-db-10'],
])('the claim of pod %d has the name that Kubernetes gives it', (ordinal, name) => {
  expect(setWith(data, logs).claim('data', ordinal).name).toBe(name);
});

test('a claim may be asked for twice, and renders nothing', () => {
  const set = setWith(data);
  expect(set.claim('data', 0)).toBe(set.claim('data', 0));
  expect(manifests(set).map(({ kind }) => kind)).toEqual(['StatefulSet', 'Service']);
});

test.each<[string, storage.Volume[], string]>([
  ['a volume that is no claim template', [data, logs], '(data), got "logs"'],
  ['a set without claim templates', [logs], '(none), got "logs"'],
])('fails for %s', (_, volumes, words) => {
  expect(messageOf(() => setWith(...volumes).claim('logs', 0))).toBe(
    `[app/Db] 'template' must be a claim template of the set ${words}; mount one, made by 'storage.Volume.claimTemplate'`,
  );
});

test('fails below 0', () => {
  expect(messageOf(() => setWith(data).claim('data', -1))).toBe(
    "[app/Db] 'ordinal' must be a whole number of at least 0, got -1; the first pod is 0",
  );
});
