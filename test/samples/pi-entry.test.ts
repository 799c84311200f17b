import { Size } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { platform, samples, workload } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, objectsIn, templateOf } from './pods';

const pi = (entry?: samples.PiEntry): samples.Pi => new samples.Pi(newChart(), 'Pi', { entry });
const proxied = (options?: samples.PiProxyOptions): samples.Pi => pi(samples.PiEntry.cachingProxy(options));
const served = (options: workload.ExposeOptions): samples.Pi => pi(samples.PiEntry.service(options));

describe('a caching proxy', () => {
  test('renders every option', () => {
    const options: Required<samples.PiProxyOptions> = {
      placement: platform.ProxyPlacement.everyNode({ nodeSelector: { kiamol: 'ch06' } }),
      cache: platform.ProxyCache.hostPath('/volumes/nginx-cache', Size.gibibytes(2)),
      port: 80,
      type: ServiceType.CLUSTER_IP,
      image: 'nginx:1.31.0-alpine',
    };
    const made = proxied(options);
    expect(manifest(made, 'DaemonSet', 'pi-proxy')).toMatchObject({
      spec: {
        template: {
          spec: {
            nodeSelector: { kiamol: 'ch06' },
            containers: [{ name: 'nginx', image: 'nginx:1.31.0-alpine' }],
            volumes: expect.arrayContaining([
              { name: 'cache', hostPath: { path: '/volumes/nginx-cache', type: 'DirectoryOrCreate' } },
            ]) as unknown,
          },
        },
      },
    });
    expect(manifest(made, 'Service', 'pi-proxy')).toHaveProperty('spec', {
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'pi-proxy' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    });
    expect(at(manifest(made, 'ConfigMap', 'pi-proxy-config'), 'data', 'nginx.conf')).toContain(' max_size=2048m ');
  });

  test.each([undefined, {}])(
    'is one pod with a cache of its own, on port 8080 for everybody, with options %j',
    (options) => {
      const made = proxied(options);
      expect(manifest(made, 'Deployment', 'pi-proxy')).not.toHaveProperty('spec.replicas');
      expect(containerOf(made, 'pi-proxy', 'nginx')).toHaveProperty('image', 'nginx:1.30.6-alpine');
      expect(at(templateOf(made, 'pi-proxy'), 'spec', 'volumes')).toContainEqual({ name: 'cache', emptyDir: {} });
      expect(manifest(made, 'Service', 'pi-proxy')).toHaveProperty('spec', {
        type: 'LoadBalancer',
        selector: { 'app.kubernetes.io/name': 'pi-proxy' },
        ports: [{ name: 'http', port: 8080, targetPort: 'http' }],
      });
    },
  );

  test('is what there is when nothing is said', () => {
    expect(objectsIn(pi())).toEqual(objectsIn(proxied()));
  });

  test('reaches the web pods through their Service, which is for the cluster alone', () => {
    const made = proxied();
    expect(at(manifest(made, 'ConfigMap'), 'data', 'nginx.conf')).toContain('proxy_pass http://pi-web:80;');
    expect(manifest(made, 'Service', 'pi-web')).not.toHaveProperty('spec.type');
  });

  const onNode = platform.ProxyCache.hostPath('/volumes/nginx-cache');
  test('keeps its Service whatever runs behind it', () => {
    const services = [
      { placement: platform.ProxyPlacement.replicas(2) },
      { placement: platform.ProxyPlacement.replicas(3), cache: onNode },
      { placement: platform.ProxyPlacement.everyNode(), cache: onNode },
      { placement: platform.ProxyPlacement.everyNode({ nodeSelector: { kiamol: 'ch06' } }), cache: onNode },
    ].map((options) => manifest(proxied(options), 'Service', 'pi-proxy'));
    for (const service of services) expect(service).toEqual(services.at(0));
  });

  test.each<[string, samples.PiProxyOptions, string]>([
    [
      'the port is 0',
      { port: 0 },
      "[app/Pi/Proxy/Proxy/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 0; choose a port number",
    ],
    [
      'the image is none',
      { image: 'nginx:' },
      "[app/Pi/Proxy/Proxy] 'containers[0].image' must be the name of an image, such as 'nginx:1.30.6-alpine', got \"nginx:\"; correct the name of the image",
    ],
    [
      'there are -1 proxies',
      { placement: platform.ProxyPlacement.replicas(-1) },
      "[app/Pi/Proxy] 'placement' must be a whole number of at least 0, got -1; give the number of pods",
    ],
    [
      'two proxies share a claim for one',
      {
        placement: platform.ProxyPlacement.replicas(2),
        cache: platform.ProxyCache.claim({ storage: Size.gibibytes(1) }),
      },
      "[app/Pi/Proxy] 'cache' must be a ReadWriteMany claim for more than one proxy, got ReadWriteOnce; use one replica, emptyDir, or set accessModes",
    ],
  ])('fails when %s', (_, options, words) => {
    expect(messageOf(() => proxied(options))).toBe(words);
  });
});

describe('a Service', () => {
  test('renders every option', () => {
    const options: Required<Omit<workload.ExposeOptions, 'port'>> = {
      metadata: { name: 'pi', annotations: { note: 'x' } },
      type: ServiceType.NODE_PORT,
      ports: [{ port: 8012, targetPortName: 'http', nodePort: 30012 }],
    };
    const made = served(options);
    expect(objectsIn(made)).toEqual(['Deployment pi-web', 'Service pi']);
    expect(manifest(made, 'Service')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'pi', annotations: { note: 'x' } },
      spec: {
        type: 'NodePort',
        selector: { 'app.kubernetes.io/name': 'pi-web' },
        ports: [{ port: 8012, targetPort: 'http', nodePort: 30012 }],
      },
    });
  });

  test('is reached under its port', () => {
    const made = served({ port: 8012, type: ServiceType.LOAD_BALANCER });
    expect(made.webService.port).toBe(8012);
    expect(manifest(made, 'Service', 'pi-web')).toHaveProperty('spec', {
      type: 'LoadBalancer',
      selector: { 'app.kubernetes.io/name': 'pi-web' },
      ports: [{ name: 'http', port: 8012, targetPort: 'http' }],
    });
  });

  test('is for the cluster alone, under port 80, when nothing more is said', () => {
    expect(manifest(served({}), 'Service', 'pi-web')).toHaveProperty('spec', {
      selector: { 'app.kubernetes.io/name': 'pi-web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    });
  });

  test('stands instead of the proxy', () => {
    expect(served({}).proxy).toBeUndefined();
    expect(objectsIn(served({}))).toEqual(['Deployment pi-web', 'Service pi-web']);
  });

  test.each<[string, workload.ExposeOptions, string]>([
    [
      'the port is 65536',
      { port: 65536 },
      "[app/Pi/Web/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 65536; choose a port number",
    ],
    [
      'there are two words for the port',
      { port: 1, ports: [{ port: 2 }] },
      "[app/Pi/Web] 'expose' must have one of 'port' and 'ports', got both; omit one of them",
    ],
    [
      'there is no port',
      { ports: [] },
      "[app/Pi/Web/Service] 'ports' must name at least one port, got []; add one, or make the Service headless with clusterIP 'None'",
    ],
    [
      'a port of the nodes is given without the type for it',
      { ports: [{ port: 80, nodePort: 30000 }] },
      "[app/Pi/Web/Service] 'nodePort' must not be set with the type ClusterIP; omit it, or use NodePort or LoadBalancer",
    ],
  ])('fails when %s', (_, options, words) => {
    expect(messageOf(() => served(options))).toBe(words);
  });
});

describe('gaps', () => {
  test('fails for the type ExternalName, which has no pods behind it', () => {
    expect(messageOf(() => served({ type: ServiceType.EXTERNAL_NAME }))).toMatch(/^\[app\/Pi\/.*\] '.*' .*; /);
  });
});
