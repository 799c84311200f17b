import { Chart } from 'cdk8s';
import { EnvValue, Secret } from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { newChart } from '../support';

type Container = Partial<workload.ContainerProps>;

function deployment(chart: Chart, container: Container): void {
  new workload.Deployment(chart, 'Web', {
    metadata: { name: 'web' },
    containers: [{ name: 'web', image: 'web', ...container }],
  });
}

describe('noValues', () => {
  const problems = (add: (chart: Chart) => unknown): string[] => {
    const chart = newChart();
    config.SecretPolicy.noValues(chart);
    add(chart);
    return chart.node.validate();
  };

  test('refuses a Secret with values, of this library and of cdk8s-plus', () => {
    const stringData = { password: 'x', user: 'y' };
    const wayOut = 'make it in the cluster, and declare it with declare.External.secret';
    expect([
      ...problems((chart) => new config.Secret(chart, 'Ours', { metadata: { name: 'ours' }, stringData })),
      ...problems((chart) => new Secret(chart, 'Theirs', { metadata: { name: 'theirs' }, stringData })),
    ]).toEqual([
      `Secret ours must hold no values in a manifest, got password, user; ${wayOut}`,
      `Secret theirs must hold no values in a manifest, got password, user; ${wayOut}`,
    ]);
  });

  test('takes Secrets without values, references, and values of ConfigMaps', () => {
    expect(
      problems((chart) => {
        new config.Secret(chart, 'Empty', { type: 'Opaque' });
        new config.ConfigMap(chart, 'Settings', { data: { a: '1' } });
        const secret = Secret.fromSecretName(chart, 'There', 'there');
        deployment(chart, { mounts: [storage.Volume.secret('s', secret).at('/secrets')] });
      }),
    ).toEqual([]);
  });
});

describe('filesOnly', () => {
  const problems = (read: (secret: config.Secret, chart: Chart) => Container): string[] => {
    const chart = newChart();
    config.SecretPolicy.filesOnly(chart);
    const secret = new config.Secret(chart, 'Secret', { metadata: { name: 'pw' }, stringData: { key: 'x' } });
    deployment(chart, read(secret, chart));
    return chart.node.validate();
  };
  const refused = [
    'Secret pw must not be in variables, got them in Deployment web; mount it with storage.Volume.secret',
  ];

  test.each<[string, (secret: config.Secret) => Container]>([
    ['one key', (secret) => ({ envRefs: { A: EnvValue.fromSecretValue({ secret, key: 'key' }) } })],
    ['all keys', (secret) => ({ envFrom: [workload.EnvFrom.secret(secret)] })],
  ])('refuses variables from %s', (_, read) => {
    expect(problems(read)).toEqual(refused);
  });

  test('takes files, and variables from a ConfigMap', () => {
    expect(
      problems((secret, chart) => ({
        mounts: [storage.Volume.secret('s', secret).at('/secrets')],
        envFrom: [workload.EnvFrom.configMap(new config.ConfigMap(chart, 'Settings', { data: { A: '1' } }))],
      })),
    ).toEqual([]);
  });
});
