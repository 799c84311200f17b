import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { network, platform, workload } from 'cdk8s-patterns';
import { at, manifest, manifests, messageOf, newChart, NewChartOptions, podOf } from '../support';

const upstreamOf = (chart: Chart, props: network.ServiceProps = {}): network.Service =>
  new network.Service(chart, 'Upstream', { metadata: { name: 'web' }, ports: [{ port: 80 }], ...props });

/** A proxy called `proxy` before the Service `web`. */
function proxied(props: Partial<platform.CachingProxyProps> = {}, options?: NewChartOptions): platform.CachingProxy {
  const chart = newChart(options);
  const upstream = props.upstream ?? upstreamOf(chart);
  return new platform.CachingProxy(chart, 'Proxy', { metadata: { name: 'proxy' }, ...props, upstream });
}

const conf = (proxy: platform.CachingProxy): string =>
  String(at(manifest(proxy, 'ConfigMap', proxy.configMap.name), 'data', 'nginx.conf'));

test('renders every prop', () => {
  const chart = newChart();
  const props: Required<platform.CachingProxyProps> = {
    upstream: upstreamOf(chart, {
      metadata: { name: 'shop' },
      ports: [
        { port: 81, name: 'admin' },
        { port: 8000, name: 'http' },
      ],
    }),
    upstreamPort: 8000,
    metadata: { name: 'cache', labels: { tier: 'edge' } },
    placement: platform.ProxyPlacement.replicas(2),
    cache: platform.ProxyCache.emptyDir(Size.mebibytes(64)),
    validity: Duration.hours(1),
    timeout: Duration.minutes(2),
    labels: { app: 'cache' },
    service: { metadata: { labels: { tier: 'edge' } }, port: 80, type: ServiceType.NODE_PORT },
    listenPort: 8081,
    configMetadata: { name: 'cache-conf', labels: { tier: 'edge' } },
    configChange: platform.ConfigChange.KEEP_PODS,
    security: workload.PodSecurityLevel.BASELINE,
    image: 'nginx:1.31.0-alpine',
    resources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(128) } },
  };
  const proxy = new platform.CachingProxy(chart, 'Proxy', props);
  expect(manifest(proxy, 'Deployment')).toMatchObject({
    metadata: { name: 'cache', labels: { tier: 'edge' } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'cache' } },
      template: {
        metadata: { labels: { app: 'cache' } },
        spec: {
          containers: [
            {
              name: 'nginx',
              image: 'nginx:1.31.0-alpine',
              ports: [{ name: 'http', containerPort: 8081 }],
              readinessProbe: { tcpSocket: { port: 8081 } },
              resources: { requests: { cpu: '100m' }, limits: { memory: '128Mi' } },
            },
          ],
        },
      },
    },
  });
  expect(manifest(proxy, 'Service', 'cache')).toMatchObject({
    metadata: { name: 'cache', labels: { tier: 'edge' } },
    spec: {
      type: 'NodePort',
      selector: { app: 'cache' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  });
  expect(manifest(proxy, 'ConfigMap')).toHaveProperty('metadata', { name: 'cache-conf', labels: { tier: 'edge' } });
  for (const line of [
    'listen 8081;',
    'proxy_pass http://shop:8000;',
    'proxy_read_timeout 120s;',
    'proxy_cache_valid 200 3600s;',
    'max_size=64m inactive=3600s',
  ])
    expect(conf(proxy)).toContain(line);
});

test('renders what it needs and no more', () => {
  const proxy = proxied();
  expect(manifests(proxy).map(({ kind, metadata }) => [kind, metadata])).toEqual([
    ['Service', { name: 'web' }],
    ['ConfigMap', { name: 'proxy-config' }],
    ['Deployment', { name: 'proxy' }],
    ['Service', { name: 'proxy' }],
  ]);
  expect(manifest(proxy, 'Deployment')).not.toHaveProperty('spec.replicas');
  expect(manifest(proxy, 'Service', 'proxy')).toHaveProperty('spec', {
    type: 'LoadBalancer',
    selector: { 'app.kubernetes.io/name': 'proxy' },
    ports: [{ name: 'http', port: 8080, targetPort: 'http' }],
  });
  expect(podOf(proxy)).toEqual({
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 101,
      runAsGroup: 101,
      fsGroup: 101,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'nginx',
        image: 'nginx:1.30.6-alpine',
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { tcpSocket: { port: 8080 } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [
          { name: 'config', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf', readOnly: true },
          { name: 'cache', mountPath: '/data/nginx/cache' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: 'proxy-config' } },
      { name: 'cache', emptyDir: {} },
    ],
  });
});

test('its configuration keeps answers for a day, on port 8080, below the mount of the cache', () => {
  const text = conf(proxied());
  expect(Object.keys(at(manifest(proxied(), 'ConfigMap'), 'data') as object)).toEqual(['nginx.conf']);
  for (const line of ['listen 8080;', 'proxy_pass http://web:80;', 'proxy_cache_valid 200 86400s;'])
    expect(text).toContain(line);
  expect(text).toContain('proxy_cache_path /data/nginx/cache ');
  expect(text).not.toContain('proxy_read_timeout');
});

test('on the directory of a node it is privileged, and runs as root, to whom the directory belongs', () => {
  const pod = podOf(proxied({ cache: platform.ProxyCache.hostPath('/volumes/nginx/cache') }));
  expect(pod).not.toHaveProperty('securityContext');
  expect(at(pod, 'containers')).toEqual([
    expect.not.objectContaining({ securityContext: expect.anything() as unknown }),
  ]);
});

test('new settings replace the pods', () => {
  const hash = (props: Partial<platform.CachingProxyProps>): unknown =>
    at(manifest(proxied(props), 'Deployment'), 'spec', 'template', 'metadata', 'annotations');
  expect(hash({})).toEqual({ 'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/) as string });
  expect(hash({ validity: Duration.hours(1) })).not.toEqual(hash({}));
  expect(hash({ service: { port: 80 } })).toEqual(hash({}));
});

test('reaches the first port of the Service under its number there', () => {
  const chart = newChart();
  const web = new workload.Deployment(chart, 'Web', {
    metadata: { name: 'web' },
    containers: [{ image: 'web', ports: [{ number: 80, name: 'http' }] }],
  });
  const proxy = new platform.CachingProxy(chart, 'Proxy', {
    upstream: web.expose({ port: 8000, metadata: { name: 'shop' } }),
    metadata: { name: 'proxy' },
  });
  expect(conf(proxy)).toContain('proxy_pass http://shop:8000;');
});

test('offers its parts', () => {
  const proxy = proxied();
  expect([proxy.workload.name, proxy.service.name, proxy.configMap.name]).toEqual(['proxy', 'proxy', 'proxy-config']);
});

test('finds its parts by their hashed names in a stock App', () => {
  const proxy = proxied(
    { metadata: undefined, cache: platform.ProxyCache.claim({ storage: Size.gibibytes(1) }) },
    { disableResourceNameHashes: false },
  );
  const claim = String(at(manifest(proxy, 'PersistentVolumeClaim'), 'metadata', 'name'));
  expect(proxy.workload.name).toMatch(/^app-proxy-c8[0-9a-f]{6}$/);
  expect(proxy.configMap.name).toMatch(/^app-proxy-config-c8[0-9a-f]{6}$/);
  expect(claim).toMatch(/^app-proxy-cache-c8[0-9a-f]{6}$/);
  expect(podOf(proxy)).toMatchObject({
    volumes: [
      { name: 'config', configMap: { name: proxy.configMap.name } },
      { name: 'cache', persistentVolumeClaim: { claimName: claim } },
    ],
  });
  const labels = { 'app.kubernetes.io/name': proxy.workload.name };
  expect(manifest(proxy, 'Deployment')).toHaveProperty('spec.template.metadata.labels', labels);
  expect(manifest(proxy, 'Service', proxy.service.name)).toHaveProperty('spec.selector', labels);
});

test('two proxies of one Service stand side by side', () => {
  const chart = newChart();
  const upstream = upstreamOf(chart);
  for (const name of ['a', 'b']) new platform.CachingProxy(chart, name, { upstream, metadata: { name } });
  const names = manifests(chart).map((object) => `${String(object['kind'])} ${String(at(object, 'metadata', 'name'))}`);
  expect(names).toHaveLength(new Set(names).size);
  expect(manifest(chart, 'Service', 'a')).toHaveProperty('spec.selector', { 'app.kubernetes.io/name': 'a' });
});

test.each<[string, Partial<platform.CachingProxyProps>, string]>([
  [
    'validity is 0',
    { validity: Duration.seconds(0) },
    "[app/Proxy] 'validity' must be a whole number of at least 1, got 0; give whole seconds, at least 1",
  ],
  [
    'validity is a fraction of a second',
    { validity: Duration.millis(1500) },
    "[app/Proxy] 'validity' must be a whole number of at least 1, got 1.5; give whole seconds, at least 1",
  ],
  [
    'timeout is 0',
    { timeout: Duration.minutes(0) },
    "[app/Proxy] 'timeout' must be a whole number of at least 1, got 0; give whole seconds, at least 1",
  ],
  [
    'the port is 0',
    { service: { port: 0 } },
    "[app/Proxy/Proxy/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
  [
    'the image is none',
    { image: 'nginx:' },
    "[app/Proxy/Proxy] 'containers[0].image' must be the name of an image, such as 'nginx:1.30.6-alpine', got \"nginx:\"; correct the name of the image",
  ],
  [
    'a request exceeds its limit',
    { resources: { memory: { request: Size.mebibytes(2), limit: Size.mebibytes(1) } } },
    "[app/Proxy/Proxy] 'containers[0].resources.memory.request' must not exceed the limit, got 2048Ki over 1024Ki; raise the limit",
  ],
  [
    'the name is none',
    { metadata: { name: 'Proxy' } },
    "[app/Proxy/Config] 'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Proxy-config\"; choose another name or omit it",
  ],
  [
    'the name is too long for a Service',
    { metadata: { name: 'p'.repeat(64) } },
    `[app/Proxy/Proxy/Service] 'metadata.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got "${'p'.repeat(64)}"; choose another name or omit it`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => proxied(props))).toBe(words);
});

test.each<[string, network.ServiceProps]>([
  ['has no port', { clusterIP: 'None', ports: [] }],
  ['is a name outside', { externalName: 'example.com', ports: [] }],
  ['is a name outside with a port', { externalName: 'example.com', ports: [{ port: 80 }] }],
])('fails when the Service %s', (_, service) => {
  const upstream = upstreamOf(newChart(), service);
  expect(messageOf(() => proxied({ upstream }))).toBe(
    '[app/Proxy] \'upstream\' must be a Service with pods and ports, got "web"; add a port to it',
  );
});

test('fails when upstreamPort is no port of the Service', () => {
  expect(messageOf(() => proxied({ upstreamPort: 8080 }))).toBe(
    "[app/Proxy] 'upstreamPort' must be a port of the Service, got 8080; use one of 80",
  );
});

test.each([
  ['another namespace', 'shop', 'edge', 'web.shop'],
  ['its own namespace', 'shop', 'shop', 'web'],
  ['no namespace', undefined, undefined, 'web'],
])('reaches a Service of %s', (_, there, here, host) => {
  const upstream = upstreamOf(newChart({ namespace: there }));
  expect(conf(proxied({ upstream }, { namespace: here }))).toContain(`proxy_pass http://${host}:80;`);
});

test('fails for the type ExternalName, which has no pods behind it', () => {
  expect(messageOf(() => proxied({ service: { type: ServiceType.EXTERNAL_NAME } }))).toMatch(
    /^\[app\/Proxy\/.*\] '.*' .*; /,
  );
});
