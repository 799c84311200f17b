import { config, workload } from 'cdk8s-patterns';
import { newChart, podOf } from '../support';

const chart = newChart();
const settings = new config.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
const password = new config.Secret(chart, 'Password', { metadata: { name: 'password' } });
const options: Required<workload.EnvFromOptions> = { prefix: 'APP_', optional: true };

function envFrom(...sources: workload.EnvFrom[]): unknown {
  const own = newChart();
  new workload.Deployment(own, 'Web', { containers: [{ image: 'nginx', envFrom: sources }] });
  return podOf(own);
}

test.each<[string, workload.EnvFrom, object]>([
  ['a ConfigMap', workload.EnvFrom.configMap(settings), { configMapRef: { name: 'settings' } }],
  [
    'a ConfigMap with every option',
    workload.EnvFrom.configMap(settings, options),
    { prefix: 'APP_', configMapRef: { name: 'settings', optional: true } },
  ],
  ['a Secret', workload.EnvFrom.secret(password), { secretRef: { name: 'password' } }],
  [
    'a Secret with every option',
    workload.EnvFrom.secret(password, options),
    { prefix: 'APP_', secretRef: { name: 'password', optional: true } },
  ],
])('renders %s', (_, source, expected) => {
  expect(envFrom(source)).toHaveProperty('containers.0.envFrom', [expected]);
});

test('keeps the order, in which the last one wins', () => {
  expect(envFrom(workload.EnvFrom.secret(password), workload.EnvFrom.configMap(settings))).toHaveProperty(
    'containers.0.envFrom',
    [{ secretRef: { name: 'password' } }, { configMapRef: { name: 'settings' } }],
  );
});
