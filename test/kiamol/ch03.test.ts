import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { check, declare, network, platform, synth, workload } from 'cdk8s-patterns';
import { services } from '../../apps/kiamol/ch03';
import { Chapter } from '../../apps/kiamol/lesson';
import { Manifests } from '../../src/testing';
import { findings } from '../check/support';
import { messageOf, newChart } from '../support';

/** What the folder of a system makes, with its steps, or the folder of one step. */
function made(system: string, step?: string): Manifests {
  const book = new synth.Folder(new App(), 'kiamol');
  services(new Chapter(book, 'ch03'));
  const folder = book.node.findChild('ch03').node.findChild(system);
  return Manifests.of(step === undefined ? folder : folder.node.findChild(step));
}

/** A part of the numbers application. */
function part(chart: Chart, role: 'api' | 'web', env?: { [name: string]: string }): workload.Deployment {
  const name = `numbers-${role}`;
  const containers = [{ name: role, image: `kiamol/ch03-numbers-${role}`, env }];
  return new workload.Deployment(chart, role, { metadata: { name }, labels: { app: name }, containers });
}

/** Rule and message of what is found in a chart, also where it is only a doubt. */
const found = (chart: Chart): [string, string][] =>
  check.Checks.tree(chart, { strict: true }).findings.map(({ rule, message }) => [rule, message]);

/** The page says whom it calls, as the image does where nothing is said. */
const CALLS = { RngApi__Url: 'http://numbers-api/sixeyed/kiamol/master/ch03/numbers/rng' };

describe('the numbers application', () => {
  test('is flagged without a Service for its API', () => {
    const chart = newChart();
    part(chart, 'api');
    part(chart, 'web', CALLS);
    expect(found(chart)).toEqual([
      [
        'unknown-host',
        '\'spec.template.spec.containers[0].env[0].value\' must call a Service of namespace default that is in the manifests or declared, got "http://numbers-api/sixeyed/kiamol/master/ch03/numbers/rng"; Deployment numbers-api needs a Service of that name',
      ],
    ]);
  });

  test('is not flagged when the Service is there, or was applied before', () => {
    const app = new synth.App({ checks: synth.CheckLevel.STRICT });
    const before = new synth.Folder(app, 'before');
    new network.Service(new Chart(before, 'service'), 'Service', {
      metadata: { name: 'numbers-api' },
      ports: [{ port: 80 }],
    });
    const web = new Chart(new synth.Folder(app, 'after', { after: [before] }), 'web');
    part(web, 'api');
    part(web, 'web', CALLS);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('is flagged when the Service has another name, which its manifests say', () => {
    const chart = newChart();
    const selector = part(chart, 'api');
    part(chart, 'web', CALLS);
    new network.Service(chart, 'Service', { metadata: { name: 'api' }, selector, ports: [{ port: 80 }] });
    expect(found(chart).map(([rule, message]) => [rule, message.split('; ')[1]])).toEqual([
      ['unknown-host', 'did you mean "api", the Service of Deployment numbers-api?'],
    ]);
  });

  test('is flagged when the Service selects nothing', () => {
    const chart = newChart();
    part(chart, 'api');
    const selector = kplus.Pods.select(chart, 'Pods', { labels: { app: 'numbers-apl' } });
    new network.Service(chart, 'Service', { metadata: { name: 'numbers-api' }, selector, ports: [{ port: 80 }] });
    expect(found(chart)).toEqual([
      [
        'selects-nothing',
        '\'spec.selector\' must select pods of namespace default, got {"app":"numbers-apl"}; did you mean app: numbers-api?',
      ],
    ]);
  });

  test('keeps its page as it is while the API behind the name changes', () => {
    const steps = ['2-web-service', '3-node-port', '4-external-name', '5-static-endpoints'];
    expect(steps.map((step) => made('numbers', step).names)).toEqual([
      ['Service numbers-web'],
      ['Service numbers-web-node'],
      ['Service numbers-api'],
      ['EndpointSlice numbers-api-ipv4', 'Service numbers-api'],
    ]);
  });

  test('leads from each Service to the pods that the book has behind it', () => {
    const first = made('numbers').all.filter((object) => object['kind'] === 'Deployment');
    const behind = (step: string | undefined, name: string): string[] => {
      const objects = [...first, ...made('numbers', step).find('Service', { metadata: { name } }).slice(0, 1)];
      const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
      return Manifests.ofYaml(text)
        .service(name)
        .pods.map(({ owner }) => owner);
    };
    expect({
      api: behind(undefined, 'numbers-api'),
      web: behind('2-web-service', 'numbers-web'),
      nodes: behind('3-node-port', 'numbers-web-node'),
      alias: behind('4-external-name', 'numbers-api'),
      fixed: behind('5-static-endpoints', 'numbers-api'),
    }).toEqual({
      api: ['Deployment numbers-api'],
      web: ['Deployment numbers-web'],
      nodes: ['Deployment numbers-web'],
      alias: [],
      fixed: [],
    });
  });
});

test('the Service of a workload that was deleted stays, and leads nowhere', () => {
  const chart = newChart();
  const selector = kplus.Pods.select(chart, 'Pods', { labels: { app: 'sleep-2' } });
  new network.Service(chart, 'Service', { metadata: { name: 'sleep-2' }, selector, ports: [{ port: 80 }] });
  expect(found(chart)).toEqual([
    [
      'selects-nothing',
      '\'spec.selector\' must select pods of namespace default, got {"app":"sleep-2"}; correct it, or add the workload to the manifests',
    ],
  ]);
});

describe('the lab', () => {
  test('opens the second version of the page, and never the first', () => {
    const { pods } = made('numbers-v2-lab').service('numbers-web');
    expect(pods.map(({ owner }) => owner)).toEqual(['Deployment numbers-web-v2']);
  });

  test('keeps the API to the cluster, under the name that the pages call', () => {
    expect(made('numbers-v2-lab').one('Service', 'numbers-api')).toMatchObject({ spec: { type: 'ClusterIP' } });
  });
});

describe('another name for a host outside', () => {
  test('is not for HTTP, unless the client sends the right header', () => {
    const chart = newChart();
    const externalName = 'raw.githubusercontent.com';
    part(chart, 'web', CALLS);
    new network.Service(chart, 'Service', { metadata: { name: 'numbers-api' }, externalName });
    expect(found(chart)).toEqual([
      [
        'external-name',
        '\'spec.template.spec.containers[0].env[0].value\' must not call Service numbers-api by HTTP, which asks raw.githubusercontent.com for host "numbers-api", got "http://numbers-api/sixeyed/kiamol/master/ch03/numbers/rng"; call http://raw.githubusercontent.com, or let the client send that name in the header Host',
      ],
    ]);
  });

  test('selects no pods', () => {
    const chart = newChart();
    const selector = part(chart, 'api');
    const props = { externalName: 'raw.githubusercontent.com', selector };
    expect(messageOf(() => new network.Service(chart, 'Service', props))).toBe(
      '[app/Service] \'selector\' must not be set with the type ExternalName, got {"app":"numbers-api"}; omit it, or omit \'externalName\'',
    );
  });
});

test('Endpoints of another name than their Service are flagged', () => {
  const yaml = `
{ apiVersion: v1, kind: Service, metadata: { name: numbers-api }, spec: { ports: [{ port: 80 }] } }
---
apiVersion: v1
kind: Endpoints
metadata: { name: numbers-apis }
subsets: [{ addresses: [{ ip: 192.168.123.234 }], ports: [{ port: 80 }] }]
`;
  expect(findings(yaml)).toEqual([
    [
      'endpoint-service',
      '/metadata/name',
      '\'metadata.name\' must be the name of a Service in namespace default that is in the manifests or declared, got "numbers-apis"; did you mean "numbers-api"?',
    ],
  ]);
});

test('a probe that pings a Service is flagged: it takes TCP and UDP only', () => {
  const chart = newChart();
  const selector = part(chart, 'api');
  new network.Service(chart, 'Service', { metadata: { name: 'numbers-api' }, selector, ports: [{ port: 80 }] });
  const readiness = workload.Probe.exec(['ping', '-c', '1', 'numbers-api']);
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'kiamol/ch03-numbers-web', readiness }] });
  expect(found(chart)).toEqual([
    [
      'ping-service',
      '\'spec.template.spec.containers[0].readinessProbe.exec.command\' must not ping Service numbers-api, whose address answers no ping on most clusters, got ["ping","-c","1","numbers-api"]; call one of its ports, such as with nc -z or wget',
    ],
  ]);
});

describe('on Docker Desktop', () => {
  test('the pages of chapters 3 and 4, both at port 8080, are not there at the same time', () => {
    const app = new synth.App();
    platform.ClusterProfile.DOCKER_DESKTOP.attach(app);
    for (const name of ['numbers-web', 'todo-web']) {
      const ports = [{ port: 8080, targetPort: 80 }];
      const type = kplus.ServiceType.LOAD_BALANCER;
      new network.Service(new Chart(app, name), 'Service', { metadata: { name }, type, ports });
    }
    expect(messageOf(() => app.synthYaml())).toBe(
      "[] 'ports' of Service todo-web (todo-web/Service/Resource) must differ from those of Service numbers-web (numbers-web/Service/Resource) on Docker Desktop, where all load balancers have one address, got 8080/TCP; choose another port for one of them",
    );
  });

  test('all steps of the chapter fit', () => {
    const app = new synth.App();
    platform.ClusterProfile.DOCKER_DESKTOP.attach(app);
    services(new Chapter(new synth.Folder(app, 'kiamol'), 'ch03'));
    expect(app.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
  });
});

test('on kind the node port of the book is refused, as not every client reaches the nodes', () => {
  const app = new synth.App();
  platform.ClusterProfile.KIND.attach(app);
  services(new Chapter(new synth.Folder(app, 'kiamol'), 'ch03'));
  expect(messageOf(() => app.synthYaml())).toBe(
    "[] 'type' of Service numbers-web-node (kiamol/ch03/numbers/3-node-port/web-service-nodeport/Service/Resource) must not be NodePort on kind, whose nodes not every client reaches, got \"NodePort\"; use LoadBalancer, or attach with 'nodePorts' where something forwards to them",
  );
});

describe('DNS', () => {
  test('knows the Service of numbers by a short and by a full name', () => {
    const service = new network.Service(newChart(), 'Service', {
      metadata: { name: 'numbers-api' },
      ports: [{ port: 80 }],
    });
    expect([service.dnsName, service.fullDnsName({ namespace: 'default' })]).toEqual([
      'numbers-api',
      'numbers-api.default.svc.cluster.local',
    ]);
  });

  test('knows Services of the cluster itself, those that are declared, and no others', () => {
    const chart = newChart();
    const env = { A: 'udp://kube-dns.kube-system.svc.cluster.local:53', B: 'https://kubernetes.default.svc' };
    part(chart, 'web', { ...env, C: 'http://metrics.kube-system.svc' });
    declare.External.service(chart, 'logs', { namespace: 'logging' });
    part(chart, 'api', { D: 'http://logs.logging.svc' });
    expect(found(chart).map(([rule, message]) => [rule, message.split(', got ')[1]])).toEqual([
      [
        'unknown-host',
        "\"http://metrics.kube-system.svc\"; correct the host, or declare it with declare.External.service(chart, 'metrics', { namespace: 'kube-system' })",
      ],
    ]);
  });
});
