import { Chart } from 'cdk8s';
import { configNamed, rememberConfig } from '../../src/private/config-index';
import { newChart } from '../support';

test('finds what was remembered by kind and name', () => {
  const chart = newChart();
  rememberConfig(chart, 'ConfigMap', 'settings', chart);
  expect(configNamed(chart, 'ConfigMap', 'settings')).toBe(chart);
});

test.each([
  ['kind', 'Secret', 'settings'],
  ['name', 'ConfigMap', 'other'],
])('finds nothing of another %s', (_, kind, name) => {
  const chart = newChart();
  rememberConfig(chart, 'ConfigMap', 'settings', chart);
  expect(configNamed(chart, kind, name)).toBeUndefined();
});

test('finds nothing of another chart', () => {
  const chart = newChart();
  rememberConfig(chart, 'ConfigMap', 'settings', chart);
  expect(configNamed(new Chart(chart, 'other'), 'ConfigMap', 'settings')).toBeUndefined();
});
