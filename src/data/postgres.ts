import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { childMetadata } from '../private/child-metadata';
import { invalid } from '../private/errors';
import { check, identifier, whole } from '../private/rules';
import * as config from '../config';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';
import { postgresContainers } from './private/postgres-containers';
import {
  createReplicaUserScript,
  initializeScript,
  pgHbaConf,
  PostgresFiles,
  postgresqlConf,
  waitScript,
} from './private/postgres-files';
import { PostgresImage, postgresImage } from './private/postgres-image';
import { account, parameterName } from './private/postgres-rules';

/** Properties for `Postgres`. */
export interface PostgresProps {
  /**
   * The password of the superuser `postgres`, read as a file when the server is first initialized: one line, before
   * version 14 of at most 99 characters.
   */
  readonly password: kplus.SecretValue;
  /**
   * The claim of each server, which stays when the server goes. Beside the data it holds the log of changes, of about 1 GB
   * unless `parameters` set a smaller `max_wal_size` and `wal_keep_size`. Fails unless either this or `emptyDir` is given.
   * @default - none: `emptyDir` is given
   */
  readonly storage?: storage.ClaimTemplateOptions;
  /**
   * In place of a claim, for trials: a directory that goes with its pod, and the data with it. A primary that is replaced
   * begins anew, and its standbys, which hold other data, stream again only when they are replaced too.
   * @default - none: `storage` is given
   */
  readonly emptyDir?: storage.EmptyDirOptions;
  /**
   * Metadata of the StatefulSet; the other objects are named after it.
   * @default - names made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The labels by which the servers are found. They cannot change after the first apply.
   * @default - `app.kubernetes.io/name` with the name of the StatefulSet
   */
  readonly labels?: { [key: string]: string };
  /**
   * More labels of the pods, which may change.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * The headless Service that gives each server its name. It cannot change after the first apply.
   * @default - one is made
   */
  readonly service?: network.Service;
  /**
   * Number of servers, at least 1; the first is the primary, the rest are standbys that stream from it. More than 10 need
   * more than 10 `max_wal_senders`.
   * Source: Learn Kubernetes in a Month of Lunches, 8.2.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * An image that keeps the contract of the official one: its variables, the scripts of `/docker-entrypoint-initdb.d`, and
   * user 70 when `alpine` is in its name, else 999. Fails when its tag does not begin with the major version and
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
   * The account with which the standbys stream: lower case letters, digits and `_`. It is made with the primary.
   * @default 'replica'
   */
  readonly replicationUser?: string;
  /**
   * The password of that account: one line, before version 14 of at most 99 characters.
   * @default - the same as `password`
   */
  readonly replicationPassword?: kplus.SecretValue;
  /**
   * Settings of `postgresql.conf`, over those of this construct: `{ max_connections: '200' }`. Fails for those on which the
   * servers rest. A standby does not start with fewer connections, workers or senders than the primary had: when one of
   * these numbers is lowered, restart the primary first and give each standby a new copy.
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
  /**
   * The image of one more container, `wait-service`, in which a standby without data waits until DNS knows the primary:
   * `kubectl get pods` then tells waiting (`Init:0/2`) from copying (`Init:1/2`). Needs a shell, `hostname`, and `getent`
   * or `nslookup`.
   * Source: Learn Kubernetes in a Month of Lunches, 8.2.
   * @default - none: the container that copies the data waits, too
   */
  readonly waitImage?: string;
  /**
   * What each server, and before it the container that prepares its data, asks for and may use at most.
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
 * A change of the password in the Secret does not change it in the server. A standby that was away for more than 256 MB of
 * changes (`wal_keep_size`) needs a new copy: delete its claim and its pod. A query on a standby holds up the changes that
 * would cancel it for 15 minutes at most (`max_standby_streaming_delay`).
 *
 * Runs as the user of the image at the level restricted.
 * Source: Learn Kubernetes in a Month of Lunches, 8.1 to 8.3; the scripts are not those of the book.
 */
export class Postgres extends Construct {
  /** The servers, for settings that this construct does not model. */
  public readonly statefulSet: workload.StatefulSet;
  /** The headless Service, which gives each server its name. */
  public readonly service: network.Service;
  /** The name of the primary, as the variable `POSTGRES_PRIMARY_HOST` for the servers and their clients. */
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
  private readonly clients: kplus.INetworkPolicyPeer[] = [];

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

  private get hasPolicy(): boolean {
    return this.statefulSet.node.tryFindChild('NetworkPolicy') !== undefined;
  }

  /** Lets pods connect that belong to the server, whenever `allowFrom` is called. @internal */
  public _addClient(peer: kplus.INetworkPolicyPeer): void {
    this.clients.push(peer);
    if (this.hasPolicy) this.statefulSet.allowFrom(peer);
  }

  /** Lets only these peers, the servers themselves, their backups and those of earlier calls connect. */
  public allowFrom(...peers: kplus.INetworkPolicyPeer[]): kplus.NetworkPolicy {
    const first = !this.hasPolicy;
    return this.statefulSet.allowFrom(...(first ? [this.statefulSet, ...this.clients] : []), ...peers);
  }

  private servers(): workload.StatefulSet {
    const { props, contract, hosts, settings, scripts } = this;
    const { user } = contract;
    const replicationPassword = props.replicationPassword ?? props.password;
    const containers = { ...props, replicationPassword, contract, hosts, settings, scripts };
    const { before, serve } = postgresContainers(PORT, containers);
    return new workload.StatefulSet(this, 'Server', {
      metadata: props.metadata,
      labels: props.labels,
      podLabels: props.podLabels,
      service: props.service,
      replicas: props.replicas,
      partition: props.partition,
      security: workload.PodSecurityLevel.RESTRICTED,
      securityContext: {
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        // Once is enough; else each start walks through all files and opens them to the group.
        fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH,
      },
      terminationGracePeriod: Duration.minutes(1),
      rollOnConfigChange: true,
      initContainers: before,
      containers: [serve],
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
    if (props.waitImage !== undefined) this.scripts.addData('wait-service.sh', waitScript());
    this.hosts.addData('POSTGRES_PRIMARY_HOST', primaryHost);
  }

  private checkProps(): void {
    const { replicas, partition, database, replicationUser, parameters } = this.props;
    this.checkData();
    check(this, 'replicas', replicas, whole(1), 'omit it for one server');
    check(this, 'partition', partition, whole(0), 'omit it to update all servers');
    check(this, 'database', database, identifier, 'choose another name');
    check(this, 'replicationUser', replicationUser, account, 'choose another name');
    for (const name of Object.keys(parameters ?? {}))
      check(this, 'parameters', name, parameterName, 'omit or correct it');
  }

  private checkData(): void {
    const { storage, emptyDir } = this.props;
    if (storage !== undefined && emptyDir !== undefined)
      throw invalid(this, "'storage' must not be given with 'emptyDir', got both", 'omit one of them');
    if (storage === undefined && emptyDir === undefined)
      throw invalid(this, "'storage' must be given, got none", "give the claim, or 'emptyDir' for data that may go");
  }
}
