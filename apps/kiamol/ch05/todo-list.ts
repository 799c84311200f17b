import * as kplus from 'cdk8s-plus-27';
import { data, declare, network, samples, storage, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { claimOfClass, staticClaim } from './claims';
import { todoDbSecret, todoWebConfig, todoWebSecret } from './todo-config';
import { localVolume } from './volumes';

const construct = 'data.PostgresContainer';
const UPDATE =
  'As in the book, an update starts the new pod beside the old one; where data matters, use the strategy Recreate.';

/** The to-do list with its items in a Postgres whose disk outlives its pods, then on another disk. */
export function todoList(chapter: Chapter): void {
  const system = new System(chapter, 'todo-list', {
    purpose: 'Pages that keep nothing, and a database on a claim: its pod may go, the items stay.',
    items: [
      ...['todo-db/static-claim', 'todo-db/storage-class-claim', 'todo-db/service-and-secret', 'todo-web', 'todo-list'],
      ...['P5', 'P8', 'Secret v1', 'ConfigMap v1 as volume'],
    ],
  });
  localVolume(system);
  const claim = staticClaim(system);

  const postgres = system.step('postgres');
  const password = todoDbSecret(postgres);
  const db = new Lesson(postgres, 'todo-db', { section: '5.3, listing 5.7', construct, lines: [UPDATE] });
  new network.Service(db, 'Service', {
    metadata: { name: 'todo-db' },
    type: kplus.ServiceType.CLUSTER_IP,
    selector: database(db, password, claim),
    ports: [{ port: 5432, targetPort: 5432 }],
  });

  pages(system);

  const other = system.step('storage-class');
  const disk = claimOfClass(other);
  const reason = 'that of storage-class, or what clone-default-storage-class makes';
  declare.External.storageClass(disk, 'kiamol', { reason });
  const lines = ['The new disk is empty. The old one keeps its items for as long as claim postgres-pvc is there.'];
  database(new Lesson(other, 'todo-db', { section: '5.4', construct, lines }), password, disk);
}

function database(
  lesson: Lesson,
  password: kplus.SecretValue,
  claim: kplus.IPersistentVolumeClaim,
): workload.Deployment {
  const image = 'postgres:11.6-alpine';
  const disk = storage.Volume.persistentVolumeClaim('data', claim);
  return new workload.Deployment(lesson, 'TodoDb', {
    metadata: { name: 'todo-db' },
    labels: { app: 'todo-db' },
    containers: [data.PostgresContainer.container({ image, password, data: disk })],
  });
}

function pages(system: System): void {
  const step = system.step('web');
  const lines = ['New items are written at http://<address>:8081/new'];
  const web = new Lesson(step, 'todo-web', { section: '5.3', construct: 'samples.TodoPages', lines });
  new samples.TodoPages(web, 'TodoWeb', {
    config: todoWebConfig(step),
    configFiles: ['config.json'],
    secret: todoWebSecret(step),
    env: { ASPNETCORE_ENVIRONMENT: 'Test' },
    port: 8081,
  });
}
