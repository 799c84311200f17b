// A cluster as the tests see it: kubectl for what a user does, the client of the API for what is looked at.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import {
  ApiException,
  CoreV1Event,
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
  Watch,
} from '@kubernetes/client-node';
import { Output, output } from './processes';

/** How a cluster is reached. */
export interface ClusterProps {
  /** The program kubectl. */
  readonly kubectl: string;
  readonly kubeconfig: string;
  /** How many seconds a roll-out may take. */
  readonly patience: number;
  /** Whether it outlives the tests, so that nothing may stay in it. */
  readonly lasting?: boolean;
}

/** What changes while an application comes up. */
const watched = [
  ...[
    '/api/v1/pods',
    '/api/v1/persistentvolumeclaims',
    '/apis/discovery.k8s.io/v1/endpointslices',
    '/apis/batch/v1/jobs',
  ],
  ...['/apis/apps/v1/deployments', '/apis/apps/v1/statefulsets', '/apis/apps/v1/daemonsets'],
  ...['/apis/policy/v1/poddisruptionbudgets', '/apis/autoscaling/v2/horizontalpodautoscalers'],
  ...['/apis/serving.knative.dev/v1/services', '/apis/serving.knative.dev/v1/routes'], // where there is Knative
];

/** A cluster. */
export class Cluster {
  public readonly patience: number;
  public readonly lasting: boolean;
  private readonly config = new KubeConfig();
  private readonly api: KubernetesObjectApi;

  constructor(private readonly props: ClusterProps) {
    this.patience = props.patience;
    this.lasting = props.lasting ?? false;
    this.config.loadFromFile(props.kubeconfig);
    this.api = KubernetesObjectApi.makeApiClient(this.config);
  }

  /** Runs kubectl to its end. */
  public kubectl(args: string[], input?: string): Promise<Output> {
    const timeout = Math.max(120, 2 * this.patience) * 1000;
    return output(this.props.kubectl, ['--kubeconfig', this.props.kubeconfig, ...args], input, timeout);
  }

  /** Runs kubectl, and fails unless it exits with 0 and prints nothing but its result: a warning of the API server goes to stderr. */
  public async quietly(args: string[], input?: string): Promise<string> {
    const { code, stdout, stderr } = await this.kubectl(args, input);
    assert(
      code === 0 && stderr === '',
      `kubectl ${args.join(' ')} exits with ${code}:\n${stderr}${code === 0 ? '' : stdout}`,
    );
    return stdout;
  }

  /** The object of that kind and name as it is now. */
  public async read<T extends KubernetesObject>(object: KubernetesObject): Promise<T | undefined> {
    const { apiVersion, kind, metadata } = object;
    const header = { apiVersion, kind, metadata: { name: metadata?.name ?? '', namespace: metadata?.namespace } };
    const [group = '', version = ''] = apiVersion?.split('/') ?? [];
    if (group.includes('.') && !group.endsWith('.k8s.io')) {
      // The client takes a custom kind for one of its own that has the same name.
      const { name, namespace = 'default' } = header.metadata;
      const flags = ['-n', namespace, '-o', 'json', '--ignore-not-found'];
      const json = await this.quietly(['get', `${kind}.${version}.${group}`, name, ...flags]);
      return json === '' ? undefined : (JSON.parse(json) as T);
    }
    try {
      return (await this.api.read<KubernetesObject>(header)) as T;
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return undefined;
      throw error;
    }
  }

  /** All objects of a kind, in one namespace or in all. */
  public async list<T extends KubernetesObject>(apiVersion: string, kind: string, namespace?: string): Promise<T[]> {
    const { items } = await this.api.list<T>(apiVersion, kind, namespace);
    return items.map((item) => ({ ...item, apiVersion, kind })); // which the items of a list do not tell
  }

  /** The warnings about objects in these namespaces, the oldest first. */
  public async warnings(namespaces: string[]): Promise<CoreV1Event[]> {
    const events = await Promise.all(namespaces.map((namespace) => this.list<CoreV1Event>('v1', 'Event', namespace)));
    const time = (event: CoreV1Event) =>
      Number(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp);
    return events
      .flat()
      .filter((event) => event.type === 'Warning')
      .sort((a, b) => time(a) - time(b));
  }

  /** Calls `problems` now and after every change until it finds none or the time is up, and gives what it found last. */
  public async settled(problems: () => Promise<string[]>, seconds = this.patience): Promise<string[]> {
    const timeUp = AbortSignal.timeout(seconds * 1000);
    const changes = new EventEmitter();
    const changed = () => changes.emit('change');
    const watch = new Watch(this.config);
    const watches = await Promise.all(watched.map((path) => watch.watch(path, {}, changed, changed)));
    try {
      for (;;) {
        const change = once(changes, 'change', { signal: timeUp }).catch(() => undefined);
        const found = await problems();
        if (found.length === 0 || timeUp.aborted) return found;
        await change;
      }
    } finally {
      for (const each of watches) each.abort();
    }
  }
}

/** The object as a person names it. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata?.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata?.name}`;
}
