// Chapter 2: pods and Deployments.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1Pod } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';

/** Tests the lessons of chapter 2. */
export function testChapter2(book: Book): void {
  describe('ch02/hello-kiamol', () => helloKiamol(book.lesson('ch02/hello-kiamol')));
  describe('ch02/own-labels', () => ownLabels(book.lesson('ch02/own-labels')));
  describe('ch02/hostname-web', () => hostnameWeb(book.lesson('ch02/hostname-web')));
}

function helloKiamol(lesson: Lesson): void {
  const label = 'app=hello-kiamol-4';
  lesson.applies();

  lesson.shows('shows the same page in four pods that were made in four ways', async () => {
    const names = await podNames(lesson);
    assert.deepEqual(
      names.map((name) => name.replace(/-[0-9a-f]+-[a-z0-9]{5}$/, '-<hash>-<random>')),
      ['hello-kiamol', 'hello-kiamol-2-<hash>-<random>', 'hello-kiamol-3', 'hello-kiamol-4-<hash>-<random>'],
    );
    for (const name of names) {
      const page = await lesson.sh(name, 'wget -q -O - http://localhost | head -n 4');
      assert.match(page, /^<html>\n\s*<body>\n\s*<h1>\n\s*Hello from Chapter 2!$/);
    }
  });

  lesson.shows('tells each pod its address', async () => {
    const { status } = await lesson.read<V1Pod>('v1', 'Pod', 'hello-kiamol');
    assert.equal(await lesson.sh('hello-kiamol', 'hostname -i'), status?.podIP);
  });

  lesson.shows('has the calls in the log that is found by label', async () => {
    assert.match(await lesson.kubectl('logs', '-l', label), /"GET \/ HTTP\/1\.1" 200 .* "Wget"/);
  });

  lesson.shows('starts a new container in the pod of one that ended', () =>
    lesson.endContainer('hello-kiamol-3', 'nginx -s stop'),
  );

  lesson.shows('lets go of a pod whose label changes, and takes it back', async () => {
    const pod = await lesson.pod(label);
    await lesson.kubectl('label', 'pod', pod, 'app=hello-kiamol-x', '--overwrite');
    await lesson.up(lesson.objects());
    const other = await lesson.pod(label);
    assert.notEqual(other, pod);
    await lesson.kubectl('label', 'pod', pod, label, '--overwrite');
    const both = async () => ((await lesson.pods(label)).length === 1 ? [] : ['both pods stay']);
    assert.deepEqual(await lesson.cluster.settled(both, 30), []);
  });

  lesson.shows('puts pods in the place of deleted ones only where a Deployment does', async () => {
    await lesson.kubectl('delete', 'pods', '--all', '--now');
    await lesson.up(lesson.objects().filter(({ kind }) => kind === 'Deployment'));
    assert.deepEqual(
      (await podNames(lesson)).map((name) => name.slice(0, 14)),
      ['hello-kiamol-2', 'hello-kiamol-4'],
    );
  });
  lesson.ends();
}

function ownLabels(lesson: Lesson): void {
  let pod: string;
  lesson.applies();
  lesson.shows('finds the Deployment by a label of its own', async () => {
    pod = await lesson.pod('app=hello-kiamol-4');
    assert.match(await lesson.kubectl('get', 'deployment', '-l', 'release=20.04', '-o', 'name'), /hello-kiamol-4$/);
  });
  lesson.applies('2-next-release');
  lesson.shows('replaces no pod when that label changes', async () => {
    assert.match(await lesson.kubectl('get', 'deployment', '-l', 'release=20.10', '-o', 'name'), /hello-kiamol-4$/);
    assert.equal(await lesson.pod('app=hello-kiamol-4'), pod);
  });
  lesson.ends();
}

function hostnameWeb(lesson: Lesson): void {
  const answer = (target: string) => lesson.forward(target, 80, '/');
  lesson.applies();
  lesson.shows('answers with the name of the pod', async () => {
    assert.match(await answer('pod/whoami'), /^"I'm whoami running on Linux \d\S+"$/);
  });
  lesson.applies('2-deployment');
  lesson.shows('answers with the name of the pod that the Deployment made', async () => {
    const pod = await lesson.pod('app=whoami');
    assert.match(pod, /^whoami-[0-9a-f]+-[a-z0-9]{5}$/);
    assert.match(await answer('deploy/whoami'), new RegExp(`^"I'm ${pod} running on Linux `));
  });
  lesson.ends();
}

async function podNames(lesson: Lesson): Promise<string[]> {
  const pods = await lesson.cluster.list<V1Pod>('v1', 'Pod', lesson.namespace);
  return pods.map(({ metadata }) => metadata?.name ?? '').sort();
}
