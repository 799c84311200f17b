// The five applications, and the lessons, on a node on which their pods really run.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { V1Pod, V1Secret } from '@kubernetes/client-node';
import { ApplySet, chainsOf } from '../apply-sets';
import { Cluster } from '../cluster';
import { Running, start } from '../processes';
import { testGeneratedFiles } from './generated-files.test';
import { testKnativePods } from './knative.test';
import { testLessons } from './lessons.test';
import { RealNode, startRealNode } from './node';
import { testNumbers } from './numbers.test';
import { testPi } from './pi.test';
import { expectUp } from './support';
import { testTimeCheck } from './timecheck.test';
import { testTodoList } from './todo-list.test';

/** Tests the applications, and maybe the lessons, in a `dist` folder, on a node that is started for it. */
export function testRealNode(dist: string, lessons: boolean): void {
  describe('real node', () => {
    let node: RealNode;
    let cluster: Cluster;
    const connect = () => cluster;
    const root = chainsOf(dist)
      .flat()
      .find(({ folder }) => folder === dist);
    assert(root !== undefined, `no manifests in ${dist}`);

    before(async () => {
      node = await startRealNode(lessons);
      cluster = new Cluster({
        kubectl: node.plane.program('kubectl'),
        kubeconfig: node.plane.kubeconfig,
        patience: 120,
      });
      await cluster.quietly(['apply', '-f', root.folder]);
    });
    after(() => node.stop());

    it('has all objects up', () => expectUp(cluster, root.objects));
    testPi(connect);
    testTodoList(connect, passwordOf(root));
    testNumbers(connect);
    testTimeCheck(connect);
    testGeneratedFiles([root], connect);
    testKnativePods(join(dist, 'knative', 'knative-hello.k8s.yaml'), connect);
    it('has restarted no container but the one that a test broke', async () => {
      const pods = await cluster.list<V1Pod>('v1', 'Pod');
      assert.deepEqual(pods.flatMap(restartsOf), ['numbers-api/api 1']);
    });
    if (lessons) testLessons(dist, { connect, start: (args) => startKubectl(node, args) });
  });
}

function startKubectl({ plane }: RealNode, args: string[]): Running {
  const name = `kubectl-${args.join('-').replace(/\W/g, '-')}`;
  return start(plane.program('kubectl'), ['--kubeconfig', plane.kubeconfig, ...args], { dir: plane.dir, name });
}

/** Its containers that were restarted, each as `<name of the application>/<container> <times>`. */
function restartsOf({ metadata, status }: V1Pod): string[] {
  const app = metadata?.labels?.['app.kubernetes.io/name'] ?? metadata?.name;
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
    .filter(({ restartCount }) => restartCount > 0)
    .map(({ name, restartCount }) => `${app}/${name} ${restartCount}`);
}

/** The password that the to-do list has in its Secret. */
function passwordOf({ objects }: ApplySet): string {
  const secret: V1Secret | undefined = objects.find(
    ({ kind, metadata }) => kind === 'Secret' && metadata?.name === 'todo-db-secret',
  );
  const encoded = secret?.data?.['POSTGRES_PASSWORD'];
  assert(encoded !== undefined);
  return Buffer.from(encoded, 'base64').toString();
}
