import * as kplus from 'cdk8s-plus-27';
import { config, data, network, synth, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { IMAGE } from './todo-db';

const server = 'adminer-postgres';
const inferred = (what: string): string[] => [`inferred: ${what}; the book does not print the manifests of the lab.`];

/** Lab: a page for databases, then the same one with its server and its looks as settings. */
export function adminer(chapter: Chapter): void {
  const system = new System(chapter, 'adminer', {
    purpose: 'Lab: give an application its sensitive and its other settings, without changing its image.',
    items: ['adminer', 'adminer-basic', 'adminer-postgres', 'p-env-from-all'],
  });
  postgres(system);
  pages(system, '4.6, as the lab begins', {});

  const solved = system.step('configured');
  const solution = { section: '4.6, solution', lines: inferred('the name') };
  const secret = new config.Secret(new Lesson(solved, 'adminer-secret', solution), 'Secret', {
    metadata: { name: 'adminer-secret' },
    stringData: { ADMINER_DEFAULT_SERVER: server },
    type: 'Opaque',
  });
  const looks = new config.ConfigMap(new Lesson(solved, 'adminer-config', solution), 'Config', {
    metadata: { name: 'adminer-config' },
    data: { ADMINER_DESIGN: 'price' },
  });
  const key = 'ADMINER_DEFAULT_SERVER';
  pages(solved, '4.6, solution', {
    envRefs: { [key]: kplus.EnvValue.fromSecretValue({ secret, key }) },
    envFrom: [workload.EnvFrom.configMap(looks)],
  });
}

function pages(folder: synth.Folder, section: string, settings: Partial<workload.ContainerProps>): void {
  const lines = inferred('names, labels, image and the port of the container');
  const lesson = new Lesson(folder, 'adminer', { section, construct: 'workload.Deployment', lines });
  const deployment = new workload.Deployment(lesson, 'Adminer', {
    metadata: { name: 'adminer' },
    labels: { app: 'adminer' },
    containers: [{ name: 'adminer', image: 'adminer:4.8.1-standalone', ports: [{ number: 8080 }], ...settings }],
  });
  deployment.expose({ port: 8082, type: kplus.ServiceType.LOAD_BALANCER });
}

function postgres(system: System): void {
  const secretLesson = new Lesson(system, 'adminer-postgres-secret', { section: '4.6', lines: inferred('all of it') });
  const secret = new config.Secret(secretLesson, 'Secret', {
    metadata: { name: 'adminer-postgres-secret' },
    stringData: { POSTGRES_PASSWORD: 'kiamol-2*2*' },
    type: 'Opaque',
  });
  const lesson = new Lesson(system, server, {
    section: '4.6',
    construct: 'data.PostgresContainer',
    lines: inferred('all of it'),
  });
  const password = { secret, key: 'POSTGRES_PASSWORD' };
  const deployment = new workload.Deployment(lesson, 'Postgres', {
    metadata: { name: server },
    labels: { app: server },
    containers: [data.PostgresContainer.container({ image: IMAGE, password })],
  });
  new network.Service(lesson, 'Service', {
    metadata: { name: server },
    selector: deployment,
    ports: [{ port: 5432 }],
  });
}
