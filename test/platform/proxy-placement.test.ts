import { Chart } from 'cdk8s';
import { network, platform } from 'cdk8s-patterns';
import { manifest, manifests, messageOf, newChart, podOf } from '../support';

/** A chart with a proxy called `pi-proxy`. */
function placed(placement?: platform.ProxyPlacement): Chart {
  const chart = newChart();
  const upstream = new network.Service(chart, 'Upstream', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
  new platform.CachingProxy(chart, 'Proxy', { upstream, placement, metadata: { name: 'pi-proxy' } });
  return chart;
}

const { ProxyPlacement } = platform;

test.each([0, 1, 3])('%d replicas are so many pods of a Deployment', (count) => {
  expect(manifest(placed(ProxyPlacement.replicas(count)), 'Deployment', 'pi-proxy')).toHaveProperty(
    'spec.replicas',
    count,
  );
});

test('is one pod of a Deployment when it is omitted, which needs no number', () => {
  const one = manifests(placed(ProxyPlacement.replicas(1))).map((object) => JSON.stringify(object));
  expect(manifests(placed()).map((object) => JSON.stringify(object))).toEqual(
    one.map((object) => object.replace('"replicas":1,', '')),
  );
  expect(manifest(placed(), 'Deployment', 'pi-proxy')).not.toHaveProperty('spec.replicas');
});

test('every node is a DaemonSet without a number of pods', () => {
  const chart = placed(ProxyPlacement.everyNode());
  expect(manifest(chart, 'DaemonSet', 'pi-proxy')).not.toHaveProperty('spec.replicas');
  expect(podOf(chart, 'DaemonSet')).not.toHaveProperty('nodeSelector');
  expect(manifests(chart).map(({ kind }) => kind)).not.toContain('Deployment');
});

test('every node can be those with all of some labels', () => {
  const options: Required<platform.EveryNodeOptions> = { nodeSelector: { kiamol: 'ch06', 'example.com/disk': 'ssd' } };
  expect(podOf(placed(ProxyPlacement.everyNode(options)), 'DaemonSet')).toHaveProperty('nodeSelector', {
    kiamol: 'ch06',
    'example.com/disk': 'ssd',
  });
});

test('an empty selector selects every node', () => {
  expect(manifests(placed(ProxyPlacement.everyNode({ nodeSelector: {} })))).toEqual(
    manifests(placed(ProxyPlacement.everyNode())),
  );
});

test('Deployment and DaemonSet have name, labels, pods and Service in common, so that one can replace the other', () => {
  const [deployment, daemonSet] = [placed(ProxyPlacement.replicas(3)), placed(ProxyPlacement.everyNode())];
  for (const path of ['metadata', 'spec.selector', 'spec.template']) {
    const there = manifest(deployment, 'Deployment');
    expect(manifest(daemonSet, 'DaemonSet')).toHaveProperty(
      path,
      path.split('.').reduce<unknown>((value, key) => (value as { [key: string]: unknown })[key], there),
    );
  }
  for (const kind of ['Service', 'ConfigMap']) {
    const name = kind === 'Service' ? 'pi-proxy' : 'pi-proxy-config';
    expect(manifest(daemonSet, kind, name)).toEqual(manifest(deployment, kind, name));
  }
});

test.each([-1, 1.5, NaN, Infinity])('fails for %d replicas', (count) => {
  expect(messageOf(() => placed(ProxyPlacement.replicas(count)))).toBe(
    `[app/Proxy] 'placement' must be a whole number of at least 0, got ${count}; give the number of pods`,
  );
});

test.each([
  [
    'a key',
    { 'a b': 'c' },
    `'nodeSelector' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got "a b"; correct the key of the label`,
  ],
  [
    'a value',
    { a: 'b c' },
    `'nodeSelector["a"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got "b c"; shorten it, or use an annotation`,
  ],
])('fails for %s of the selector that is none', (_, nodeSelector, words) => {
  expect(messageOf(() => placed(ProxyPlacement.everyNode({ nodeSelector })))).toBe(`[app/Proxy/Proxy] ${words}`);
});

describe('gaps', () => {
  test('copies the selector when it is made', () => {
    const nodeSelector: { [key: string]: string } = { a: 'b' };
    const placement = ProxyPlacement.everyNode({ nodeSelector });
    nodeSelector['c'] = 'd';
    expect(podOf(placed(placement), 'DaemonSet')).toHaveProperty('nodeSelector', { a: 'b' });
  });
});
