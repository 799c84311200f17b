import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { childMetadata } from '../private/child-metadata';
import { invalid, shown } from '../private/errors';
import { check, whole } from '../private/rules';
import * as config from '../config';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';
import {
  createReplicaUserScript,
  initializeScript,
  pgHbaConf,
  PostgresFiles,
  postgresqlConf,
} from './private/postgres-files';
import { PostgresImage, postgresImage } from './private/postgres-image';
import { identifier, parameterName } from './private/postgres-rules';

/** Properties for `Postgres`. */
export interface PostgresProps {
  /** The password of the superuser `postgres`, read as a file when the server is first initialized. */
  readonly password: kplus.SecretValue;
  /** The claim of each server. It stays when the server goes. */
  readonly storage: storage.ClaimTemplateOptions;
  /**
   * Metadata of the StatefulSet; the other objects are named after it.
   * @default - names made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Number of servers, at least 1; the first is the primary, the rest are standbys that stream from it.
   * Source: Learn Kubernetes in a Month of Lunches, 8.2.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * An image that keeps the contract of the official one. Fails when its tag does not begin with the major version and
   * `majorVersion` is omitted.
   * @default 'postgres:15.20-alpine'
   */
  readonly image?: string;
  /**
   * The major version, 10 or newer. Scripts, settings and the place of the data depend on it.
   * @default - as the tag of the image says
   */
  readonly majorVersion?: number;
  /**
   * The database that is made with the server.
   * @default - `postgres` alone
   */
  readonly database?: string;
  /**
   * The account with which the standbys stream: lower case letters, digits and `_`.
   * @default 'replica'
   */
  readonly replicationUser?: string;
  /**
   * The password of that account.
   * @default - the same as `password`
   */
  readonly replicationPassword?: kplus.SecretValue;
  /**
   * Settings of `postgresql.conf`, over those of this construct: `{ max_connections: '200' }`.
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
  /**
   * What each server asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * The number of the first server that an update of the image reaches; those below keep the old one.
   * Source: Learn Kubernetes in a Month of Lunches, 9.4.
   * @default - all servers are updated, the primary last
   */
  readonly partition?: number;
}

const PORT = 5432;

/**
 * A Postgres server in a StatefulSet, with streaming standbys. Pod 0 is the primary, which reads and writes; standbys copy
 * it when they first start, follow it from then on, and only read. There is no automatic failover: a primary that dies
 * comes back in its place, with its data. A pod is ready when Postgres accepts connections.
 *
 * A change of the password in the Secret does not change it in the server. A standby that was away for longer than
 * `wal_keep_size` (256 MB of changes) needs a new copy: delete its claim and its pod.
 *
 * Runs as the user of the image at the level restricted.
 * Source: Learn Kubernetes in a Month of Lunches, 8.1 to 8.3; the scripts are not those of the book.
 */
export class Postgres extends Construct {
  /** The servers, for settings that this construct does not model. */
  public readonly statefulSet: workload.StatefulSet;
  /** The headless Service, which gives each server its name. */
  public readonly service: network.Service;
  /** The names of the servers, as variables for clients: `POSTGRES_PRIMARY_HOST`, with standbys `POSTGRES_STANDBY_HOST`. */
  public readonly hosts: config.ConfigMap;
  /** The image. */
  public readonly image: string;
  /** The number of servers. */
  public readonly replicas: number;
  /** The password of the superuser. */
  public readonly password: kplus.SecretValue;
  /** The port. */
  public readonly port: number = PORT;
  private readonly settings: config.ConfigMap;
  private readonly scripts: config.ConfigMap;
  private readonly contract: PostgresImage;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresProps,
  ) {
    super(scope, id);
    this.checkProps();
    this.contract = postgresImage(this, props.image ?? 'postgres:15.20-alpine', props.majorVersion);
    this.image = this.contract.image;
    this.replicas = props.replicas ?? 1;
    this.password = props.password;
    this.settings = new config.ConfigMap(this, 'Config', { metadata: childMetadata(props.metadata, 'config') });
    this.hosts = new config.ConfigMap(this, 'Env', { metadata: childMetadata(props.metadata, 'env') });
    this.scripts = new config.ConfigMap(this, 'Scripts', { metadata: childMetadata(props.metadata, 'scripts') });
    this.statefulSet = this.servers();
    this.service = this.statefulSet.service;
    this.writeFiles();
  }

  /** The number of the user that runs Postgres. @internal */
  public get _user(): number {
    return this.contract.user;
  }

  /** The DNS name of the primary, in the namespace. */
  public get primaryHost(): string {
    return this.statefulSet.host(0);
  }

  /** The DNS name of the first standby, in the namespace. Fails when there is none. */
  public get standbyHost(): string {
    if (this.replicas < 2)
      throw invalid(this, `'replicas' must be at least 2 for a standby, got ${this.replicas}`, 'raise it');
    return this.statefulSet.host(1);
  }

  /** Lets only these peers, the servers themselves and those of earlier calls connect. */
  public allowFrom(...peers: kplus.INetworkPolicyPeer[]): kplus.NetworkPolicy {
    const first = this.statefulSet.node.tryFindChild('NetworkPolicy') === undefined;
    return this.statefulSet.allowFrom(...(first ? [this.statefulSet] : []), ...peers);
  }

  private servers(): workload.StatefulSet {
    const { props, contract } = this;
    const data = storage.Volume.claimTemplate('data', props.storage).at(contract.mountPath);
    const credentials = storage.Volume.emptyDir('credentials', { medium: kplus.EmptyDirMedium.MEMORY }).at(
      '/credentials',
    );
    const scripts = storage.Volume.configMap('scripts', this.scripts, { defaultMode: 0o555 });
    const passwords = storage.Volume.secretValues(
      'secrets',
      { postgres_password: props.password, replication_password: props.replicationPassword ?? props.password },
      { defaultMode: 0o440 },
    ).at('/secrets', { readOnly: true });
    const server = {
      image: contract.image,
      envFrom: [workload.EnvFrom.configMap(this.hosts)],
      envRefs: { POD_NAME: POD_NAME },
    };
    return new workload.StatefulSet(this, 'Server', {
      metadata: props.metadata,
      replicas: props.replicas,
      partition: props.partition,
      security: workload.PodSecurityLevel.RESTRICTED,
      securityContext: {
        runAsUser: contract.user,
        runAsGroup: contract.user,
        fsGroup: contract.user,
        // A change of modes below the mount would open the data directory to the group, and Postgres refuses that.
        fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH,
      },
      terminationGracePeriod: Duration.minutes(1),
      rollOnConfigChange: true,
      initContainers: [
        {
          ...server,
          name: 'initialize-replication',
          command: ['/scripts/initialize-replication.sh'],
          env: { PGDATA: contract.pgdata },
          mounts: [scripts.at('/scripts', { readOnly: true }), passwords, credentials, data],
        },
      ],
      containers: [
        {
          ...server,
          name: 'db',
          // From 12 on the name of the cluster is the name under which the primary lists a standby.
          args: ['postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf', '-c', 'cluster_name=$(POD_NAME)'],
          ports: [{ number: PORT, name: 'postgres' }],
          env: {
            PGDATA: contract.pgdata,
            POSTGRES_PASSWORD_FILE: '/secrets/postgres_password',
            ...(props.database === undefined ? {} : { POSTGRES_DB: props.database }),
          },
          resources: props.resources,
          // By TCP: while the image initializes the data, its server answers on the socket only.
          readiness: workload.Probe.exec(['pg_isready', '--host', '127.0.0.1'], {
            period: Duration.seconds(5),
            timeout: Duration.seconds(3),
          }),
          mounts: [
            storage.Volume.configMap('config', this.settings).at('/etc/postgresql', { readOnly: true }),
            scripts.at('/docker-entrypoint-initdb.d/create-replica-user.sh', {
              subPath: 'create-replica-user.sh',
              readOnly: true,
            }),
            passwords,
            { ...credentials, readOnly: true },
            data,
          ],
        },
      ],
    });
  }

  private writeFiles(): void {
    const { props, contract, primaryHost } = this;
    const files: PostgresFiles = {
      major: contract.major,
      primaryHost,
      replicationUser: props.replicationUser ?? 'replica',
      parameters: props.parameters ?? {},
    };
    this.settings.addData('postgresql.conf', postgresqlConf(files));
    this.settings.addData('pg_hba.conf', pgHbaConf(files));
    this.scripts.addData('initialize-replication.sh', initializeScript(files));
    this.scripts.addData('create-replica-user.sh', createReplicaUserScript(files));
    this.hosts.addData('POSTGRES_PRIMARY_HOST', primaryHost);
    if (this.replicas > 1) this.hosts.addData('POSTGRES_STANDBY_HOST', this.standbyHost);
  }

  private checkProps(): void {
    const { replicas, partition, database, replicationUser, parameters } = this.props;
    check(this, 'replicas', replicas, whole(1), 'omit it for one server');
    check(this, 'partition', partition, whole(0), 'omit it to update all servers');
    check(this, 'database', database, identifier, 'choose another name');
    check(this, 'replicationUser', replicationUser, identifier, 'choose another name');
    if (replicationUser === 'postgres') {
      throw invalid(this, '\'replicationUser\' must not be the superuser, got "postgres"', 'choose another name');
    }
    const taken = Object.keys(parameters ?? {}).find((name) => OWN_PARAMETERS.includes(name));
    if (taken !== undefined)
      throw invalid(this, `'parameters' must not set what replication rests on, got ${shown(taken)}`, 'omit it');
    for (const name of Object.keys(parameters ?? {}))
      check(this, 'parameters', name, parameterName, 'correct the name');
  }
}

/** The name of the pod, which is the name of the server. */
const POD_NAME = kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME);

const OWN_PARAMETERS = [
  'data_directory',
  'config_file',
  'hba_file',
  'listen_addresses',
  'primary_conninfo',
  'hot_standby',
  'cluster_name',
];
