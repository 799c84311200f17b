import * as kplus from 'cdk8s-plus-27';
import { data, declare, network, storage, synth } from 'cdk8s-patterns';
import { Lesson } from '../lesson';

export const image = 'postgres:11.6-alpine';
export const labels = { app: 'todo-db' };
export const metadata = { name: 'todo-db' };

/** What all forms of the database share; the first form makes it. */
export interface Database {
  readonly password: kplus.SecretValue;
  readonly service: network.Service;
}

/** One form of the replicated database. */
interface Form extends Database {
  readonly section: string;
  readonly replicas?: number;
  /** A disk for each server, or else a directory that goes with its pod. */
  readonly storage?: storage.ClaimTemplateOptions;
  readonly emptyDir?: storage.EmptyDirOptions;
  /** Why the StatefulSet of the step before is deleted, when it is. */
  readonly lines?: string[];
}

const lines = [
  'Settings and scripts are those of data.Postgres: one postgresql.conf for primary and standbys, and no startup.sh.',
  'The servers run as user postgres, are ready when they answer, and have no password in their environment.',
  'The full names in todo-db-env, for clients, are those of the namespace default.',
];

/** A primary and its standbys. The names of hosts are for clients and backups, and in the namespace of the book. */
export function replicatedTodoDb(folder: synth.Folder, id: string, form: Form): void {
  const { section, lines: reasons, replicas = 2, ...props } = form;
  const lesson = new Lesson(folder, id, { section, construct: 'data.Postgres', lines });
  if (reasons) declare.Header.of(lesson, { lines: reasons, deleteFirst: ['statefulset/todo-db'] });
  const servers = new data.Postgres(lesson, 'Database', {
    ...props,
    metadata,
    labels,
    replicas,
    image,
    waitImage: 'kiamol/ch03-sleep',
  });
  const fullName = (host: string) => `${host}.default.svc.cluster.local`;
  servers.hosts.addData('POSTGRES_PRIMARY_NAME', `${servers.statefulSet.name}-0`);
  servers.hosts.addData('POSTGRES_PRIMARY_FQDN', fullName(servers.primaryHost));
  servers.hosts.addData('POSTGRES_SECONDARY_FQDN', fullName(servers.standbyHost));
}
