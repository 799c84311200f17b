import { Chart, Size } from 'cdk8s';
import { PersistentVolumeAccessMode, ServiceType } from 'cdk8s-plus-27';
import { check, network, platform, storage, workload } from 'cdk8s-patterns';
import { at, manifest, manifests, messageOf, newChart, podOf } from '../support';

const { ProxyCache, ProxyPlacement } = platform;
const { READ_WRITE_MANY } = PersistentVolumeAccessMode;
const { BASELINE, RESTRICTED } = workload.PodSecurityLevel;

/** A proxy called `proxy` before the Service `web`. */
function proxied(props: Partial<platform.CachingProxyProps> = {}, chart = newChart()): platform.CachingProxy {
  const upstream = new network.Service(chart, 'Upstream', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
  return new platform.CachingProxy(chart, 'Proxy', { metadata: { name: 'proxy' }, upstream, ...props });
}

const kindsIn = (chart: Chart): string[] => manifests(chart).map(({ kind }) => String(kind));

test('on a port below 1024 it may listen as user 101', () => {
  const low = at(podOf(proxied({ listenPort: 80 })), 'securityContext', 'sysctls');
  expect(low).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }]);
  for (const listenPort of [1024, undefined])
    expect(podOf(proxied({ listenPort }))).not.toHaveProperty('securityContext.sysctls');
});

test('at baseline the image says who runs', () => {
  const pod = podOf(proxied({ listenPort: 80, security: BASELINE }));
  expect(pod).not.toHaveProperty('securityContext');
  expect(at(pod, 'containers', 0)).not.toHaveProperty('securityContext');
});

test.each([BASELINE, RESTRICTED])('fails at %s with a cache on a host path', (security) => {
  expect(messageOf(() => proxied({ cache: ProxyCache.hostPath('/cache'), security }))).toBe(
    `[app/Proxy/Proxy] 'security' must not be ${security} with a hostPath volume, got "cache"; use a claim or an emptyDir, or the level privileged`,
  );
});

test('pods that stay read the configuration as a directory, which follows the ConfigMap', () => {
  const proxy = proxied({ configChange: platform.ConfigChange.KEEP_PODS });
  expect(manifest(proxy, 'Deployment')).not.toHaveProperty('spec.template.metadata.annotations');
  expect(at(podOf(proxy), 'containers', 0, 'volumeMounts')).toEqual([
    { name: 'config', mountPath: '/etc/nginx/', readOnly: true },
    { name: 'cache', mountPath: '/data/nginx/cache' },
  ]);
});

test('its Service may have ports of its own', () => {
  const proxy = proxied({ service: { type: ServiceType.LOAD_BALANCER, ports: [{ port: 8080, targetPort: 80 }] } });
  expect(manifest(proxy, 'Service', 'proxy')).toHaveProperty('spec.ports', [{ port: 8080, targetPort: 80 }]);
});

test.each<[string, Partial<platform.CachingProxyProps>, string]>([
  [
    'listenPort is 0',
    { listenPort: 0 },
    "[app/Proxy] 'listenPort' must be a whole number from 1 to 65535, got 0; omit it for 8080",
  ],
  [
    'its Service has port and ports',
    { service: { port: 80, ports: [{ port: 80 }] } },
    "[app/Proxy/Proxy] 'expose' must have one of 'port' and 'ports', got both; omit one of them",
  ],
  [
    'a label is none',
    { labels: { app: 'a b' } },
    `[app/Proxy/Proxy] 'labels["app"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got "a b"; shorten it, or use an annotation`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => proxied(props))).toBe(words);
});

describe('a cache in a volume of the caller', () => {
  test('has the name of the volume, and takes at most 1 GiB', () => {
    const proxy = proxied({ cache: ProxyCache.volume(storage.Volume.emptyDir('pages')) });
    expect(podOf(proxy)).toHaveProperty('volumes.1', { name: 'pages', emptyDir: {} });
    expect(at(manifest(proxy, 'ConfigMap'), 'data', 'nginx.conf')).toContain(' max_size=1024m ');
  });

  test('may take more', () => {
    const proxy = proxied({ cache: ProxyCache.volume(storage.Volume.emptyDir('pages'), Size.gibibytes(8)) });
    expect(at(manifest(proxy, 'ConfigMap'), 'data', 'nginx.conf')).toContain(' max_size=8192m ');
  });

  test('may be a claim that exists', () => {
    const chart = newChart();
    const claim = new storage.PersistentVolumeClaim(chart, 'Pages', {
      metadata: { name: 'pages' },
      storage: Size.gibibytes(2),
      accessModes: [READ_WRITE_MANY],
    });
    const cache = ProxyCache.volume(storage.Volume.persistentVolumeClaim('pages', claim));
    const proxy = proxied({ cache, placement: ProxyPlacement.replicas(2) }, chart);
    expect(podOf(proxy)).toHaveProperty('volumes.1', { name: 'pages', persistentVolumeClaim: { claimName: 'pages' } });
    expect(kindsIn(chart).filter((kind) => kind === 'PersistentVolumeClaim')).toHaveLength(1);
  });

  test('on a host path is privileged', () => {
    const cache = ProxyCache.volume(storage.Volume.hostPath('pages', '/pages'));
    expect(messageOf(() => proxied({ cache, security: BASELINE }))).toMatch(/^\[app\/Proxy\/Proxy\] 'security' /);
    expect(podOf(proxied({ cache }))).not.toHaveProperty('securityContext');
  });
});

describe('replicas that share a directory of the node', () => {
  const findings = (count: number, path: string): string[] => {
    const proxy = proxied({ cache: ProxyCache.hostPath(path), placement: ProxyPlacement.replicas(count) });
    return check.Checks.tree(Chart.of(proxy), { strict: true }).findings.map(({ message }) => message);
  };

  test.each([
    [3, '/volumes/nginx-cache'],
    [1, '/volumes/nginx-cache'],
    [0, '/volumes/nginx-cache'],
    [3, '/run/cache'],
  ])('%d on %s are known to be right', (count, path) => {
    expect(findings(count, path)).toEqual([]);
  });
});

describe('more pods behind the same Service', () => {
  const onNode = ProxyCache.hostPath('/volumes/nginx-cache');

  test('have its labels and its configuration, and no Service and ConfigMap of their own', () => {
    const proxy = proxied({ cache: onNode, placement: ProxyPlacement.replicas(3), labels: { app: 'edge' } });
    const before = kindsIn(Chart.of(proxy));
    const added = proxy.addPods(proxy, 'OnNodes', { placement: ProxyPlacement.everyNode() });
    expect(added.name).toBe('proxy');
    expect(kindsIn(Chart.of(proxy))).toEqual([...before, 'DaemonSet']);
    for (const path of ['spec.selector', 'spec.template'])
      expect(at(manifest(proxy, 'DaemonSet'), ...path.split('.'))).toEqual(
        at(manifest(proxy, 'Deployment'), ...path.split('.')),
      );
  });

  test('may go into a chart of their own, with another cache and another name', () => {
    const proxy = proxied({ cache: ProxyCache.emptyDir() });
    const chart = new Chart(proxy.node.root, 'next', { disableResourceNameHashes: true });
    proxy.addPods(chart, 'Proxy', { cache: onNode, metadata: { name: 'next' }, placement: ProxyPlacement.replicas(2) });
    expect(kindsIn(chart)).toEqual(['Deployment']);
    expect(manifest(chart, 'Deployment')).toMatchObject({
      metadata: { name: 'next' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { 'app.kubernetes.io/name': 'proxy' } },
        template: {
          spec: {
            volumes: [
              { name: 'config', configMap: { name: 'proxy-config' } },
              { name: 'cache', hostPath: { path: '/volumes/nginx-cache', type: 'DirectoryOrCreate' } },
            ],
          },
        },
      },
    });
  });

  test('are as those of the proxy when nothing is said', () => {
    const proxy = proxied({ cache: onNode, placement: ProxyPlacement.replicas(2), resources: {} });
    const chart = new Chart(proxy.node.root, 'next', { disableResourceNameHashes: true });
    proxy.addPods(chart, 'Proxy');
    expect(manifest(chart, 'Deployment')).toEqual(manifest(proxy, 'Deployment'));
  });

  test('share a claim for many, or get one of their own', () => {
    const claim = { storage: Size.gibibytes(1) };
    const shared = proxied({ cache: ProxyCache.claim({ ...claim, accessModes: [READ_WRITE_MANY] }) });
    shared.addPods(shared, 'More', { metadata: { name: 'more' } });
    expect(kindsIn(Chart.of(shared)).filter((kind) => kind === 'PersistentVolumeClaim')).toHaveLength(1);
    const alone = proxied({ cache: ProxyCache.claim(claim) });
    alone.addPods(alone, 'More', { metadata: { name: 'more' }, cache: ProxyCache.claim(claim) });
    expect(manifest(alone, 'PersistentVolumeClaim', 'more-cache')).toHaveProperty('spec.accessModes', [
      'ReadWriteOnce',
    ]);
  });

  test.each<[string, Partial<platform.CachingProxyProps>, platform.ProxyPodsOptions, string]>([
    [
      'another configuration is needed',
      {},
      { cache: ProxyCache.emptyDir(Size.gibibytes(2)) },
      "'cache' must be of the size that the configuration names, got 2048 MiB; give 1024 MiB",
    ],
    [
      'they would share a claim for one',
      { cache: ProxyCache.claim({ storage: Size.gibibytes(1) }) },
      {},
      "'cache' must be a ReadWriteMany claim to be shared, got ReadWriteOnce; give the new pods a cache of their own, or set accessModes",
    ],
    [
      'they are less than none',
      {},
      { placement: ProxyPlacement.replicas(-1) },
      "'placement' must be a whole number of at least 0, got -1; give the number of pods",
    ],
  ])('fail when %s', (_, props, options, words) => {
    const proxy = proxied(props);
    expect(messageOf(() => proxy.addPods(proxy, 'More', options))).toBe(`[app/Proxy] ${words}`);
  });
});
