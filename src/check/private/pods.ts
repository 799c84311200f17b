import { podTemplateOf } from '../../private/pod-templates';
import { KubeObject } from './kube-object';
import { Place } from './place';

/** A label that a controller adds to its pods: its value, or nothing where that cannot be known. */
type MadeLabels = { [key: string]: ((value: string) => boolean) | undefined };

/** The pods that an object makes, as its template describes them. */
export class Pods {
  /** The pods of an object, if its kind makes any. */
  public static of(object: KubeObject): Pods | undefined {
    const keys = podTemplateOf(object.type);
    return keys && new Pods(object, object.at(...keys));
  }

  /** The labels that the template gives them. */
  public readonly labels: { readonly [key: string]: string };
  public readonly spec: Place;
  public readonly containers: Container[];
  private readonly made: MadeLabels;

  private constructor(
    public readonly owner: KubeObject,
    public readonly template: Place,
  ) {
    this.labels = template.at('metadata', 'labels').texts;
    this.spec = template.at('spec');
    this.made = madeLabels(owner);
    this.containers = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
      this.spec.at(list).items.map((place) => new Container(place, list)),
    );
  }

  public get namespace(): string {
    return this.owner.namespace ?? '';
  }

  /** Containers that run as long as the pod: all but those that must end before the others start. */
  public get running(): Container[] {
    return this.containers.filter(({ runs }) => runs);
  }

  /** The keys of the labels that a controller adds. */
  public get madeKeys(): string[] {
    return Object.keys(this.made);
  }

  /** Whether they have a label, or may get it from their controller. */
  public mayHave(key: string, value: string): boolean {
    if (Object.hasOwn(this.labels, key)) return this.labels[key] === value;
    return Object.hasOwn(this.made, key) && (this.made[key]?.(value) ?? true);
  }
}

/** A container of pods. */
export class Container {
  public readonly name: string;

  constructor(
    public readonly place: Place,
    public readonly list: 'initContainers' | 'containers' | 'ephemeralContainers',
  ) {
    this.name = place.at('name').text ?? '';
  }

  /** An init container that goes on running beside the others. */
  public get sidecar(): boolean {
    return this.list === 'initContainers' && this.place.at('restartPolicy').text === 'Always';
  }

  public get runs(): boolean {
    return this.list === 'containers' || this.sidecar;
  }

  public get ports(): Place[] {
    return this.place.at('ports').items;
  }
}

function madeLabels({ type, name }: KubeObject): MadeLabels {
  const any = undefined;
  const numbered = (value: string): boolean => /^-\d+$/.test(value.slice(name.length)) && value.startsWith(name);
  switch (type) {
    case 'Deployment.apps':
      return { 'pod-template-hash': any };
    case 'StatefulSet.apps':
      return {
        'statefulset.kubernetes.io/pod-name': numbered,
        'apps.kubernetes.io/pod-index': any,
        'controller-revision-hash': any,
      };
    case 'DaemonSet.apps':
      return { 'controller-revision-hash': any, 'pod-template-generation': any };
    case 'Job.batch':
      return jobLabels((value) => value === name);
    case 'CronJob.batch':
      return jobLabels((value) => value.startsWith(`${name}-`));
    case 'Service.serving.knative.dev':
    case 'Configuration.serving.knative.dev':
      return {
        'serving.knative.dev/service': (value) => value === name,
        'serving.knative.dev/configuration': (value) => value === name,
        'serving.knative.dev/revision': any,
        app: any,
      };
    default:
      return {};
  }
}

function jobLabels(named: (value: string) => boolean): MadeLabels {
  return {
    'job-name': named,
    'batch.kubernetes.io/job-name': named,
    'controller-uid': undefined,
    'batch.kubernetes.io/controller-uid': undefined,
    'batch.kubernetes.io/job-completion-index': undefined,
  };
}
