import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { at, messageOf, newChart, podOf } from '../support';

const { PodFact, ProjectedSource, Volume } = storage;
const chart = newChart();
const configMap = new config.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
const secret = new config.Secret(chart, 'Password', { metadata: { name: 'password' } });

const podWith =
  (volume: storage.Volume, props: Partial<workload.DeploymentProps> = {}) =>
  (): unknown => {
    const own = newChart();
    new workload.Deployment(own, 'Web', { containers: [{ image: 'nginx', mounts: [volume.at('/mnt')] }], ...props });
    return podOf(own);
  };
const volumeOf = (volume: storage.Volume): unknown => at(podWith(volume)(), 'volumes', 0);

const options: Required<storage.ProjectedOptions> = { defaultMode: 0o440 };
const files: Required<storage.ProjectedFilesOptions> = { items: { a: { path: 'b', mode: 0o400 } }, optional: true };
const token: Required<storage.ServiceAccountTokenOptions> = { audience: 'vault', expiration: Duration.minutes(10) };
const items = [{ key: 'a', path: 'b', mode: 256 }];
const field = (path: string, fieldPath: string): object => ({ path, fieldRef: { fieldPath } });

test('shows facts of the pod', () => {
  const facts = {
    name: PodFact.NAME,
    'more/namespace': PodFact.NAMESPACE,
    uid: PodFact.UID,
    labels: PodFact.LABELS,
    annotations: PodFact.ANNOTATIONS,
    app: PodFact.label('app.kubernetes.io/name'),
    note: PodFact.annotation('Example.com/note'),
    cpu: PodFact.resource('nginx', kplus.ResourceFieldPaths.CPU_LIMIT),
  };
  expect(volumeOf(Volume.downwardApi('v', facts, options))).toEqual({
    name: 'v',
    downwardAPI: {
      defaultMode: 288,
      items: [
        field('name', 'metadata.name'),
        field('more/namespace', 'metadata.namespace'),
        field('uid', 'metadata.uid'),
        field('labels', 'metadata.labels'),
        field('annotations', 'metadata.annotations'),
        field('app', "metadata.labels['app.kubernetes.io/name']"),
        field('note', "metadata.annotations['Example.com/note']"),
        { path: 'cpu', resourceFieldRef: { containerName: 'nginx', resource: 'limits.cpu' } },
      ],
    },
  });
});

test('shows files of several sources in one directory', () => {
  const sources = [
    ProjectedSource.configMap(configMap),
    ProjectedSource.configMap(configMap, files),
    ProjectedSource.secret(secret),
    ProjectedSource.secret(secret, files),
    ProjectedSource.downwardApi({ name: PodFact.NAME }),
    ProjectedSource.serviceAccountToken('token'),
    ProjectedSource.serviceAccountToken('other', token),
  ];
  expect(volumeOf(Volume.projected('v', sources, options))).toEqual({
    name: 'v',
    projected: {
      defaultMode: 288,
      sources: [
        { configMap: { name: 'settings' } },
        { configMap: { name: 'settings', items, optional: true } },
        { secret: { name: 'password' } },
        { secret: { name: 'password', items, optional: true } },
        { downwardAPI: { items: [field('name', 'metadata.name')] } },
        { serviceAccountToken: { path: 'token' } },
        { serviceAccountToken: { path: 'other', audience: 'vault', expirationSeconds: 600 } },
      ],
    },
  });
});

test('replaces the pods when a ConfigMap behind it changes', () => {
  const own = newChart();
  const settings = new config.ConfigMap(own, 'Settings', { data: { a: 'b' } });
  const volume = Volume.projected('v', [ProjectedSource.configMap(settings)]);
  const made = new workload.Deployment(own, 'Web', {
    rollOnConfigChange: true,
    containers: [{ image: 'nginx', mounts: [volume.at('/mnt')] }],
  });
  expect(Object.keys(at(made.pods.toJson(), 'metadata', 'annotations') as object)).toHaveLength(1);
});

test('copies the facts', () => {
  const facts: { [path: string]: storage.PodFact } = { name: PodFact.NAME };
  const volume = Volume.downwardApi('v', facts);
  facts['/wrong'] = PodFact.UID;
  expect(volumeOf(volume)).toEqual({ name: 'v', downwardAPI: { items: [field('name', 'metadata.name')] } });
});

const RELATIVE = "must be a relative path without '..'";
const KEY = "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'";

test.each<[string, storage.Volume, string]>([
  [
    'the path of a fact is absolute',
    Volume.downwardApi('v', { '/name': PodFact.NAME }),
    `'volume "v".files' ${RELATIVE}, got "/name"; write the path below the mount`,
  ],
  [
    'the label of a fact is none',
    Volume.downwardApi('v', { app: PodFact.label("a'b") }),
    `'volume "v".files["app"]' ${KEY}, got "a'b"; correct the key of the label`,
  ],
  [
    'the annotation of a fact is none',
    Volume.projected('v', [ProjectedSource.downwardApi({ app: PodFact.annotation('') })]),
    `'volume "v".sources[0].files["app"]' ${KEY}, got ""; correct the key of the annotation`,
  ],
  [
    'the container of a fact is none',
    Volume.downwardApi('v', { cpu: PodFact.resource('A', kplus.ResourceFieldPaths.CPU_LIMIT) }),
    `'volume "v".files["cpu"]' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got "A"; name a container of the pod`,
  ],
  [
    'the path of a key climbs',
    Volume.projected('v', [ProjectedSource.secret(secret, { items: { a: { path: '../a' } } })]),
    `'volume "v".sources[0].items["a"].path' ${RELATIVE}, got "../a"; write the path below the mount`,
  ],
  [
    'a token lasts for less than 10 minutes',
    Volume.projected('v', [ProjectedSource.serviceAccountToken('t', { expiration: Duration.minutes(9) })]),
    '\'volume "v".sources[0].expiration\' must be a whole number from 600 to 4294967296, got 540; give whole seconds, at least 600',
  ],
  [
    'the path of a token is absolute',
    Volume.projected('v', [ProjectedSource.serviceAccountToken('/t')]),
    `'volume "v".sources[0].path' ${RELATIVE}, got "/t"; write the path below the mount`,
  ],
  [
    'the mode is 0o1000',
    Volume.projected('v', [], { defaultMode: 0o1000 }),
    '\'volume "v".defaultMode\' must be an octal mode from 0o000 to 0o777, got 512; write it as an octal number such as 0o440',
  ],
])('fails when %s', (_, volume, words) => {
  expect(messageOf(podWith(volume))).toBe(`[app/Web] ${words}`);
});
