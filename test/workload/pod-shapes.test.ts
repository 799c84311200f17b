import * as kplus from 'cdk8s-plus-27';
import { storage, workload } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

// Types refuse all of this; programs that run without them, as under tsx, must learn it too.

const IMAGE = 'nginx:1.30.6-alpine';
const settings = kplus.ConfigMap.fromConfigMapName(newChart(), 'Settings', 'settings');
const volume = storage.Volume.configMap('settings', settings);
const foreign = kplus.Volume.fromEmptyDir(newChart(), 'Data', 'data');

/** What a Deployment with these props, or with this more of its only container, fails with. */
const failure = (props: object): string =>
  messageOf(() => new workload.Deployment(newChart(), 'Web', props as workload.DeploymentProps));
const mounting = (mounts: unknown): string => failure({ containers: [{ image: IMAGE, mounts }] });

test.each<[string, object, string]>([
  ['missing', {}, `'containers' must be a list, got undefined; name at least one container in it`],
  [
    'a single one',
    { containers: { image: IMAGE } },
    `'containers' must be a list, got {"image":"${IMAGE}"}; name at least one container in it`,
  ],
  [
    'texts',
    { containers: [IMAGE] },
    `'containers[0]' must be the props of a container, got "${IMAGE}"; write { image: '${IMAGE}' }`,
  ],
  [
    'without an image',
    { containers: [{ name: 'web' }] },
    `'containers[0].image' must be a text, got undefined; name the image: '${IMAGE}'`,
  ],
  [
    'a single one to run before',
    { containers: [{ image: IMAGE }], initContainers: { image: IMAGE } },
    `'initContainers' must be a list, got {"image":"${IMAGE}"}; put the containers into one`,
  ],
])('fails when containers are %s', (_, props, words) => {
  expect(failure(props)).toBe(`[app/Web] ${words}`);
});

test.each<[string, unknown, string]>([
  [
    'a volume without a path',
    [volume],
    `[0]' must be a volume of this library at a path, got an instance of Volume; write volume.at('/data')`,
  ],
  [
    'a volume of cdk8s-plus',
    [foreign],
    `[0]' must be a volume of this library at a path, got an instance of Volume; make it with storage.Volume: volume.at('/data')`,
  ],
  [
    'a mount of cdk8s-plus',
    [volume.at('/a'), { path: '/data', volume: foreign }],
    `[1]' must be a volume of this library at a path, got {"path":"/data","volume":"an instance of Volume"}; make it with storage.Volume: volume.at('/data')`,
  ],
  [
    'no list',
    volume.at('/data'),
    `' must be a list, got {"volume":"an instance of Volume","mountPath":"/data"}; write [volume.at('/data')]`,
  ],
])('fails when mounts are %s', (_, mounts, words) => {
  expect(mounting(mounts)).toBe(`[app/Web] 'containers[0].mounts${words}`);
});

test('fails when replicas are a text', () => {
  expect(failure({ replicas: '3', containers: [{ image: IMAGE }] })).toBe(
    `[app/Web] 'replicas' must be a whole number of at least 0, got "3"; omit it for one pod`,
  );
});
