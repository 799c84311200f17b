import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { batch, declare, samples, storage, synth, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { image } from './replicated-todo-db';

/** A dump of the to-do list every two minutes, a pod to look at it, and a stop. */
export function todoDbBackup(chapter: Chapter): void {
  const system = new System(chapter, 'todo-db-backup', {
    purpose: 'A dump of the database every two minutes, taken from a standby and kept on a disk of its own.',
    items: [
      'todo-db-backup',
      'todo-db-backup.pvc',
      'todo-db-backup.shared-config',
      'todo-db-backup.suspended',
      'sleep.with-db-backup-mount',
      'shared-config-reuse',
      'cronjob-no-overlap',
      'cronjob-suspend',
      'kind-cronjob',
      'kind-pvc',
      'field-envfrom',
      'field-suspend',
      'field-concurrency',
    ],
  });
  const claimLesson = new Lesson(system, 'todo-db-backup-pvc', {
    section: '8.4',
    construct: 'storage.PersistentVolumeClaim',
  });
  const claim = new storage.PersistentVolumeClaim(claimLesson, 'Backup', {
    metadata: { name: 'todo-db-backup-pvc' },
    storage: Size.mebibytes(100),
  });
  backup(system, 'todo-db-backup-cronjob', claim);

  const look = new Lesson(system.step('sleep-with-db-backup-mount'), 'sleep-with-db-backup-mount', {
    section: '8.4',
    construct: 'samples.Sleep',
    lines: ['A disk that one node at a time may mount makes this pod share the node of the backups.'],
  });
  const volume = storage.Volume.persistentVolumeClaim('backup', claim);
  new samples.Sleep(look, 'Sleep', { mounts: [volume.at('/backup', { readOnly: true })] });

  backup(system.step('suspended'), 'todo-db-backup-cronjob-suspend', claim, true);
}

function backup(folder: synth.Folder, id: string, claim: storage.PersistentVolumeClaim, suspend?: boolean): void {
  const lesson = new Lesson(folder, id, {
    section: '8.4',
    construct: 'batch.CronJob',
    lines: [
      'CronJob is batch/v1 today; the book has batch/v1beta1.',
      'data.PostgresBackup does this with the password in a file, and removes old dumps.',
    ],
  });
  const keys = ['POSTGRES_PRIMARY_NAME', 'POSTGRES_PRIMARY_FQDN', 'POSTGRES_SECONDARY_FQDN'];
  declare.External.configMap(lesson, 'todo-db-env', { keys, reason: 'of todo-db, from its replicated form on' });
  declare.External.secret(lesson, 'todo-db-secret', { keys: ['POSTGRES_PASSWORD'], reason: 'of todo-db' });
  const secret = kplus.Secret.fromSecretName(lesson, 'Secret', 'todo-db-secret');
  const hosts = kplus.ConfigMap.fromConfigMapName(lesson, 'Hosts', 'todo-db-env');
  const dump = 'pg_dump -h $POSTGRES_SECONDARY_FQDN -U postgres -F tar -f "/backup/$(date +%y%m%d-%H%M).tar" todo';
  new batch.CronJob(lesson, 'Backup', {
    metadata: { name: 'todo-db-backup' },
    schedule: '*/2 * * * *',
    concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
    suspend,
    containers: [
      {
        name: 'backup',
        image,
        command: ['sh', '-c', dump],
        envFrom: [workload.EnvFrom.configMap(hosts)],
        envRefs: { PGPASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'POSTGRES_PASSWORD' }) },
        mounts: [storage.Volume.persistentVolumeClaim('backup', claim).at('/backup')],
      },
    ],
  });
}
