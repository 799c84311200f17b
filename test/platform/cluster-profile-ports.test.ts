import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { declare, network, platform, synth } from 'cdk8s-patterns';
import { IConstruct } from 'constructs';

const { DOCKER_DESKTOP, K3S, K3S_WITHOUT_TRAEFIK, KIND, AKS } = platform.ClusterProfile;
const { LOAD_BALANCER, NODE_PORT, CLUSTER_IP } = kplus.ServiceType;

interface Options {
  readonly name?: string;
  readonly port?: number;
  readonly type?: kplus.ServiceType;
  readonly protocol?: kplus.Protocol;
  readonly namespace?: string;
}

/** A chart with a Service at port 8080 of a load balancer. */
function chart(scope: App | synth.Folder, id: string, options: Options = {}): Chart {
  const made = new Chart(scope, id, { disableResourceNameHashes: true, namespace: options.namespace });
  const { name = id, port = 8080, type = LOAD_BALANCER, protocol } = options;
  new network.Service(made, 'Service', { metadata: { name }, type, ports: [{ port, protocol }] });
  return made;
}

/** What the validations of a construct, and of all below it, find. */
const problems = (scope: IConstruct): string[] => scope.node.findAll().flatMap(({ node }) => node.validate());

const shared = (second: string, first: string, port = '8080/TCP', name = 'Docker Desktop'): string =>
  `'ports' of Service ${second} must differ from those of Service ${first} on ${name}, where all load balancers have one address, got ${port}; choose another port for one of them`;

describe('two load balancers with one port', () => {
  test.each([DOCKER_DESKTOP, K3S, K3S_WITHOUT_TRAEFIK])('fail on $name, which has one address', (profile) => {
    const app = new App();
    profile.attach(app);
    chart(app, 'web');
    chart(app, 'todo');
    expect(problems(app)).toEqual([
      shared('todo (todo/Service/Resource)', 'web (web/Service/Resource)', '8080/TCP', profile.name),
    ]);
  });

  test('fail the synth, with the path of what the profile is attached to', () => {
    const app = new synth.App();
    const folder = new synth.Folder(app, 'shop');
    DOCKER_DESKTOP.attach(folder);
    chart(folder, 'web');
    chart(folder, 'todo');
    expect(() => app.synthYaml()).toThrow(
      `[shop] ${shared('todo (shop/todo/Service/Resource)', 'web (shop/web/Service/Resource)')}`,
    );
  });

  test.each<[string, platform.ClusterProfile, Options, Options]>([
    ['have addresses of their own on AKS', AKS, {}, {}],
    ['differ in number', DOCKER_DESKTOP, {}, { port: 8081 }],
    ['differ in protocol', DOCKER_DESKTOP, {}, { protocol: kplus.Protocol.UDP }],
    ['are not both load balancers', DOCKER_DESKTOP, {}, { type: CLUSTER_IP }],
    ['are one Service in two charts', DOCKER_DESKTOP, { name: 'a' }, { name: 'a' }],
  ])('are let pass when they %s', (_, profile, one, two) => {
    const app = new App();
    profile.attach(app);
    chart(app, 'web', one);
    chart(app, 'todo', two);
    expect(problems(app)).toEqual([]);
  });

  test('fail too when only their namespaces differ', () => {
    const app = new App();
    DOCKER_DESKTOP.attach(app);
    chart(app, 'web', { name: 'a', namespace: 'one' });
    chart(app, 'todo', { name: 'a', namespace: 'two' });
    expect(problems(app)).toHaveLength(1);
  });

  test('are let pass when another controller balances one of them', () => {
    const app = new App();
    DOCKER_DESKTOP.attach(app);
    new ApiObject(chart(app, 'web'), 'Vpn', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'vpn' },
      spec: { type: 'LoadBalancer', loadBalancerClass: 'example.com/vpn', ports: [{ port: 8080 }] },
    });
    expect(problems(app)).toEqual([]);
  });

  test('fail as often as there are ports', () => {
    const app = new App();
    DOCKER_DESKTOP.attach(app);
    for (const id of ['a', 'b', 'c']) chart(app, id);
    expect(problems(app)).toEqual([
      shared('b (b/Service/Resource)', 'a (a/Service/Resource)'),
      shared('c (c/Service/Resource)', 'a (a/Service/Resource)'),
    ]);
  });
});

describe('two load balancers with one port in folders', () => {
  const app = (): synth.App => {
    const made = new synth.App();
    DOCKER_DESKTOP.attach(made);
    return made;
  };

  test('fail when one folder is in the other', () => {
    const root = app();
    chart(root, 'web');
    chart(new synth.Folder(root, 'more'), 'todo');
    expect(problems(root)).toEqual([shared('todo (more/todo/Service/Resource)', 'web (web/Service/Resource)')]);
  });

  test('fail when one is applied after the other, however many are between them', () => {
    const root = app();
    const one = new synth.Folder(root, 'one');
    const two = new synth.Folder(root, 'two', { after: [one] });
    const three = new synth.Folder(root, 'three', { after: [two] });
    chart(three, 'todo');
    chart(one, 'web');
    expect(problems(root)).toEqual([shared('todo (three/todo/Service/Resource)', 'web (one/web/Service/Resource)')]);
  });

  test('are let pass when the folders are not applied after each other', () => {
    const root = app();
    chart(new synth.Folder(root, 'one'), 'web');
    chart(new synth.Folder(root, 'two'), 'todo');
    expect(problems(root)).toEqual([]);
  });

  test('are let pass when a step deletes the first', () => {
    const root = app();
    const one = new synth.Folder(root, 'one');
    chart(one, 'web');
    const next = chart(new synth.Folder(root, 'two', { after: [one] }), 'todo');
    declare.Header.of(next, { deleteFirst: ['Service/web'] });
    expect(problems(root)).toEqual([]);
  });

  test('fail when the step deletes another, or the first is applied after it', () => {
    const root = app();
    const one = new synth.Folder(root, 'one');
    declare.Header.of(chart(one, 'web'), { deleteFirst: ['service/web', 'service/todo'] });
    const next = chart(new synth.Folder(root, 'two', { after: [one] }), 'todo');
    declare.Header.of(next, { deleteFirst: ['service/todo'] });
    expect(problems(root)).toHaveLength(1);
  });
});

test.each([80, 443])('port %d is left to Traefik on k3s', (port) => {
  const app = new App();
  K3S.attach(app);
  chart(app, 'web', { port });
  expect(problems(app)).toEqual([
    `'ports' of Service web (web/Service/Resource) must leave 80/TCP and 443/TCP to k3s, got ${port}/TCP; choose another port, route with an Ingress, or install it without that`,
  ]);
});

test('port 80 is free on k3s without Traefik', () => {
  const app = new App();
  K3S_WITHOUT_TRAEFIK.attach(app);
  chart(app, 'web', { port: 80 });
  expect(problems(app)).toEqual([]);
});

describe('the type NodePort', () => {
  test.each([KIND, AKS])('fails on $name', (profile) => {
    const app = new App();
    profile.attach(app);
    chart(app, 'web', { type: NODE_PORT });
    expect(problems(app)).toEqual([
      `'type' of Service web (web/Service/Resource) must not be NodePort on ${profile.name}, whose nodes not every client reaches, got "NodePort"; use LoadBalancer, or attach with 'nodePorts' where something forwards to them`,
    ]);
  });

  test('is fine on Docker Desktop', () => {
    const app = new App();
    DOCKER_DESKTOP.attach(app);
    chart(app, 'web', { type: NODE_PORT });
    expect(problems(app)).toEqual([]);
  });

  test('is fine where something forwards to it', () => {
    const app = new App();
    const options: Required<platform.ClusterProfileOptions> = { nodePorts: true };
    KIND.attach(app, options);
    chart(app, 'web', { type: NODE_PORT });
    expect(problems(app)).toEqual([]);
  });

  test('may be refused anywhere', () => {
    const app = new App();
    DOCKER_DESKTOP.attach(app, { nodePorts: false });
    chart(app, 'web', { type: NODE_PORT });
    expect(problems(app)).toHaveLength(1);
  });
});
