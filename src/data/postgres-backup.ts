import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { childMetadata } from '../private/child-metadata';
import { present } from '../private/metadata';
import { check, identifier, whole } from '../private/rules';
import * as batch from '../batch';
import * as config from '../config';
import * as storage from '../storage';
import * as workload from '../workload';
import { Postgres } from './postgres';
import { backupScript } from './private/backup-script';
import { PASSWORD_FILE } from './private/postgres-containers';

/** Properties for `PostgresBackup`. */
export interface PostgresBackupProps {
  /** The server. The dump is taken from its first standby, when there is one. */
  readonly server: Postgres;
  /** The database. */
  readonly database: string;
  /** The claim that keeps the dumps, apart from the data. Its name is made from that of the CronJob unless it has one. */
  readonly storage: storage.PersistentVolumeClaimProps;
  /** When: five fields, or a macro such as `@daily`. */
  readonly schedule: string;
  /**
   * The time zone of the schedule, by its IANA name.
   * @default - that of the controller, mostly UTC
   */
  readonly timeZone?: string;
  /**
   * Metadata of the CronJob; the other objects are named after it.
   * @default - names made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * How many whole days a dump is kept; the newest one always stays.
   * @default - 7 days
   */
  readonly keep?: Duration;
  /**
   * Whether no new backups start.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * More labels of the pods.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Labels of the jobs, by which people find them.
   * @default - none
   */
  readonly jobLabels?: { [key: string]: string };
  /**
   * What a backup asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

/**
 * Dumps of one database at given times, each a file `<database>-<yymmdd>-<HHMM>.tar` in the tar format of `pg_dump`, which
 * `pg_restore` reads. A dump that breaks off leaves no such file.
 * Source: Learn Kubernetes in a Month of Lunches, 8.4.
 */
export class PostgresBackup extends Construct {
  /** The schedule. */
  public readonly cronJob: batch.CronJob;
  /** The claim with the dumps, in its root. */
  public readonly claim: storage.PersistentVolumeClaim;

  constructor(scope: Construct, id: string, props: PostgresBackupProps) {
    super(scope, id);
    const days = props.keep?.toDays({ integral: false }) ?? 7;
    check(this, 'keep', days, whole(1), 'give whole days');
    check(this, 'database', props.database, identifier, 'name a database of the server');
    this.claim = new storage.PersistentVolumeClaim(this, 'Claim', {
      ...props.storage,
      metadata: { ...childMetadata(props.metadata, 'dumps'), ...present(props.storage.metadata) },
    });
    const scripts = new config.ConfigMap(this, 'Scripts', {
      metadata: childMetadata(props.metadata, 'script'),
      data: { 'backup.sh': backupScript(props.database, days) },
    });
    const user = props.server._user;
    this.cronJob = new batch.CronJob(this, 'Schedule', {
      metadata: props.metadata,
      schedule: props.schedule,
      timeZone: props.timeZone,
      suspend: props.suspend,
      podLabels: props.podLabels,
      jobLabels: props.jobLabels,
      concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
      security: workload.PodSecurityLevel.RESTRICTED,
      securityContext: { runAsUser: user, runAsGroup: user, fsGroup: user },
      containers: [
        {
          name: 'backup',
          image: props.server.image,
          command: ['/scripts/backup.sh'],
          envFrom: [workload.EnvFrom.configMap(props.server.hosts)],
          env: standbyOf(props.server),
          resources: props.resources,
          mounts: this.mounts(props.server, scripts),
        },
      ],
    });
    props.server._addClient(this.cronJob);
  }

  private mounts(server: Postgres, scripts: config.ConfigMap): storage.VolumeMount[] {
    const password = { [PASSWORD_FILE]: server.password };
    return [
      storage.Volume.configMap('scripts', scripts, { defaultMode: 0o555 }).at('/scripts', { readOnly: true }),
      storage.Volume.secretValues('secrets', password, { defaultMode: 0o440 }).at('/secrets', { readOnly: true }),
      storage.Volume.emptyDir('credentials', { medium: kplus.EmptyDirMedium.MEMORY }).at('/credentials'),
      storage.Volume.persistentVolumeClaim('backup', this.claim).at('/backup'),
    ];
  }
}

/** Not in the ConfigMap of the server, whose pods would all restart when the first standby is added. */
function standbyOf(server: Postgres): { [name: string]: string } | undefined {
  return server.replicas > 1 ? { POSTGRES_STANDBY_HOST: server.standbyHost } : undefined;
}
