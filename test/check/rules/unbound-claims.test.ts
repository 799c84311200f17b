import { App, Chart, Size } from 'cdk8s';
import { check, declare, storage } from 'cdk8s-patterns';
import { findingsOf, parsed } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

interface Volume {
  readonly name?: string;
  readonly size?: string;
  readonly fields?: string;
  readonly metadata?: string;
}

const volume = ({ name = 'pv01', size = '50Mi', fields = '', metadata = '' }: Volume = {}): string =>
  made(
    'PersistentVolume',
    `spec: { capacity: { storage: ${size} }, accessModes: [ReadWriteOnce], nfs: { server: a, path: / }, ${fields} }`,
    `name: ${name}, ${metadata}`,
  );

const claim = (
  size: string,
  { name = 'data', storageClass = '""', modes = 'ReadWriteOnce', fields = '', metadata = '' } = {},
): string =>
  made(
    'PersistentVolumeClaim',
    `spec: { storageClassName: ${storageClass}, accessModes: [${modes}], resources: { requests: { storage: ${size} } }, ${fields} }`,
    `name: ${name}, ${metadata}`,
  );

const byHand = made('StorageClass', 'provisioner: kubernetes.io/no-provisioner', 'name: local');
const onDemand = made('StorageClass', 'provisioner: disk.example.com', 'name: fast');

function set(replicas: string, storageClass = '""'): string {
  const container = '{ name: db, image: postgres, volumeMounts: [{ name: data, mountPath: /data }] }';
  const template = `template: { metadata: { labels: { app: db } }, spec: { containers: [${container}] } }`;
  const spec = `{ storageClassName: ${storageClass}, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }`;
  const claims = `volumeClaimTemplates: [{ metadata: { name: data }, spec: ${spec} }]`;
  const fields = `${replicas} serviceName: '', selector: { matchLabels: { app: db } }, ${template}, ${claims}`;
  return made('StatefulSet', `spec: { ${fields} }`, 'name: db');
}

const WAY_OUT = "ask for less, add a volume, or list one under 'external' in the config file";
const none = (asked: string, offers: string, place = 'spec'): string =>
  `'${place}' must ask for what a PersistentVolume that is free offers (${offers}), got ${asked}; ${WAY_OUT}`;
const OFFER = 'pv01: 50Mi ReadWriteOnce of class ""';
const TEMPLATE = 'spec.volumeClaimTemplates[0].spec';

describe('unbound-claim', () => {
  test.each<Wrong>([
    ['no volume', claim('1Mi'), '/spec', none('1Mi ReadWriteOnce of class ""', 'none')],
    [
      'a volume that is too small',
      all(volume(), claim('51Mi')),
      '/spec',
      none('51Mi ReadWriteOnce of class ""', OFFER),
    ],
    [
      'a volume without one of the modes',
      all(volume(), claim('1Mi', { modes: 'ReadWriteOnce, ReadWriteMany' })),
      '/spec',
      none('1Mi ReadWriteOnce+ReadWriteMany of class ""', OFFER),
    ],
    [
      'a volume of a class',
      all(volume({ fields: 'storageClassName: slow' }), claim('1Mi')),
      '/spec',
      none('1Mi ReadWriteOnce of class ""', 'pv01: 50Mi ReadWriteOnce of class "slow"'),
    ],
    [
      'a volume without the class that nobody makes volumes of',
      all(byHand, volume(), claim('1Mi', { storageClass: 'local' })),
      '/spec',
      none('1Mi ReadWriteOnce of class "local"', OFFER),
    ],
    [
      'a volume that is a device',
      all(volume({ fields: 'volumeMode: Block' }), claim('1Mi')),
      '/spec',
      none('1Mi ReadWriteOnce of class ""', 'pv01: 50Mi ReadWriteOnce Block of class ""'),
    ],
    [
      'a volume without the label',
      all(volume(), claim('1Mi', { fields: 'selector: { matchLabels: { disk: ssd } }' })),
      '/spec',
      none('1Mi ReadWriteOnce of class ""', OFFER),
    ],
    [
      'a volume that is reserved',
      all(volume({ fields: 'claimRef: { name: other, namespace: default }' }), claim('1Mi')),
      '/spec',
      none('1Mi ReadWriteOnce of class ""', OFFER),
    ],
    [
      'a volume that another claim takes',
      all(volume(), claim('1Mi', { name: 'first' }), claim('2Mi')),
      '/spec',
      none('2Mi ReadWriteOnce of class ""', OFFER),
    ],
    [
      'a volume that another claim names',
      all(volume(), claim('1Mi'), claim('2Mi', { name: 'second', fields: 'volumeName: pv01' })),
      '/spec',
      none('1Mi ReadWriteOnce of class ""', OFFER),
    ],
    [
      'a volume that is reserved for the claim of another replica',
      all(volume({ fields: 'claimRef: { name: data-db-1, namespace: default }' }), set('')),
      '/spec/volumeClaimTemplates/0/spec',
      none('1Mi ReadWriteOnce of class "" for each replica', OFFER, TEMPLATE),
    ],
    [
      'fewer volumes than replicas',
      all(volume(), set('replicas: 3,')),
      '/spec/volumeClaimTemplates/0/spec',
      none('1Mi ReadWriteOnce of class "" for each replica', OFFER, TEMPLATE),
    ],
  ])('finds %s', (_, yaml, pointer, message) => {
    expect(findingsOf('unbound-claim', yaml)).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['a volume of the same size', all(volume(), claim('50Mi'))],
    ['a volume of a namespace that has none', all(volume(), claim('50Mi', { metadata: 'namespace: default' }))],
    [
      'a volume that is reserved for it',
      all(volume({ fields: 'claimRef: { name: data, namespace: default }' }), claim('1Mi')),
    ],
    [
      'two volumes of which one fits both claims',
      all(volume(), volume({ name: 'pv02', size: '1Gi' }), claim('1Mi', { name: 'first' }), claim('100Mi')),
    ],
    [
      'the same in the other order',
      all(volume({ name: 'pv02', size: '1Gi' }), volume(), claim('1Mi', { name: 'first' }), claim('100Mi')),
    ],
    [
      'a volume with the label',
      all(
        volume({ metadata: 'labels: { disk: ssd }' }),
        claim('1Mi', { fields: 'selector: { matchLabels: { disk: ssd } }' }),
      ),
    ],
    ['a class that makes volumes', all(onDemand, claim('1Mi', { storageClass: 'fast' }))],
    ['a volume for each replica', all(volume(), volume({ name: 'pv02' }), set('replicas: 2,'))],
    ['one replica', all(volume(), set(''))],
    [
      'a volume that is reserved for the claim of a replica',
      all(volume({ fields: 'claimRef: { name: data-db-0, namespace: default }' }), set('')),
    ],
    [
      'a replica whose claim is there',
      all(volume(), claim('1Mi', { name: 'data-db-4' }), set('ordinals: { start: 4 },')),
      '1.28',
    ],
    ['no replicas', set('replicas: 0,')],
  ])('takes %s', (_, yaml, target = '1.27') => {
    expect(complaints('unbound-claim', yaml, target)).toEqual([]);
  });

  test('leaves a claim of the default class alone', () => {
    const defaults = made(
      'PersistentVolumeClaim',
      'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
    );
    expect(findingsOf('unbound-claim', defaults)).toEqual([]);
  });

  test('leaves it to the others when the named volume does not fit', () => {
    const named = all(volume(), claim('1Gi', { fields: 'volumeName: pv01' }));
    expect(findingsOf('unbound-claim', named)).toEqual([]);
  });

  /** What is found in a set of manifests that is applied over another one. */
  function inSteps(before: string, after: string): string[] {
    const manifests = (yaml: string): check.Manifest[] => parsed(yaml).map((json) => ({ json }));
    const sets = [
      { name: 'one', manifests: manifests(before) },
      { name: 'two', manifests: manifests(after), after: ['one'] },
    ];
    return check.Checks.sets(sets).findings.map(({ message }) => message);
  }

  test('counts what a step brings again once', () => {
    const both = all(volume(), claim('1Mi'));
    expect(inSteps(both, both)).toEqual([]);
    expect(inSteps(both, claim('2Mi'))).toEqual([]);
  });

  test('leaves a volume to the claim that came before', () => {
    expect(inSteps(all(volume(), claim('1Mi')), claim('2Mi', { name: 'second' }))).toEqual([
      none('2Mi ReadWriteOnce of class ""', OFFER),
    ]);
  });

  test('is content with a volume that is declared', () => {
    const chart = new Chart(new App(), 'app', { disableResourceNameHashes: true });
    new storage.PersistentVolumeClaim(chart, 'Data', { storage: Size.gibibytes(1), storageClassName: '' });
    const found = (): string[] => check.Checks.tree(chart).findings.map(({ message }) => message);
    const wayOut = 'ask for less, add a volume, or declare one with declare.External.object(chart, ...)';
    expect(found()).toEqual([
      `'spec' must ask for what a PersistentVolume that is free offers (none), got 1Gi ReadWriteOnce of class ""; ${wayOut}`,
    ]);
    declare.External.object(chart, { apiVersion: 'v1', kind: 'PersistentVolume', name: 'pv01' });
    expect(found()).toEqual([]);
  });

  test('is content with a volume that is declared for all manifests', () => {
    const external = { apiVersion: 'v1', kind: 'PersistentVolume', name: 'pv01' };
    expect(findingsOf('unbound-claim', claim('1Mi'), { externals: [external] })).toEqual([]);
    const other = { ...external, kind: 'PersistentVolumeClaim' };
    expect(findingsOf('unbound-claim', claim('1Mi'), { externals: [other] })).toHaveLength(1);
  });
});
