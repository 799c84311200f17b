import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const { Handler } = workload;

function build(lifecycle: workload.Lifecycle, ports: kplus.ContainerPort[] = [{ number: 8080 }]): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx', ports, lifecycle }] });
  return podOf(chart);
}

const options: Required<workload.HttpHandlerOptions> = { port: 9090, scheme: kplus.ConnectionScheme.HTTPS };

test.each<[string, workload.Handler, object]>([
  ['a command', Handler.exec(['sleep', '5']), { exec: { command: ['sleep', '5'] } }],
  ['a request to the first port', Handler.http('/stop'), { httpGet: { path: '/stop', port: 8080 } }],
  [
    'a request with every option',
    Handler.http('/stop', options),
    { httpGet: { path: '/stop', port: 9090, scheme: 'HTTPS' } },
  ],
])('renders %s', (_, handler, expected) => {
  expect(build({ preStop: handler })).toHaveProperty('containers.0.lifecycle', { preStop: expected });
});

test('copies the command', () => {
  const command = ['sleep', '5'];
  const handler = Handler.exec(command);
  command.push('6');
  expect(build({ postStart: handler })).toHaveProperty('containers.0.lifecycle.postStart.exec.command', ['sleep', '5']);
});

test.each<[string, workload.Lifecycle, string]>([
  [
    'the command is empty',
    { preStop: Handler.exec([]) },
    ".preStop.command' must not be empty, got []; give a program",
  ],
  [
    'the path is relative',
    { postStart: Handler.http('stop') },
    ".postStart.path' must be a path that starts with '/' and holds no spaces, got \"stop\"; start it with '/'",
  ],
  [
    'the port is 0',
    { preStop: Handler.http('/', { port: 0 }) },
    ".preStop.port' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
])('fails when %s', (_, lifecycle, words) => {
  expect(messageOf(() => build(lifecycle))).toBe(`[app/Web] 'containers[0].lifecycle${words}`);
});

test('fails when a request has no port', () => {
  expect(messageOf(() => build({ preStop: Handler.http('/') }, []))).toBe(
    "[app/Web] 'containers[0].lifecycle.preStop' must have a port, because the container declares none; give 'port', or add the port to the container",
  );
});
