import { Cpu } from 'cdk8s-plus-27';
import { samples } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';
import { templateOf } from './pods';

const web = (props?: samples.PiWebProps): samples.PiWeb => new samples.PiWeb(newChart(), 'PiWeb', props);

test('renders every prop', () => {
  const props: Required<samples.PiWebProps> = {
    metadata: { name: 'circle', labels: { kiamol: 'ch06' } },
    labels: { app: 'circle' },
    replicas: 3,
    cpu: { limit: Cpu.millis(250) },
    logLevel: 'Debug',
    image: 'kiamol/ch05-pi:2',
  };
  expect(inChart((chart) => new samples.PiWeb(chart, 'PiWeb', props))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'circle', labels: { kiamol: 'ch06' } },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'circle' } },
        template: {
          metadata: { labels: { app: 'circle' } },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'kiamol/ch05-pi:2',
                command: ['dotnet', 'Pi.Web.dll', '-m', 'web'],
                ports: [{ name: 'http', containerPort: 80 }],
                env: [{ name: 'Logging__LogLevel__Default', value: 'Debug' }],
                resources: { limits: { cpu: '250m' } },
                readinessProbe: { tcpSocket: { port: 80 } },
              },
            ],
          },
        },
      },
    },
  ]);
});

test('is the web application of Pi, when nothing is said', () => {
  const pi = new samples.Pi(newChart(), 'Pi');
  expect(manifest(web(), 'Deployment')).toEqual(manifest(pi, 'Deployment', 'pi-web'));
});

test('a change of replicas leaves the template as it is, a log level does not, and its end brings the first one back', () => {
  const [two, three, debug, again] = [
    { replicas: 2 },
    { replicas: 3 },
    { replicas: 3, logLevel: 'Debug' },
    { replicas: 3 },
  ].map((props) => templateOf(web(props), 'pi-web'));
  expect(three).toEqual(two);
  expect(debug).not.toEqual(three);
  expect(again).toEqual(two);
});

test('fails when there are -1 pods', () => {
  expect(messageOf(() => web({ replicas: -1 }))).toBe(
    "[app/PiWeb/Deployment] 'replicas' must be a whole number of at least 0, got -1; omit it for one pod",
  );
});

test.each(['', 'debug', 'Verbose'])('fails when it logs "%s"', (logLevel) => {
  expect(messageOf(() => web({ logLevel }))).toBe(
    `[app/PiWeb] 'logLevel' must be one of Trace, Debug, Information, Warning, Error, Critical, None, got "${logLevel}"; write one of them`,
  );
});
