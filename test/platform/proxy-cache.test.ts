import { Chart, Size } from 'cdk8s';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { network, platform, storage } from 'cdk8s-patterns';
import { at, manifest, manifests, messageOf, newChart, podOf } from '../support';

const { ProxyCache, ProxyPlacement } = platform;

/** A chart with a proxy called `proxy`. */
function cached(cache?: platform.ProxyCache, placement?: platform.ProxyPlacement): Chart {
  const chart = newChart();
  const upstream = new network.Service(chart, 'Upstream', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
  new platform.CachingProxy(chart, 'Proxy', { upstream, cache, placement, metadata: { name: 'proxy' } });
  return chart;
}

/** The volume of the cache, as the pod lists it. */
const volume = (chart: Chart, kind = 'Deployment'): unknown =>
  (at(podOf(chart, kind), 'volumes') as { name: string }[]).find(({ name }) => name === 'cache');

/** The greatest size of the cache, as Nginx is told. */
const maxSize = (chart: Chart): string | undefined =>
  / max_size=(\S+)/.exec(String(at(manifest(chart, 'ConfigMap'), 'data', 'nginx.conf')))?.[1];

const kinds = (chart: Chart): string[] => manifests(chart).map(({ kind }) => String(kind));

describe('in an emptyDir', () => {
  test('dies with the pod and takes at most 1 GiB', () => {
    const chart = cached(ProxyCache.emptyDir());
    expect(volume(chart)).toEqual({ name: 'cache', emptyDir: {} });
    expect(maxSize(chart)).toBe('1024m');
    expect(kinds(chart)).not.toContain('PersistentVolumeClaim');
  });

  test('is what is meant when nothing is said', () => {
    expect(manifests(cached())).toEqual(manifests(cached(ProxyCache.emptyDir(Size.gibibytes(1)))));
  });

  test.each([
    ['2048 KiB', Size.kibibytes(2048), '2m'],
    ['3071 KiB', Size.kibibytes(3071), '2m'],
    ['half a GiB', Size.gibibytes(0.5), '512m'],
    ['1 TiB', Size.tebibytes(1), '1048576m'],
  ])('may take %s', (_, size, text) => {
    expect(maxSize(cached(ProxyCache.emptyDir(size)))).toBe(text);
  });
});

describe('on a claim', () => {
  test('has every option of a claim, and takes nine tenths of it', () => {
    const options: Required<storage.ClaimOptions> = {
      storage: Size.gibibytes(10),
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
      storageClassName: 'nfs',
    };
    const chart = cached(ProxyCache.claim(options), ProxyPlacement.replicas(3));
    expect(manifest(chart, 'PersistentVolumeClaim')).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'proxy-cache' },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '10Gi' } },
        storageClassName: 'nfs',
      },
    });
    expect(volume(chart)).toEqual({ name: 'cache', persistentVolumeClaim: { claimName: 'proxy-cache' } });
    expect(maxSize(chart)).toBe('9216m');
  });

  test.each([
    ['2 MiB', Size.mebibytes(2), '1m'],
    ['3 MiB', Size.mebibytes(3), '2m'],
    ['1 GiB', Size.gibibytes(1), '921m'],
  ])('of %s leaves it whole mebibytes', (_, size, text) => {
    expect(maxSize(cached(ProxyCache.claim({ storage: size })))).toBe(text);
  });

  test('belongs to one proxy, or to none, when it is ReadWriteOnce', () => {
    const claim = ProxyCache.claim({ storage: Size.gibibytes(1) });
    expect(() => [0, 1].map((count) => cached(claim, ProxyPlacement.replicas(count)))).not.toThrow();
  });

  test('is shared by the proxies of every node when it is ReadWriteMany', () => {
    const accessModes = [PersistentVolumeAccessMode.READ_WRITE_ONCE, PersistentVolumeAccessMode.READ_WRITE_MANY];
    const chart = cached(ProxyCache.claim({ storage: Size.gibibytes(1), accessModes }), ProxyPlacement.everyNode());
    expect(volume(chart, 'DaemonSet')).toEqual({ name: 'cache', persistentVolumeClaim: { claimName: 'proxy-cache' } });
  });

  test.each([
    ['two replicas', ProxyPlacement.replicas(2)],
    ['every node', ProxyPlacement.everyNode()],
  ])('fails for %s when it is ReadWriteOnce', (_, placement) => {
    expect(messageOf(() => cached(ProxyCache.claim({ storage: Size.gibibytes(1) }), placement))).toBe(
      "[app/Proxy] 'cache' must be a ReadWriteMany claim for more than one proxy, got ReadWriteOnce; use one replica, emptyDir, or set accessModes",
    );
  });

  test('fails without an access mode', () => {
    expect(messageOf(() => cached(ProxyCache.claim({ storage: Size.gibibytes(1), accessModes: [] })))).toBe(
      "[app/Proxy/Cache] 'accessModes' must name at least one mode, got []; omit it for ReadWriteOnce",
    );
  });
});

describe('on the node', () => {
  test('is a directory that is made, shared by the proxies on the node, and takes at most 1 GiB', () => {
    const chart = cached(ProxyCache.hostPath('/volumes/nginx/cache'), ProxyPlacement.replicas(3));
    expect(volume(chart)).toEqual({
      name: 'cache',
      hostPath: { path: '/volumes/nginx/cache', type: 'DirectoryOrCreate' },
    });
    expect(maxSize(chart)).toBe('1024m');
  });

  test('may take more', () => {
    expect(maxSize(cached(ProxyCache.hostPath('/cache', Size.gibibytes(8))))).toBe('8192m');
  });

  test.each(['', 'cache', '/a/../b'])('fails for the path %j', (path) => {
    expect(messageOf(() => cached(ProxyCache.hostPath(path)))).toBe(
      `[app/Proxy/Proxy] 'volume "cache".path' must be an absolute path without '..', got "${path}"; write the path from the root of the node`,
    );
  });
});

describe('on a claim for one', () => {
  test('an update ends the only proxy before it starts the next, which could not mount the claim', () => {
    for (const count of [0, 1]) {
      const chart = cached(ProxyCache.claim({ storage: Size.gibibytes(1) }), ProxyPlacement.replicas(count));
      expect(manifest(chart, 'Deployment')).toHaveProperty('spec.strategy', { type: 'Recreate' });
    }
  });

  test.each([
    ['in an emptyDir', ProxyCache.emptyDir()],
    ['on the node', ProxyCache.hostPath('/cache')],
    [
      'on a claim for many',
      ProxyCache.claim({
        storage: Size.gibibytes(1),
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
      }),
    ],
  ])('proxies with a cache %s are replaced one after the other', (_, cache) => {
    expect(manifest(cached(cache), 'Deployment')).not.toHaveProperty('spec.strategy');
  });

  const { READ_ONLY_MANY, READ_WRITE_ONCE } = PersistentVolumeAccessMode;

  test('an error names the access modes that were given', () => {
    const cache = ProxyCache.claim({ storage: Size.gibibytes(1), accessModes: [READ_WRITE_ONCE, READ_ONLY_MANY] });
    expect(messageOf(() => cached(cache, ProxyPlacement.replicas(2)))).toBe(
      "[app/Proxy] 'cache' must be a ReadWriteMany claim for more than one proxy, got ReadWriteOnce, ReadOnlyMany; use one replica, emptyDir, or set accessModes",
    );
  });

  test('fails when no proxy may write to it', () => {
    const cache = ProxyCache.claim({ storage: Size.gibibytes(1), accessModes: [READ_ONLY_MANY] });
    expect(messageOf(() => cached(cache))).toBe(
      "[app/Proxy] 'cache' must be a claim that a proxy may write to, got ReadOnlyMany; set accessModes",
    );
  });
});

test.each([
  ['an emptyDir', ProxyCache.emptyDir(Size.kibibytes(2047)), 2047],
  ['an emptyDir of nothing', ProxyCache.emptyDir(Size.gibibytes(0)), 0],
  ['the node', ProxyCache.hostPath('/cache', Size.kibibytes(1)), 1],
  ['a claim', ProxyCache.claim({ storage: Size.mebibytes(1) }), 1024],
])('fails below 2 MiB on %s', (_, cache, given) => {
  expect(messageOf(() => cached(cache))).toBe(
    `[app/Proxy] 'cache' must be at least 2048 KiB, got ${given}; give 2 MiB or more`,
  );
});
