import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid, shown } from '../private/errors';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';

/** Properties for `TodoPages`. */
export interface TodoPagesProps {
  /**
   * The name of Deployment and Service.
   * @default 'todo-web'
   */
  readonly name?: string;
  /**
   * More metadata of the Deployment.
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The labels by which Deployment and Service find the pods.
   * @default - `app` with the name
   */
  readonly labels?: { [key: string]: string };
  /**
   * The number of pods. The items of two pods differ, unless `config` and `secret` name a database.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * JSON files for `/app/config`, over the settings of the image. The pages read them again when they change.
   * @default - the settings of the image, with the items in a file of the pod
   */
  readonly config?: kplus.IConfigMap;
  /**
   * The keys of `config` that become files. Fails without `config`, and for none.
   * @default - all keys
   */
  readonly configFiles?: string[];
  /**
   * A Secret whose key `secretFile` has the connection string of a database: `ConnectionStrings.ToDoDb`. Only the user of
   * the image, which is root, may read the file.
   * @default - none
   */
  readonly secret?: kplus.ISecret;
  /**
   * The key of `secret` that becomes the file. Fails without `secret`.
   * @default 'secrets.json'
   */
  readonly secretFile?: string;
  /**
   * Settings over those of all files, with `__` between the names: `Logging__LogLevel__Default`.
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * The port of a Service for the pages.
   * @default - no Service
   */
  readonly port?: number;
  /**
   * Who can reach the Service. Fails without `port`.
   * @default - LoadBalancer
   */
  readonly type?: kplus.ServiceType;
  /**
   * The image, which listens on port 80.
   * @default 'kiamol/ch04-todo-list'
   */
  readonly image?: string;
}

/**
 * The pages of the to-do list on their own, with settings that the caller writes: from the image, then files, then
 * variables, each over those before. On a database of this library, `TodoWeb` makes its connection string by itself.
 * Source: Learn Kubernetes in a Month of Lunches, 4.2 to 4.4, 5.3 and 8.1.
 */
export class TodoPages extends Construct {
  /** The pods. */
  public readonly deployment: workload.Deployment;
  /** How they are reached, with `port`. */
  public readonly service?: network.Service;

  constructor(scope: Construct, id: string, props: TodoPagesProps = {}) {
    super(scope, id);
    const { name = 'todo-web', env, port, type, image = 'kiamol/ch04-todo-list' } = props;
    this.checkProps(props);
    this.deployment = new workload.Deployment(this, 'Deployment', {
      metadata: { ...props.metadata, name },
      labels: props.labels ?? { app: name },
      replicas: props.replicas,
      containers: [{ name: 'web', image, env, mounts: mountsOf(props) }],
    });
    if (port === undefined) return;
    this.service = new network.Service(this, 'Service', {
      metadata: { name, namespace: this.deployment.apiObject.metadata.namespace },
      type: type ?? kplus.ServiceType.LOAD_BALANCER,
      selector: this.deployment,
      ports: [{ port, targetPort: 80 }],
    });
  }

  private checkProps({ config, configFiles, secret, secretFile, port, type }: TodoPagesProps): void {
    if (configFiles?.length === 0)
      throw invalid(this, "'configFiles' must not be empty, got []", 'omit it for all keys');
    if (configFiles !== undefined && config === undefined) {
      throw invalid(this, `'configFiles' must be keys of a 'config', got ${shown(configFiles)}`, "give 'config' too");
    }
    if (secretFile !== undefined && secret === undefined) {
      throw invalid(this, `'secretFile' must be a key of a 'secret', got ${shown(secretFile)}`, "give 'secret' too");
    }
    if (type !== undefined && port === undefined) {
      throw invalid(this, `'type' must be that of a Service with a port, got ${shown(type)}`, "give 'port' too");
    }
  }
}

/** The file that the pages read. */
const FILE = 'secrets.json';

function mountsOf({ config, configFiles, secret, secretFile = FILE }: TodoPagesProps): storage.VolumeMount[] {
  const items = configFiles && Object.fromEntries(configFiles.map((key) => [key, { path: key }]));
  const file = { items: { [secretFile]: { path: FILE } }, defaultMode: 0o400 };
  return [
    ...(config ? [storage.Volume.configMap('config', config, { items }).at('/app/config', { readOnly: true })] : []),
    ...(secret ? [storage.Volume.secret('secret', secret, file).at('/app/secrets', { readOnly: true })] : []),
  ];
}
