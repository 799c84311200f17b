import * as kplus from 'cdk8s-plus-27';
import { config, data, declare, network, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

export const IMAGE = 'postgres:11.6-alpine';
export const PASSWORD = 'kiamol-2*2*';
const KEY = 'POSTGRES_PASSWORD';

/** The Secret with the password of the database. */
export function todoDbSecret(system: System): kplus.SecretValue {
  const lesson = new Lesson(system, 'todo-db-secret-test', {
    section: '4.4, listing 4.12',
    lines: [
      'The book writes stringData, which kubectl apply keeps readable in an annotation; data is the same object.',
    ],
  });
  const secret = new config.Secret(lesson, 'Secret', {
    metadata: { name: 'todo-db-secret-test' },
    stringData: { [KEY]: PASSWORD },
    type: 'Opaque',
  });
  return { secret, key: KEY };
}

/** The database and its Service. */
export function todoDb(lesson: Lesson, container: workload.ContainerProps): void {
  const deployment = new workload.Deployment(lesson, 'TodoDb', {
    metadata: { name: 'todo-db' },
    labels: { app: 'todo-db' },
    containers: [container],
  });
  new network.Service(lesson, 'Service', {
    metadata: { name: 'todo-db' },
    type: kplus.ServiceType.CLUSTER_IP,
    selector: deployment,
    ports: [{ port: 5432, targetPort: 5432 }],
  });
}

/** The same database with the password in a variable, which all its processes see. */
export function todoDbPasswordEnv(chapter: Chapter): void {
  const system = new System(chapter, 'todo-db-password-env', {
    purpose: 'A password in a variable: simple, but each process of the container sees it.',
    items: ['todo-db-password-env'],
  });
  const password = todoDbSecret(system);
  const lesson = new Lesson(system, 'todo-db-test', {
    section: '4.4',
    construct: 'workload.Deployment',
    lines: ['inferred: the book describes this form, and prints the one with a file.'],
  });
  todoDb(lesson, { name: 'db', image: IMAGE, envRefs: { [KEY]: kplus.EnvValue.fromSecretValue(password) } });
}

/** The same database with a password that is in no manifest. */
export function todoDbExternalSecret(chapter: Chapter): void {
  const system = new System(chapter, 'todo-db-external-secret', {
    purpose: 'A password that stays out of git: the Secret is made in the cluster, and only declared here.',
    items: ['p-secret-plain-in-git'],
  });
  const name = 'todo-db-secret-test';
  const lines = ['inferred: the book describes this way of working, and prints no manifest.'];
  const lesson = new Lesson(system, 'todo-db-test', { section: '4.5', construct: 'data.PostgresContainer', lines });
  config.SecretPolicy.noValues(lesson);
  declare.External.secret(lesson, name, { keys: [KEY], reason: 'made from the store of passwords' });
  const secret = kplus.Secret.fromSecretName(lesson, 'Password', name);
  todoDb(lesson, data.PostgresContainer.container({ image: IMAGE, password: { secret, key: KEY } }));
}
