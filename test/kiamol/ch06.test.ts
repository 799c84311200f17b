import { App, Chart, Size } from 'cdk8s';
import { check, network, platform, synth, workload } from 'cdk8s-patterns';
import { scaling } from '../../apps/kiamol/ch06';
import { Chapter } from '../../apps/kiamol/lesson';
import { Manifests } from '../../src/testing';
import { findings } from '../check/support';
import { at, messageOf, newChart } from '../support';

/** What the folders of the chapter make: those of a system, or of one of its manifests and steps. */
function made(...path: string[]): Manifests {
  const book = new synth.Folder(new App(), 'kiamol');
  const chapter = new Chapter(book, 'ch06');
  scaling(chapter);
  return Manifests.of(path.reduce((scope, id) => scope.node.findChild(id) as Chapter, chapter));
}

/** The only object of a kind. */
function one(manifests: Manifests, kind: string): object {
  const [object, ...more] = manifests.all.filter((any) => any['kind'] === kind);
  expect(more).toEqual([]);
  return object ?? {};
}

const template = (manifests: Manifests, kind = 'Deployment'): unknown => at(one(manifests, kind), 'spec', 'template');
const spec = (manifests: Manifests, kind = 'Deployment'): unknown => at(one(manifests, kind), 'spec');

describe('pi', () => {
  const web = (...path: string[]): Manifests => made('pi', ...path);
  const steps = ['5-proxy', '6-proxy-host-path', '7-proxy-daemonset', '8-proxy-daemonset-node-selector'];

  test('more replicas are the same ReplicaSet, and the way back is the first one', () => {
    const base = web('web');
    expect([base, web('2-web-replicas-3'), web('4-web-revert')].map((form) => at(spec(form), 'replicas'))).toEqual([
      2, 3, 3,
    ]);
    for (const step of ['2-web-replicas-3', '4-web-revert']) expect(template(web(step))).toEqual(template(base));
    expect(template(web('3-web-logging-level'))).not.toEqual(template(base));
  });

  test('the proxies keep name, labels and selector in all their forms, which the one Service selects', () => {
    const forms = steps.map((step) => web(step));
    const { selector } = spec(web('5-proxy'), 'Service') as { selector: object };
    for (const [i, form] of forms.entries()) {
      const kind = i < 2 ? 'Deployment' : 'DaemonSet';
      expect(at(one(form, kind), 'metadata')).toEqual({ name: 'pi-proxy', labels: { kiamol: 'ch06' } });
      expect(at(spec(form, kind), 'selector')).toEqual({ matchLabels: selector });
      expect(at(template(form, kind), 'metadata', 'labels')).toEqual(selector);
    }
  });

  test('a DaemonSet says no number of pods, and on which nodes they run', () => {
    const [every, some] = steps.slice(2).map((step) => spec(web(step), 'DaemonSet'));
    for (const form of [every, some]) expect(form).not.toHaveProperty('replicas');
    expect(every).not.toHaveProperty('template.spec.nodeSelector');
    expect(some).toHaveProperty('template.spec.nodeSelector', { kiamol: 'ch06' });
  });

  test('the DaemonSet that adopts the pod of a deleted one is the same as that one', () => {
    const [before, after] = ['8-proxy-daemonset-node-selector', '9-proxy-daemonset-adopts'];
    expect(web(after).yaml).toBe(web(before ?? '').yaml);
  });
});

describe('the switch from a Deployment to a DaemonSet', () => {
  const form = (...path: string[]): Manifests => made('pi-proxy-switch', ...path);

  test('changes neither the Service nor the configuration', () => {
    for (const kind of ['Service', 'ConfigMap']) {
      const [before, both, after] = [form('nginx'), form('2-both'), form('3-daemonset')].map((step) => one(step, kind));
      expect([both, after]).toEqual([before, before]);
    }
  });

  test('has the pods of both behind the Service in between', () => {
    const { pods } = form('2-both').service('pi-proxy');
    expect(pods.map(({ owner }) => owner)).toEqual(['Deployment pi-proxy', 'DaemonSet pi-proxy']);
  });

  test('is found by the checks where nobody says that it is meant', () => {
    const chart = newChart();
    const shared = {
      metadata: { name: 'pi-proxy' },
      labels: { app: 'pi-proxy' },
      containers: [{ image: 'nginx:1.30.6' }],
    };
    new workload.Deployment(chart, 'Old', shared);
    new workload.DaemonSet(chart, 'New', shared);
    const { findings: found } = check.Checks.tree(chart, { strict: true });
    expect(found.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'shared-selector',
        '\'spec.selector\' must differ from that of Deployment pi-proxy in namespace default, got {"matchLabels":{"app":"pi-proxy"}}; give one of them another label, in the selector and in the pod template',
      ],
    ]);
  });
});

test('numbers-hw has the pods of old and new controllers behind its Services in between', () => {
  const all = Manifests.ofYaml(
    ['services', 'old-controllers', '2-new-controllers'].map((folder) => made('numbers-hw', folder).yaml).join('---\n'),
  );
  const owners = (service: string): string[] => all.service(service).pods.map(({ owner }) => owner);
  expect(owners('numbers-web')).toEqual(['ReplicationController numbers-web', 'Deployment numbers-web']);
  expect(owners('numbers-api')).toEqual(['ReplicationController numbers-api', 'DaemonSet numbers-api']);
});

test('cleaning up by the label of the chapter finds each object, and no pod, which goes with its owner', () => {
  for (const object of made().all) {
    expect(object).toHaveProperty('metadata.labels.kiamol', 'ch06');
    expect(object).not.toHaveProperty('metadata.ownerReferences');
    expect(object).not.toHaveProperty('spec.template.metadata.labels.kiamol');
  }
});

describe('what goes wrong', () => {
  const daemonSet = (fields: string): string =>
    `{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: pi-proxy }, spec: { ${fields}, selector: { matchLabels: { app: pi-proxy } }, template: { metadata: { labels: { app: pi-proxy } }, spec: { containers: [{ name: nginx, image: nginx }] } } } }`;

  test('a number of replicas in a DaemonSet, which the API server refuses', () => {
    expect(findings(daemonSet('replicas: 2'))).toEqual([
      [
        'unknown-field',
        '/spec/replicas',
        '\'spec.replicas\' must be a field of DaemonSetSpec, got "replicas"; its fields are minReadySeconds, revisionHistoryLimit, selector, template, updateStrategy',
      ],
    ]);
  });

  test('a version in the selector of a Deployment, which the next version cannot change', () => {
    const yaml = daemonSet('minReadySeconds: 0')
      .replace('DaemonSet', 'Deployment')
      .replaceAll('app: pi-proxy', 'app: pi-proxy, version: v2');
    expect(findings(yaml)).toEqual([
      [
        'version-in-selector',
        '/spec/selector/matchLabels/version',
        '\'spec.selector.matchLabels.version\' must not be in the selector, which cannot change when the version does, got "v2"; keep it in the labels of the pod template alone, or in the name of the workload too',
      ],
    ]);
  });

  test('replicas that write to one directory of their node, unless it is known that they can', () => {
    const volumes = 'volumes: [{ name: data, hostPath: { path: /volumes/data, type: DirectoryOrCreate } }]';
    const yaml = daemonSet('replicas: 3')
      .replace('DaemonSet', 'Deployment')
      .replace('image: nginx }]', `image: nginx, volumeMounts: [{ name: data, mountPath: /data }] }], ${volumes}`);
    expect(findings(yaml)).toEqual([
      [
        'shared-host-path',
        '/spec/template/spec/volumes/0/hostPath/path',
        '\'spec.template.spec.volumes[0].hostPath.path\' must not be written to by 3 pods: those of one node share it, those of others have another, got "/volumes/data"; use a volume of each pod, or acknowledge that they can share files',
      ],
    ]);
  });

  /** Proxies with a claim for one node. */
  const proxies = (placement: platform.ProxyPlacement): Chart => {
    const chart = newChart();
    const upstream = new network.Service(chart, 'Web', { metadata: { name: 'pi-web' }, ports: [{ port: 80 }] });
    const cache = platform.ProxyCache.claim({ storage: Size.gibibytes(1) });
    new platform.CachingProxy(chart, 'Proxy', { upstream, placement, cache });
    return chart;
  };

  test.each([
    ['three replicas', platform.ProxyPlacement.replicas(3)],
    ['every node', platform.ProxyPlacement.everyNode()],
  ])('%s with a claim for one node', (_, placement) => {
    expect(messageOf(() => proxies(placement))).toBe(
      "[app/Proxy] 'cache' must be a ReadWriteMany claim for more than one proxy, got ReadWriteOnce; use one replica, emptyDir, or set accessModes",
    );
  });
});
