import { MadeLabels, mayHave, madeLabels } from '../../private/made-labels';
import { podTemplateOf } from '../../private/pod-templates';
import { KubeObject } from './kube-object';
import { Place } from './place';

const podsOf = new WeakMap<KubeObject, Pods>();

/** The pods that an object makes, as its template describes them. */
export class Pods {
  /** The pods of an object, if its kind makes any. */
  public static of(object: KubeObject): Pods | undefined {
    const known = podsOf.get(object);
    if (known !== undefined) return known;
    const keys = podTemplateOf(object.type);
    if (keys === undefined) return undefined;
    const pods = new Pods(object, object.root.along(keys));
    podsOf.set(object, pods);
    return pods;
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
    this.made = madeLabels(owner.type, owner.name);
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
    return mayHave(this.labels, this.made, key, value);
  }
}

/** The fields of a container that are probes. */
export const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

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

  public get ports(): readonly Place[] {
    return this.place.at('ports').items;
  }

  /** The commands of its probes and lifecycle hooks. */
  public get askedCommands(): Place[] {
    const probes = PROBES.map((probe) => this.place.at(probe));
    const lifecycle = this.place.at('lifecycle');
    const actions = lifecycle.present ? [...probes, lifecycle.at('postStart'), lifecycle.at('preStop')] : probes;
    return actions.map((action) => action.at('exec', 'command')).filter(({ present }) => present);
  }
}
