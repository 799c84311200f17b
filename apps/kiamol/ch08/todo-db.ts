import { Size } from 'cdk8s';
import { config, data, network, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { Database, metadata, labels, image, replicatedTodoDb } from './replicated-todo-db';

/** Postgres in a StatefulSet: two servers that know nothing of each other, then a primary and standbys, then with disks. */
export function todoDb(chapter: Chapter): void {
  const system = new System(chapter, 'todo-db', {
    purpose: 'A database that grows from two lone servers to a primary with standbys, each with a disk of its own.',
    items: [
      'todo-db',
      'todo-db.basic',
      'todo-db.replicated',
      'todo-db.init-wait-service',
      'todo-db.init-replication',
      'todo-db.replicated-pvc',
      'todo-db.scale',
      'todo-db-headless',
      'todo-db-secret',
      'statefulset-ordered-start',
      'primary-secondary-bootstrap',
      'init-container-sequence',
      'scripts-in-configmap',
      'kind-service-headless',
    ],
  });
  const shared = twoServers(system);
  const emptyDir = {};
  replicatedTodoDb(system.step('replicated'), 'todo-db', {
    ...shared,
    emptyDir,
    section: '8.2',
    lines: [
      'The data lies in a directory of the pod, which the containers that prepare and serve it share.',
      'The StatefulSet goes first: an update would begin with the standby, and wait for an account that the old primary lacks.',
    ],
  });
  replicatedTodoDb(system.step('scaled'), 'todo-db', { ...shared, emptyDir, section: '8.2', replicas: 3 });
  replicatedTodoDb(system.step('replicated-pvc'), 'todo-db-pvc', {
    ...shared,
    section: '8.3',
    storage: { storage: Size.mebibytes(50), labels: chapter.labels },
    lines: [
      'The StatefulSet goes first: while it is there, it cannot get claims. The ConfigMaps stay as they were.',
      'Postgres needs more than 50Mi, the size in the book: give it 1Gi where the size of a volume is a limit.',
    ],
  });
}

function twoServers(system: System): Database {
  const lesson = new Lesson(system, 'todo-db', {
    section: '8.1',
    construct: 'data.PostgresContainer',
    lines: ['The password is for learning.'],
  });
  const secret = new config.Secret(lesson, 'Secret', {
    metadata: { name: 'todo-db-secret' },
    type: 'Opaque',
    stringData: { POSTGRES_PASSWORD: 'kiamol-2*2*' },
  });
  const password = { secret, key: 'POSTGRES_PASSWORD' };
  const service = new network.Service(lesson, 'Service', {
    metadata,
    clusterIP: 'None',
    ports: [{ port: 5432, targetPort: 5432, name: 'postgres' }],
  });
  const servers = new workload.StatefulSet(lesson, 'Servers', {
    metadata,
    labels,
    replicas: 2,
    service,
    containers: [data.PostgresContainer.container({ image, password })],
  });
  service.select(servers);
  return { password, service };
}
