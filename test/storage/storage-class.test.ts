import * as kplus from 'cdk8s-plus-27';
import { storage } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

const storageClass =
  (props: Partial<storage.StorageClassProps> = {}) =>
  (): storage.StorageClass =>
    new storage.StorageClass(newChart(), 'Fast', { provisioner: 'disk.example.com', ...props });

test('renders every prop', () => {
  const props: Required<storage.StorageClassProps> = {
    metadata: { name: 'fast', labels: { tier: 'one' }, annotations: { note: 'x' } },
    provisioner: 'disk.example.com',
    parameters: { type: 'ssd' },
    reclaimPolicy: kplus.PersistentVolumeReclaimPolicy.RETAIN,
    volumeBindingMode: storage.VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER,
    allowVolumeExpansion: true,
    mountOptions: ['discard'],
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['one'] }] }],
    isDefault: true,
  };
  expect(inChart((chart) => new storage.StorageClass(chart, 'Fast', props))).toEqual([
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'fast',
        labels: { tier: 'one' },
        annotations: { note: 'x', 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'disk.example.com',
      parameters: { type: 'ssd' },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      mountOptions: ['discard'],
      allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['one'] }] }],
    },
  ]);
});

test('renders nothing that was not asked for, and no namespace', () => {
  expect(
    inChart((chart) => new storage.StorageClass(chart, 'Fast', { provisioner: 'disk.example.com' }), {
      namespace: 'todo',
    }),
  ).toEqual([
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'app-fast' },
      provisioner: 'disk.example.com',
    },
  ]);
});

test('binds at once in words', () => {
  const volumeBindingMode = storage.VolumeBindingMode.IMMEDIATE;
  expect(manifest(storageClass({ volumeBindingMode })(), 'StorageClass')).toHaveProperty(
    'volumeBindingMode',
    'Immediate',
  );
});

test('may have no provisioner', () => {
  const provisioner = storage.StorageClass.NO_PROVISIONER;
  expect(manifest(storageClass({ provisioner })(), 'StorageClass')).toHaveProperty(
    'provisioner',
    'kubernetes.io/no-provisioner',
  );
});

test('leaves what it is given alone', () => {
  const annotations = Object.freeze({ note: 'x' });
  storageClass({ metadata: Object.freeze({ annotations }), isDefault: true })();
  expect(annotations).toEqual({ note: 'x' });
});

const NAME = "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'";

test.each<[string, Partial<storage.StorageClassProps>, string]>([
  [
    'the provisioner is empty',
    { provisioner: '' },
    `'provisioner' ${NAME}, got ""; write the name of a driver, or NO_PROVISIONER`,
  ],
  [
    'the provisioner is no name',
    { provisioner: 'a b' },
    `'provisioner' ${NAME}, got "a b"; write the name of a driver, or NO_PROVISIONER`,
  ],
  ['a parameter has no name', { parameters: { '': 'x' } }, '\'parameters\' must have keys, got ""; name the parameter'],
  [
    'it has a namespace',
    { metadata: { namespace: 'todo' } },
    '\'metadata.namespace\' must be absent: the kind has no namespaces, got "todo"; omit it',
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(storageClass(props))).toBe(`[app/Fast] ${words}`);
});
