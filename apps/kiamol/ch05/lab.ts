import { join } from 'node:path';
import { Size } from 'cdk8s';
import { DeploymentStrategy, ServiceType } from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const section = '5.6';
const construct = 'storage.PersistentVolumeClaim';
const { Volume } = storage;

/** The to-do list of a developer behind a proxy: one file with the items, and a cache, each on a disk of its own. */
export function lab(chapter: Chapter): void {
  const system = new System(chapter, 'lab', {
    purpose: 'A file with all items and a cache that both outlive pods and Deployments, because claims hold them.',
    items: ['lab/todo-list-dev-proxied'],
  });
  pages(
    new Lesson(system, 'todo-web', {
      section,
      construct,
      lines: ['inferred: names, ports, sizes, the settings, and the place of the file with the items.'],
    }),
  );
  proxy(
    new Lesson(system, 'todo-proxy', {
      section,
      construct,
      lines: ['inferred: names, ports, sizes, the image and the configuration.'],
    }),
  );
}

function pages(lesson: Lesson): void {
  const env = { Database__Provider: 'Sqlite', ConnectionStrings__ToDoDb: 'Filename=/data/todo-list.db' };
  const mounts = [disk(lesson, 'todo-web-data').at('/data')];
  deployment(lesson, 'todo-web', { name: 'web', image: 'kiamol/ch04-todo-list', env, mounts }).expose();
}

function proxy(lesson: Lesson): void {
  const settings = new config.ConfigMap(lesson, 'Config', { metadata: { name: 'todo-proxy-config' } });
  settings.addFile(join(__dirname, 'todo-proxy.conf'), 'nginx.conf');
  const conf = Volume.configMap('config', settings).at('/etc/nginx/nginx.conf', {
    subPath: 'nginx.conf',
    readOnly: true,
  });
  const mounts = [conf, disk(lesson, 'todo-proxy-cache').at('/data/nginx/cache')];
  const pods = deployment(lesson, 'todo-proxy', { name: 'nginx', image: 'nginx:1.17-alpine', mounts });
  pods.expose({ type: ServiceType.LOAD_BALANCER, port: 8091 });
}

/** A claim of the default class, as a volume of pods. */
function disk(lesson: Lesson, name: string): storage.Volume {
  const props = { metadata: { name }, storage: Size.mebibytes(50) };
  return Volume.persistentVolumeClaim('data', new storage.PersistentVolumeClaim(lesson, 'Claim', props));
}

/** One pod, which ends before the next one starts: two of them must not write to one disk. */
function deployment(lesson: Lesson, name: string, container: workload.ContainerProps): workload.Deployment {
  return new workload.Deployment(lesson, 'Deployment', {
    metadata: { name },
    labels: { app: name },
    strategy: DeploymentStrategy.recreate(),
    rollOnConfigChange: true,
    containers: [{ ...container, ports: [{ number: 80, name: 'http' }], readiness: workload.Probe.tcp() }],
  });
}
