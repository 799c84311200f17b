import { Chart, App } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { network, platform } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

const { LOAD_BALANCER, NODE_PORT, CLUSTER_IP } = kplus.ServiceType;
const PROFILES = Object.entries(platform.ClusterProfile).filter(
  (entry): entry is [string, platform.ClusterProfile] => entry[1] instanceof platform.ClusterProfile,
);
const { DOCKER_DESKTOP, K3S, K3S_WITHOUT_TRAEFIK, KIND, KIND_CLOUD_PROVIDER, KIND_METALLB } = platform.ClusterProfile;
const { MINIKUBE, MINIKUBE_LOCALHOST, AKS, EKS } = platform.ClusterProfile;

function web(props: Partial<network.ServiceProps> = {}, chart = newChart()): network.Service {
  const ports = [{ port: 8080, targetPort: 80 }];
  return new network.Service(chart, 'Web', { metadata: { name: 'web' }, type: LOAD_BALANCER, ports, ...props });
}

const GET = `kubectl get service web -o jsonpath="{.status.loadBalancer.ingress[0]['ip','hostname']}"`;
const ASSIGNED = { commands: [GET], address: '<address>:8080', url: 'http://<address>:8080' };
const LOCAL = { commands: [], address: 'localhost:8080', url: 'http://localhost:8080' };
const FORWARDED = { ...LOCAL, commands: ['kubectl port-forward service/web 8080'] };

describe('a load balancer', () => {
  test.each<[platform.ClusterProfile, platform.Reach]>([
    [DOCKER_DESKTOP, LOCAL],
    [K3S, ASSIGNED],
    [K3S_WITHOUT_TRAEFIK, ASSIGNED],
    [KIND, FORWARDED],
    [KIND_CLOUD_PROVIDER, ASSIGNED],
    [KIND_METALLB, ASSIGNED],
    [MINIKUBE, { ...ASSIGNED, commands: ['minikube tunnel', GET] }],
    [MINIKUBE_LOCALHOST, { ...LOCAL, commands: ['minikube tunnel'] }],
    [AKS, ASSIGNED],
    [EKS, ASSIGNED],
  ])('is reached on $name', (profile, reach) => {
    expect(profile.reach(web())).toEqual(reach);
  });

  test('shares its address with all others where it is that of the machine or of the nodes', () => {
    expect(PROFILES.filter(([, { sharesAddress }]) => sharesAddress).map(([id]) => id)).toEqual([
      'DOCKER_DESKTOP',
      'K3S',
      'K3S_WITHOUT_TRAEFIK',
      'MINIKUBE_LOCALHOST',
    ]);
  });
});

describe('a node port', () => {
  const on = (host: string, ...commands: string[]): platform.Reach => ({
    commands,
    address: `${host}:30080`,
    url: `http://${host}:30080`,
  });
  test.each<[platform.ClusterProfile, platform.Reach]>([
    [DOCKER_DESKTOP, on('localhost')],
    [K3S, on('<address>', 'kubectl get nodes -o wide')],
    [K3S_WITHOUT_TRAEFIK, on('<address>', 'kubectl get nodes -o wide')],
    [KIND, FORWARDED],
    [KIND_CLOUD_PROVIDER, on('<address>', 'kubectl get nodes -o wide')],
    [KIND_METALLB, on('<address>', 'kubectl get nodes -o wide')],
    [MINIKUBE, on('<address>', 'minikube ip')],
    [MINIKUBE_LOCALHOST, FORWARDED],
    [AKS, FORWARDED],
    [EKS, FORWARDED],
  ])('is reached on $name', (profile, reach) => {
    const service = web({ type: NODE_PORT, ports: [{ port: 8080, targetPort: 80, nodePort: 30080 }] });
    expect(profile.reach(service)).toEqual(reach);
  });

  test('that the cluster chooses is asked for', () => {
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ];
    expect(K3S.reach(web({ type: NODE_PORT, ports }), 81)).toEqual({
      commands: ['kubectl get nodes -o wide', "kubectl get service web -o jsonpath='{.spec.ports[1].nodePort}'"],
      address: '<address>:<node port>',
      url: 'http://<address>:<node port>',
    });
  });
});

describe('a ClusterIP', () => {
  test.each(PROFILES)('is forwarded on %s', (_, profile) => {
    expect(profile.reach(web({ type: CLUSTER_IP }))).toEqual(FORWARDED);
  });

  test.each([
    [80, 8080, 'http://localhost:8080', '8080:80'],
    [443, 8443, 'https://localhost:8443', '8443:443'],
    [1023, 9023, 'http://localhost:9023', '9023:1023'],
    [1024, 1024, 'http://localhost:1024', '1024'],
  ])('of port %d is forwarded from %d, which needs no rights', (port, local, url, ports) => {
    expect(EKS.reach(web({ type: CLUSTER_IP, ports: [{ port }] }))).toEqual({
      commands: [`kubectl port-forward service/web ${ports}`],
      address: `localhost:${local}`,
      url,
    });
  });
});

test('a Service of a namespace is asked for there', () => {
  expect(AKS.reach(web({}, newChart({ namespace: 'shop' }))).commands).toEqual([
    GET.replace('kubectl', 'kubectl -n shop'),
  ]);
});

test.each([
  [{ port: 80 }, 'http://localhost'],
  [{ port: 443 }, 'https://localhost'],
  [{ port: 8443, name: 'https' }, 'https://localhost:8443'],
])('the port %j has the URL %s', (port, url) => {
  expect(DOCKER_DESKTOP.reach(web({ ports: [port] })).url).toBe(url);
});

test.each<[platform.ClusterProfile, string]>([
  [DOCKER_DESKTOP, 'Docker Desktop: http://localhost:8080'],
  [MINIKUBE_LOCALHOST, 'minikube on localhost: minikube tunnel, then http://localhost:8080'],
  [KIND, 'kind: kubectl port-forward service/web 8080, then http://localhost:8080'],
])('tells in one line how it is reached on $name', (profile, line) => {
  expect(profile.describe(web())).toBe(line);
});

describe('an Ingress', () => {
  const ingress = (): kplus.Ingress => {
    const chart = newChart();
    const backend = kplus.IngressBackend.fromService(web({ type: CLUSTER_IP }, chart));
    return new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'shop' }, rules: [{ backend }] });
  };
  const asked = `kubectl get ingress shop -o jsonpath="{.status.loadBalancer.ingress[0]['ip','hostname']}"`;

  test.each<[platform.ClusterProfile, string[], string]>([
    [DOCKER_DESKTOP, [], 'localhost'],
    [K3S, [asked], '<address>'],
    [K3S_WITHOUT_TRAEFIK, [asked], '<address>'],
    [KIND_CLOUD_PROVIDER, [asked], '<address>'],
    [KIND_METALLB, [asked], '<address>'],
    [MINIKUBE, ['minikube tunnel', asked], '<address>'],
    [MINIKUBE_LOCALHOST, ['minikube tunnel'], 'localhost'],
    [AKS, [asked], '<address>'],
    [EKS, [asked], '<address>'],
  ])('is reached on $name', (profile, commands, host) => {
    expect(profile.reachIngress(ingress())).toEqual({ commands, address: `${host}:80`, url: `http://${host}` });
  });

  test('is reached by the name of its rule, once that leads to the address', () => {
    expect(AKS.reachIngress(ingress(), 'shop.example.com')).toEqual({
      commands: [asked],
      address: '<address>:80',
      url: 'http://shop.example.com',
    });
  });

  test.each<[string, () => unknown, string]>([
    [
      'the platform gives it no address',
      () => KIND.reachIngress(ingress()),
      "'ingress' must have an address, which kind gives none; forward its controller",
    ],
    [
      'the host is none',
      () => AKS.reachIngress(ingress(), 'a/b'),
      "'host' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"a/b\"; give a host of the rules",
    ],
  ])('fails when %s', (_, run, words) => {
    expect(messageOf(run)).toBe(`[app/Ingress] ${words}`);
  });
});

test.each<[string, () => unknown, string]>([
  [
    'the Service is another name',
    () => AKS.reach(web({ type: undefined, externalName: 'a.example.com', ports: [] })),
    "'service' must have pods behind it, got an ExternalName; call what it stands for",
  ],
  [
    'the port is not there',
    () => AKS.reach(web(), 80),
    "'port' must be one of [8080], got 80; give a port of the Service",
  ],
  [
    'there is no port',
    () => AKS.reach(web({ type: CLUSTER_IP, clusterIP: 'None', ports: [] })),
    "'port' must be one of [], got none; give a port of the Service",
  ],
  [
    'the port is of UDP, which kubectl does not forward',
    () => KIND.reach(web({ ports: [{ port: 53, protocol: kplus.Protocol.UDP }] })),
    "'port' must be of TCP to be forwarded, got UDP; use the type LoadBalancer",
  ],
])('fails when %s', (_, run, words) => {
  expect(messageOf(run)).toBe(`[app/Web] ${words}`);
});

describe('what is attached', () => {
  test('is known to all that is below', () => {
    const chart = new Chart(new App(), 'app');
    K3S.attach(chart);
    expect(platform.ClusterProfile.of(web({}, chart))).toBe(K3S);
  });

  test('is the nearest', () => {
    const app = new App();
    const chart = new Chart(app, 'app');
    AKS.attach(app);
    KIND.attach(chart);
    expect([platform.ClusterProfile.of(chart), platform.ClusterProfile.of(app)]).toEqual([KIND, AKS]);
  });

  test('must be there', () => {
    expect(messageOf(() => platform.ClusterProfile.of(newChart()))).toBe(
      "[app] 'ClusterProfile' must be attached to the App; call attach of the profile that is meant",
    );
  });

  test('is one', () => {
    const chart = newChart();
    AKS.attach(chart);
    expect(messageOf(() => EKS.attach(chart))).toBe(
      '[app] \'attach\' must be called once, got "AKS" before; choose one platform',
    );
  });
});

test('tells what each platform needs first', () => {
  const controller = 'an ingress controller, for Ingresses';
  expect(Object.fromEntries(PROFILES.map(([id, { needs }]) => [id, needs]))).toEqual({
    DOCKER_DESKTOP: [controller],
    K3S: [],
    K3S_WITHOUT_TRAEFIK: [controller],
    KIND: [],
    KIND_CLOUD_PROVIDER: ['cloud-provider-kind, running on the machine'],
    KIND_METALLB: [
      'MetalLB',
      'an IPAddressPool of metallb.io with free addresses of the Docker network, and an L2Advertisement',
      controller,
    ],
    MINIKUBE: [controller],
    MINIKUBE_LOCALHOST: [controller],
    AKS: [controller],
    EKS: ['the AWS Load Balancer Controller, or EKS Auto Mode, for Ingresses'],
  });
});
