import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { check, identifier } from '../private/rules';
import * as config from '../config';
import * as data from '../data';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';

/** What the pages of `TodoWeb` can do. */
export enum TodoWebMode {
  /** Read and write items, on the primary. */
  READ_WRITE = 'read-write',
  /** Only read items, from the first standby. */
  READ_ONLY = 'read-only',
}

/** Properties for `TodoWeb`. */
export interface TodoWebProps {
  /** The server that holds the items. The mode `READ_ONLY` fails without a standby. */
  readonly server: data.Postgres;
  /** The database. */
  readonly database: string;
  /** The settings that all web applications share, with the key `config.json`. */
  readonly settings: config.ConfigMap;
  /**
   * Metadata of Deployment and Service.
   * @default - names made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * What the pages can do.
   * @default TodoWebMode.READ_WRITE
   */
  readonly mode?: TodoWebMode;
  /**
   * The number of pods.
   * @default 1
   */
  readonly replicas?: number;
  /** The port of the Service. */
  readonly port: number;
  /**
   * Who can reach the pages.
   * @default - LoadBalancer
   */
  readonly type?: kplus.ServiceType;
  /**
   * The image.
   * @default 'kiamol/ch04-todo-list'
   */
  readonly image?: string;
}

/**
 * The pages of the to-do list. The password reaches them as a file: before they start, it is written into the connection
 * string that they read, in a volume in memory.
 * The image listens on port 80 as root, so its level is baseline.
 * Source: Learn Kubernetes in a Month of Lunches, 4.4 and 8.3.
 */
export class TodoWeb extends Construct {
  /** The pods. */
  public readonly deployment: workload.Deployment;
  /** How they are reached. */
  public readonly service: network.Service;

  constructor(scope: Construct, id: string, props: TodoWebProps) {
    super(scope, id);
    check(this, 'database', props.database, identifier, 'name a database of the server');
    if (!Object.hasOwn(props.settings.data, 'config.json')) {
      throw invalid(
        this,
        `'settings' must have the key config.json, got ${shown(Object.keys(props.settings.data))}`,
        'add it',
      );
    }
    const readOnly = props.mode === TodoWebMode.READ_ONLY;
    const secrets = storage.Volume.emptyDir('secrets', { medium: kplus.EmptyDirMedium.MEMORY });
    const host = readOnly ? props.server.standbyHost : props.server.primaryHost;
    this.deployment = new workload.Deployment(this, 'Deployment', {
      metadata: props.metadata,
      replicas: props.replicas,
      security: workload.PodSecurityLevel.BASELINE,
      rollOnConfigChange: true,
      initContainers: [connectionFile(props, host, secrets)],
      containers: [
        {
          name: 'web',
          image: props.image ?? 'kiamol/ch04-todo-list',
          ports: [{ number: 80, name: 'http' }],
          env: readOnly ? { Database__ReadOnly: 'true' } : undefined,
          readiness: workload.Probe.http('/'),
          mounts: [
            storage.Volume.configMap('config', props.settings).at('/app/config', { readOnly: true }),
            secrets.at('/app/secrets', { readOnly: true }),
          ],
        },
      ],
    });
    this.service = this.deployment.expose({
      port: props.port,
      type: props.type ?? kplus.ServiceType.LOAD_BALANCER,
    });
  }
}

/** Writes the connection string to `host` into `secrets.json`. */
function connectionFile(props: TodoWebProps, host: string, secrets: storage.Volume): workload.ContainerProps {
  const settings = { Server: host, Database: props.database, 'User Id': 'postgres' };
  return workload.ConfigAdapter.container({
    name: 'init-secrets',
    target: secrets,
    file: 'secrets.json',
    values: { 'ConnectionStrings.ToDoDb': workload.ConfigValue.connectionString(settings, props.server.password) },
  });
}
