import { Duration } from 'cdk8s';
import { workload } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

const PODS = { labels: { app: 'web' }, containers: [{ image: 'nginx' }] };

const deployment = (props: Partial<workload.DeploymentProps> = {}, namespace?: string): workload.Deployment =>
  new workload.Deployment(newChart({ ...(namespace !== undefined && { namespace }) }), 'Web', {
    metadata: { name: 'web' },
    ...PODS,
    ...props,
  });

describe('the status of a rollout', () => {
  test('is that of the workload by kind and name, for 5 minutes', () => {
    expect(workload.RolloutCheck.status(deployment())).toBe('kubectl rollout status deployment/web --timeout=300s');
  });

  test('may have another time, and names the namespace', () => {
    const timeout = Duration.minutes(1);
    expect(workload.RolloutCheck.status(deployment({}, 'shop'), { timeout })).toBe(
      'kubectl rollout status deployment/web -n shop --timeout=60s',
    );
  });

  test('knows daemon sets', () => {
    const agents = new workload.DaemonSet(newChart(), 'Agent', { metadata: { name: 'agent' }, ...PODS });
    expect(workload.RolloutCheck.status(agents)).toBe('kubectl rollout status daemonset/agent --timeout=300s');
  });

  test('fails for a pod, which does not roll out', () => {
    const pod = new workload.Pod(newChart(), 'Web', PODS);
    expect(messageOf(() => workload.RolloutCheck.status(pod))).toBe(
      `[app/Web] 'workload' must be a Deployment, StatefulSet or DaemonSet, got "Pod"; wait for its pods instead`,
    );
  });
});

describe('the containers of a version', () => {
  test('are those of all labels of the pods', () => {
    const web = deployment({ podLabels: { version: 'v2' } });
    expect(workload.RolloutCheck.containersReady(web, { timeout: Duration.seconds(90) })).toBe(
      'kubectl wait pod -l app=web,version=v2 --for=condition=ContainersReady --timeout=90s',
    );
  });

  test('are in the namespace of the workload', () => {
    const web = deployment({ podLabels: { version: 'v2' } }, 'shop');
    expect(workload.RolloutCheck.containersReady(web)).toBe(
      'kubectl wait pod -l app=web,version=v2 --for=condition=ContainersReady -n shop --timeout=300s',
    );
  });

  test('fail when nothing tells the new pods from the old ones, which are ready', () => {
    expect(messageOf(() => workload.RolloutCheck.containersReady(deployment()))).toBe(
      `[app/Web] 'podLabels' must tell the pods of this version from those before, got {"app":"web"}; add a version: podLabels: { version: 'v2' }`,
    );
  });
});

test('fails for parts of a second', () => {
  expect(messageOf(() => workload.RolloutCheck.status(deployment(), { timeout: Duration.millis(1500) }))).toBe(
    `[app/Web] 'timeout' must be a whole number of at least 1, got 1.5; give whole seconds, at least 1`,
  );
});
