import { Size } from 'cdk8s';
import { workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const SOURCE = 'http://localhost/api';
const TARGET = 'http://numbers-api/rng';

const ambassador = (props: Partial<workload.AmbassadorProps> = {}): workload.Ambassador =>
  new workload.Ambassador({ source: SOURCE, target: TARGET, ...props });

/** The pod of an application with its proxy. */
function pod(props: Partial<workload.AmbassadorProps> = {}): unknown {
  const chart = newChart();
  const { container, clientEnv } = ambassador(props);
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'app', env: clientEnv }], sidecars: [container] });
  return podOf(chart);
}

test('renders every prop', () => {
  const props: Required<workload.AmbassadorProps> = {
    source: 'http://localhost:90/a?b=c',
    target: 'http://orders.shop:8080/v1/',
    addressVariable: 'ORDERS_URL',
    port: 1081,
    name: 'ambassador',
    image: 'example.com/proxy:1.0',
    resources: { memory: { limit: Size.mebibytes(64) } },
  };
  expect(pod(props)).toEqual({
    containers: [
      {
        name: 'app',
        image: 'app',
        env: [
          { name: 'http_proxy', value: 'http://localhost:1081' },
          { name: 'ORDERS_URL', value: 'http://localhost:90/a?b=c' },
        ],
      },
      {
        name: 'ambassador',
        image: 'example.com/proxy:1.0',
        ports: [{ name: 'proxy', containerPort: 1081 }],
        env: [
          { name: 'Proxy__Port', value: '1081' },
          { name: 'Proxy__Request__UriMap__Source', value: 'http://localhost:90/a?b=c' },
          { name: 'Proxy__Request__UriMap__Target', value: 'http://orders.shop:8080/v1/' },
        ],
        resources: { limits: { memory: '64Mi' } },
      },
    ],
  });
});

test('renders what it needs and no more', () => {
  expect(pod()).toEqual({
    containers: [
      { name: 'app', image: 'app', env: [{ name: 'http_proxy', value: 'http://localhost:1080' }] },
      {
        name: 'proxy',
        image: 'kiamol/ch07-simple-proxy',
        ports: [{ name: 'proxy', containerPort: 1080 }],
        env: [
          { name: 'Proxy__Port', value: '1080' },
          { name: 'Proxy__Request__UriMap__Source', value: SOURCE },
          { name: 'Proxy__Request__UriMap__Target', value: TARGET },
        ],
      },
    ],
  });
});

test('the variables of the application name the proxy and nothing else', () => {
  expect(ambassador({ port: 3128 }).clientEnv).toEqual({ http_proxy: 'http://localhost:3128' });
});

test('the variable of the address holds what the proxy maps', () => {
  const made = ambassador({ addressVariable: 'RngApi__Url' });
  expect(made.clientEnv['RngApi__Url']).toBe(made.container.env?.['Proxy__Request__UriMap__Source']);
});

test.each([
  ['0', "must be letters, digits, '_', '-' and '.', not starting with a digit", 'rename the variable'],
  ...['http_proxy', 'HTTP_PROXY'].map((name) => [
    name,
    'must not be the one that names the proxy',
    'name the one in which the application looks for the address',
  ]),
])('the variable of the address fails as %s', (name, rule, wayOut) => {
  expect(messageOf(() => ambassador({ addressVariable: name }))).toBe(
    `[Ambassador] 'addressVariable' ${rule}, got "${name}"; ${wayOut}`,
  );
});

describe.each(['source', 'target'])('the %s', (prop) => {
  test.each([
    'http://a',
    'http://a/',
    'http://a:80',
    'http://a.b.c/d/e?f=g#h',
    'http://10.0.0.1:8080/x',
    'http://[::1]/',
  ])('may be %s', (url) => {
    expect(ambassador({ [prop]: url }).container.env).toHaveProperty(
      `Proxy__Request__UriMap__${prop === 'source' ? 'Source' : 'Target'}`,
      url,
    );
  });

  test.each([
    '',
    'a',
    'localhost/api',
    'https://a',
    'ftp://a',
    'HTTP://a',
    'http:/a',
    'http://',
    'http:///a',
    ' http://a',
    'http://a b',
    'http://a/b c',
    'http://a/b\n',
  ])('fails as %j', (url) => {
    expect(messageOf(() => ambassador({ [prop]: url }))).toBe(
      `[Ambassador] '${prop}' must be an address that starts with http://, got ${JSON.stringify(url)}; correct the address`,
    );
  });

  test('fails when it is missing', () => {
    expect(messageOf(() => ambassador({ [prop]: undefined }))).toBe(
      `[Ambassador] '${prop}' must be an address that starts with http://, got undefined; correct the address`,
    );
  });
});

test.each([0, 65536, 1.5])('the pod fails when the port is %d', (port) => {
  const { container } = ambassador({ port });
  expect(messageOf(() => new workload.Deployment(newChart(), 'Web', { containers: [container] }))).toBe(
    `[app/Web] 'containers[0].ports[0].number' must be a whole number from 1 to 65535, got ${port}; choose a port number`,
  );
});

describe('gaps', () => {
  test.each(['http://a:99999', 'http://a:b', 'http://?', 'http://#'])('fails when the target is %s', (target) => {
    expect(messageOf(() => ambassador({ target }))).toMatch(/^\[Ambassador\] 'target' must be an address .*; /);
  });
});
