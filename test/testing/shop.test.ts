import { App } from 'cdk8s';
import { testing } from 'cdk8s-patterns';
import 'cdk8s-patterns/jest';
import { Shop } from './shop-chart';

const { Capture, Manifests, Match } = testing;

const shop = new Shop(new App(), 'shop', { password: 'only for tests' });
const manifests = Manifests.of(shop);

test('runs two pods of the released image', () => {
  expect(shop).toHaveManifest('Deployment/web', { metadata: { namespace: 'shop' }, spec: { replicas: 2 } });
  manifests
    .pod('Deployment/web')
    .container('web')
    .has({ image: /:\d+\.\d+\.\d+$/ });
});

test('has one Service, which is not open to the world', () => {
  expect(shop).toHaveManifests('Service', 1);
  expect(shop).not.toHaveManifest('Service', { spec: { type: 'LoadBalancer' } });
});

test('sends port 80 to the port of the container', () => {
  expect(manifests.service('web').endpoints).toEqual([
    { port: 80, protocol: 'TCP', pod: 'Deployment web', container: 'web', containerPort: 8080 },
  ]);
});

test('knows the database', () => {
  expect(manifests.pod('Deployment/web').container('web').env).toEqual({
    DB_PASSWORD: 'only for tests',
    DB_URL: 'postgres://shop:only for tests@db/shop',
  });
});

test('reads its settings from a file', () => {
  const { files } = manifests.pod('Deployment/web').container('web');
  expect(files).toMatchManifest({ '/app/config/app.json': Match.serializedJson({ Timer: { Seconds: 7 } }) });
});

test('keeps the password in a Secret', () => {
  const name = new Capture();
  expect(shop).toHaveManifest('Secret', {
    metadata: { name },
    data: { password: Match.base64('only for tests') },
  });
  expect(manifests.yaml).not.toContain('only for tests');
  expect(name.value).toMatch(/^shop-secret-/);
});

test.each([0, 5])('may run %d pods', (replicas) => {
  expect(new Shop(new App(), 'shop', { password: 'x', replicas })).toHaveManifest('Deployment', { spec: { replicas } });
});
