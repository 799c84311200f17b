import * as kplus from 'cdk8s-plus-27';
import { declare, network, samples, storage, synth, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const image = 'kiamol/ch03-sleep';
const SERVER = { name: 'server', image, port: 8080, portName: 'http', logRequests: true };

/** Containers of one pod: what they share, what each has alone, and what runs before them. */
export function sleep(chapter: Chapter): void {
  const system = new System(chapter, 'sleep', {
    purpose: 'Containers of one pod share its volumes and its network, and its processes when the pod says so.',
    items: [
      ...['sleep/file-reader', 'sleep/server', 'sleep/exposed-service', 'sleep/html-server', 'sleep/server-shared'],
      ...['P17', 'P19', 'P25'],
    ],
  });
  fileReader(new Lesson(system, 'sleep-with-file-reader', { section: '7.1', construct: 'samples.Sleep' }));
  const { deployment } = withServer(system.step('server'), 'sleep-with-server', '7.1', {});
  expose(system.step('exposed-service'), deployment);
  htmlServer(system.step('html-server'));
  const shared = { podLabels: { version: 'shared' }, shareProcessNamespace: true };
  const last = withServer(system.step('server-shared'), 'sleep-with-server-shared', '7.5', shared);
  declare.Header.of(last, { lines: [`check: ${workload.RolloutCheck.containersReady(last.deployment)}`] });
}

function fileReader(lesson: Lesson): void {
  const data = storage.Volume.emptyDir('data');
  new samples.Sleep(lesson, 'Sleep', {
    mounts: [data.at('/data-rw')],
    sidecars: [{ name: 'file-reader', image, mounts: [data.at('/data-ro', { readOnly: true })] }],
  });
}

function withServer(step: synth.Folder, id: string, section: string, props: samples.SleepProps): samples.Sleep {
  const server = workload.TextServer.container({ ...SERVER, contentType: 'text/plain', text: 'kiamol\n' });
  return new samples.Sleep(serverLesson(step, id, section, 'TextServer'), 'Sleep', { ...props, sidecars: [server] });
}

function expose(step: synth.Folder, deployment: workload.Deployment): void {
  const lesson = new Lesson(step, 'sleep-service', {
    section: '7.1',
    construct: 'network.Service',
    lines: ['The book makes it with kubectl expose.'],
  });
  new network.Service(lesson, 'Service', {
    metadata: { name: 'sleep' },
    type: kplus.ServiceType.LOAD_BALANCER,
    selector: deployment,
    ports: [{ port: 8020, targetPort: 8080 }],
  });
}

function htmlServer(step: synth.Folder): void {
  const data = storage.Volume.emptyDir('data');
  const page = '<!DOCTYPE html><html><body><h1>KIAMOL Ch07</h1></body></html>';
  const command = ['sh', '-c', `echo '${page}' > /data/index.html`];
  new samples.Sleep(serverLesson(step, 'sleep-with-html-server', '7.2', 'FileServer'), 'Sleep', {
    initContainers: [{ name: 'init-html', image, command, mounts: [data.at('/data')] }],
    sidecars: [
      workload.FileServer.container({ ...SERVER, contentType: 'text/html', volume: data, file: 'index.html' }),
    ],
  });
}

function serverLesson(step: synth.Folder, id: string, section: string, server: string): Lesson {
  return new Lesson(step, id, {
    section,
    construct: `samples.Sleep, workload.${server}`,
    lines: [
      "The server runs a script of this library: it reads each request to its end, and answers as the book's does.",
    ],
  });
}
