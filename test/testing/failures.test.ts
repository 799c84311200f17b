import { ApiObject } from 'cdk8s';
import { Manifests, Match } from '../../src/testing';
import { messageOf, newChart } from '../support';
import { SHOP } from './support';

const shop = Manifests.ofYaml(SHOP);

test('what is there is found, and what is not there is not', () => {
  shop.has('Deployment');
  shop.has('Deployment', { metadata: { name: 'web' }, spec: { replicas: 2 } });
  shop.hasNo('Pod');
  shop.hasNo('Deployment', { spec: { replicas: 4 } });
  shop.count('Deployment', 2);
  shop.count('Deployment', 1, { spec: { replicas: 3 } });
  shop.count('Pod', 0);
  expect(() => shop.has('Pod')).toThrow('must have a Pod');
});

describe('has', () => {
  test('shows the nearest objects, with the lines of the first', () => {
    const expected = {
      metadata: { name: 'web' },
      spec: {
        replicas: 3,
        template: { spec: { containers: Match.arrayWith([{ name: 'web', image: /^nginx/, args: ['a'] }]) } },
      },
    };
    expect(messageOf(() => shop.has('Deployment', expected))).toBe(`manifests must have a Deployment like
  {
    metadata: { name: "web" },
    spec: {
      replicas: 3,
      template: { spec: { containers: a list with [{ name: "web", image: /^nginx/, args: ["a"] }] } },
    },
  }
got 2 of kind Deployment, not like it; the nearest:

Deployment web in namespace shop (text:5)
  'spec.replicas' must be 3, got 2
      spec:
    >   replicas: 2
        template:
  'spec.template.spec.containers[0].image' must be a text like /^nginx/, got "busybox"
              - name: web
    >           image: busybox
                args:
  'spec.template.spec.containers[0].args[1]' must not be there, got "b"
                  - a
    >             - b

Deployment api in namespace shop (text:15)
  'metadata.name' must be "web", got "api"
  'spec.template' must be { spec: { containers: a list with [{ name: "web", image: /^nginx/, args: ["a"] }] } }, got nothing`);
  });

  test('shows three objects of many, those first that differ least', () => {
    const yaml = [5, 1, 4, 2, 3].map((n) => {
      const data = Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'x']));
      return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c${n}` }, data });
    });
    const data = { k0: 'y', k1: 'y', k2: 'y', k3: 'y', k4: 'y' };
    const names = (expected: unknown): string[] =>
      messageOf(() => Manifests.ofYaml(yaml.join('\n---\n')).has('ConfigMap', expected)).match(/^ConfigMap c\d/gm) ??
      [];
    expect(names({ data: Match.objectEquals({}) })).toEqual(['ConfigMap c1', 'ConfigMap c2', 'ConfigMap c3']);
    expect(names({ metadata: { name: 'c5' }, data })).toEqual(['ConfigMap c5', 'ConfigMap c1', 'ConfigMap c4']);
  });

  test('counts what is missing as a whole by all that it should hold', () => {
    const yaml = `{"kind":"A","metadata":{"name":"without"}}\n---\n{"kind":"A","metadata":{"name":"with"},"spec":{"a":{"b":1,"c":2}}}`;
    const message = messageOf(() => Manifests.ofYaml(yaml).has('A', { spec: { a: { b: 2, c: 2 } } }));
    expect(message.match(/^A \w+/gm)).toEqual(['A with', 'A without']);
  });

  test('shows at most 20 differences of an object', () => {
    const expected = Object.fromEntries(Array.from({ length: 22 }, (_, i) => [`k${i}`, i]));
    const message = messageOf(() => Manifests.ofYaml('kind: A').has('A', expected));
    expect(message.split('\n').at(-1)).toBe('  and 2 more');
    expect(message.match(/must be/g)).toHaveLength(20);
  });

  test('tells what is there when there is none of the kind', () => {
    expect(messageOf(() => shop.has('Pod', { spec: {} }))).toBe(`manifests must have a Pod like
  { spec: {} }
got none; there are: Deployment web in namespace shop, Deployment api in namespace shop, Service web, Service.serving.knative.dev web in namespace shop, Namespace shop`);
    expect(messageOf(() => shop.where({ name: 'api' }).has('deployment'))).toBe(
      'manifests must have a deployment, got none; there are: Deployment api in namespace shop; did you mean "Deployment"?',
    );
    expect(messageOf(() => Manifests.ofYaml('').has('Pod'))).toBe(
      'manifests must have a Pod, got none; there are no objects',
    );
  });

  test('names 20 of many objects', () => {
    const yaml = Array.from({ length: 22 }, (_, i) => `{"kind":"A","metadata":{"name":"a${i}"}}`).join('\n---\n');
    expect(messageOf(() => Manifests.ofYaml(yaml).has('B'))).toMatch(/A a18, A a19, and 2 more; did you mean "A"\?$/);
  });

  test('shows lines of what a construct renders', () => {
    const chart = newChart();
    new ApiObject(chart, 'A', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { a: 'x', b: 'w' },
    });
    expect(messageOf(() => Manifests.of(chart).has('ConfigMap', { data: { b: 'z' } })))
      .toBe(`manifests must have a ConfigMap like
  { data: { b: "z" } }
got 1 ConfigMap, not like it; the nearest:

ConfigMap a
  'data.b' must be "z", got "w"
        a: x
    >   b: w`);
  });
});

test.each<[string, unknown, string]>([
  ['a text', 'shop-web', `"shop-web"; write 'Deployment/shop-web' for a name`],
  ['a number', 3, '3; write the fields that it has'],
  ['null', null, 'null; write the fields that it has'],
  ['a list', [{ spec: {} }], '[{ spec: {} }]; write the fields that it has'],
  ['a regular expression', /web/, '/web/; write the fields that it has'],
])('%s is no part of an object', (_, expected, got) => {
  const words = `'expected' must be an object that the manifest is compared with, got ${got}`;
  expect(messageOf(() => shop.has('Deployment', expected))).toBe(words);
  expect(messageOf(() => shop.hasNo('Deployment', expected))).toBe(words);
  expect(messageOf(() => shop.find('Deployment', expected))).toBe(words);
});

test('a key that cdk8s writes as no reader takes it only loses the lines', () => {
  const chart = newChart();
  new ApiObject(chart, 'A', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { '<<': 'x' } });
  const message = messageOf(() => Manifests.of(chart).has('ConfigMap', { data: { '<<': 'y' } }));
  expect(message.split('\n').slice(-2)).toEqual(['ConfigMap a', `  'data["<<"]' must be "y", got "x"`]);
});

describe('a kind with a name', () => {
  test('means the object of that name', () => {
    shop.has('Deployment/web', { spec: { replicas: 2 } });
    shop.hasNo('Deployment/web', { spec: { replicas: 3 } });
    shop.count('Service/web', 2);
    expect(shop.one('Service.serving.knative.dev/web')).toEqual(shop.one('Service.serving.knative.dev', 'web'));
    expect(shop.find('Deployment/api')).toEqual([shop.one('Deployment/api')]);
    expect(shop.pod('Deployment/web').running).toEqual(['web']);
  });

  test('is looked for first, when nothing is as asked', () => {
    expect(messageOf(() => shop.where({ labels: {} }).has('Deployment/web', { spec: { replicas: 3 } })))
      .toBe(`manifests must have a Deployment web like
  { spec: { replicas: 3 } }
got 2 of kind Deployment, not like it; the nearest:

Deployment web in namespace shop (text:5)
  'spec.replicas' must be 3, got 2
      spec:
    >   replicas: 2
        template:

Deployment api in namespace shop (text:15)
  'metadata.name' must be "web", got "api"`);
  });

  test('is told with the nearest of its kind, and with those of its kind first', () => {
    const end = (kind: string): string | undefined => messageOf(() => shop.has(kind)).split('got none; there are: ')[1];
    expect(end('Service.serving.knative.dev/wbe')).toMatch(
      /^Service.serving.knative.dev web in namespace shop, Deployment web .*; did you mean "Service.serving.knative.dev\/web"\?$/,
    );
    expect(end('Namspace')).toMatch(/^Namespace shop, Deployment web .*; did you mean "Namespace"\?$/);
    expect(end('Namspace/shop')).toMatch(/^Namespace shop, .*; did you mean "Namespace\/shop"\?$/);
    expect(end('Namespace/other')).toMatch(/^Namespace shop, .* in namespace shop$/);
  });

  test('is told with what is there', () => {
    const two = shop.where({ apiVersion: 'apps/v1' });
    const there =
      'there are: Deployment web in namespace shop, Deployment api in namespace shop; did you mean "Deployment/web"?';
    expect(messageOf(() => two.has('Deployment/wbe'))).toBe(`manifests must have a Deployment wbe, got none; ${there}`);
    expect(messageOf(() => two.one('Deployment/wbe'))).toBe(
      `manifests must have one Deployment wbe, got none; ${there}`,
    );
    expect(messageOf(() => two.count('Deployment/web', 2))).toBe(
      'manifests must have 2 of kind Deployment web, got 1: Deployment web in namespace shop; the nearest of the others:\n\n' +
        `Deployment api in namespace shop (text:15)\n  'metadata.name' must be "web", got "api"\n      metadata:\n    >   name: api\n        namespace: shop`,
    );
  });
});

describe('hasNo', () => {
  test('names what is there', () => {
    expect(messageOf(() => shop.hasNo('Deployment'))).toBe(
      'manifests must have no Deployment, got Deployment web in namespace shop, Deployment api in namespace shop',
    );
    expect(messageOf(() => shop.hasNo('Deployment', { spec: { replicas: 3 } }))).toBe(
      'manifests must have no Deployment like\n  { spec: { replicas: 3 } }\ngot Deployment api in namespace shop',
    );
  });
});

describe('count', () => {
  test('names what is there, and what is nearly so when there are too few', () => {
    expect(messageOf(() => shop.count('Deployment', 1))).toBe(
      'manifests must have 1 Deployment, got 2: Deployment web in namespace shop, Deployment api in namespace shop',
    );
    expect(messageOf(() => shop.count('Deployment', 2, { spec: { replicas: 3 } })))
      .toBe(`manifests must have 2 of kind Deployment like
  { spec: { replicas: 3 } }
got 1: Deployment api in namespace shop; the nearest of the others:

Deployment web in namespace shop (text:5)
  'spec.replicas' must be 3, got 2
      spec:
    >   replicas: 2
        template:`);
    expect(messageOf(() => shop.count('Pod', 1))).toBe('manifests must have 1 Pod, got none');
    expect(messageOf(() => shop.count('Deploymnet', 2))).toBe(
      'manifests must have 2 of kind Deploymnet, got none; did you mean "Deployment"?',
    );
    expect(messageOf(() => shop.count('Namespace', 0))).toBe('manifests must have no Namespace, got 1: Namespace shop');
  });
});

describe('has of a template and of a container', () => {
  const pod = shop.pod('Deployment', 'web');

  test('hold for what is there', () => {
    pod.has({ spec: { containers: [{ name: 'web' }] } });
    pod.container('web').has({ image: 'busybox' });
    expect(() => pod.has({ spec: { containers: [] } })).toThrow("'spec.containers[0]' must not be there");
  });

  test('show all that differs', () => {
    expect(messageOf(() => pod.container('web').has({ image: 'nginx', args: ['a'] }))).toBe(
      `container web of Deployment web in namespace shop must be like
  { image: "nginx", args: ["a"] }
but
  'image' must be "nginx", got "busybox"
  'args[1]' must not be there, got "b"`,
    );
    expect(messageOf(() => pod.has({ metadata: { labels: {} } }))).toBe(
      `pod template of Deployment web in namespace shop must be like
  { metadata: { labels: {} } }
but
  'metadata' must be { labels: {} }, got nothing`,
    );
  });
});

describe('colours', () => {
  const { env } = process;
  const failed = (): string => messageOf(() => shop.hasNo('Namespace', { kind: 'Namespace' }));
  const terminal = process.stdout.isTTY;

  afterEach(() => {
    process.env = env;
    process.stdout.isTTY = terminal;
  });

  test.each<[string, boolean, NodeJS.ProcessEnv, boolean]>([
    ['a terminal', true, {}, true],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['a file', false, {}, false],
    ['a worker of a runner with a terminal', false, { FORCE_COLOR: '1' }, true],
  ])('for %s', (_, isTTY, variables, coloured) => {
    process.env = { ...variables };
    process.stdout.isTTY = isTTY;
    expect(failed()).toBe(
      `manifests must have no Namespace like\n  ${coloured ? '\u001b[32m{ kind: "Namespace" }\u001b[39m' : '{ kind: "Namespace" }'}\ngot Namespace shop`,
    );
  });
});
