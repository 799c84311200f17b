import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import { checkAnnotations, checkLabels } from '../private/metadata';
import { minorVersion, targetOf } from '../private/target';
import * as storage from '../storage';
import { check, dnsSubdomain } from '../private/rules';
import { ContainerProps } from './container';
import { PodProps } from './pod-props';
import { Spread } from './spread';
import { configHashes } from './private/config-hash';
import { containerName, containerSpec } from './private/container-spec';
import { checkShapes } from './private/pod-shapes';
import { spreadSpec } from './private/spread-spec';
import { checkSecurity, containerContext, podContext } from './private/security';

/** What a kind of workload says about its pods. */
export interface PodTemplateOptions {
  /** The name of the workload: the value of the label `app.kubernetes.io/name` where the caller gives no labels. */
  readonly name: string;
  /**
   * When containers that end are started again.
   * @default - Always
   */
  readonly restartPolicy?: kplus.RestartPolicy;
  /**
   * Whether the controller makes claims from `Volume.claimTemplate`, as a StatefulSet does.
   * @default false
   */
  readonly claimTemplates?: boolean;
  /**
   * How the pods are spread, beside `topologySpreadConstraints`.
   * @default - as the scheduler does by itself
   */
  readonly spread?: Spread[];
}

/** The first minor version of Kubernetes 1 that has native sidecars switched on. */
const NATIVE_SIDECARS = 29;

/**
 * The pods of a workload, as Kubernetes spells a `PodTemplateSpec`. Workloads make their own; make one for a custom
 * resource that holds a pod template. Fails in the constructor for what the API server would reject.
 */
export class PodTemplate {
  /** The labels by which the pods are found. */
  public readonly labels: { [key: string]: string };
  /** The containers that run together, helpers last, without those that run before. */
  public readonly running: ContainerProps[];
  /** The claim templates among the mounted volumes. */
  public readonly claimTemplates: kplus.k8s.KubePersistentVolumeClaimProps[];
  private readonly all: ContainerProps[];
  private readonly volumes: storage.Volume[];
  private readonly podLabels: { [key: string]: string };
  private readonly annotations: { [key: string]: string };
  private readonly spec: object;

  /** Copies all that it is given: later changes of the props change nothing. */
  constructor(
    private readonly scope: IConstruct,
    private readonly props: PodProps,
    private readonly options: PodTemplateOptions,
  ) {
    checkShapes(scope, props);
    this.labels = Object.freeze({ ...(props.labels ?? { 'app.kubernetes.io/name': labelOf(options.name) }) });
    this.podLabels = { ...props.podLabels };
    this.annotations = { ...props.podAnnotations };
    this.running = [...props.containers, ...(props.sidecars ?? [])].map((container) => ({ ...container }));
    this.all = [...(props.initContainers ?? []).map((container) => ({ ...container })), ...this.running];
    this.volumes = [...new Set(this.all.flatMap(({ mounts }) => (mounts ?? []).map(({ volume }) => volume)))];
    this.checkMetadata();
    this.checkContainers();
    this.claimTemplates = this.volumes.flatMap((volume) => volume._toClaimTemplate() ?? []);
    this.spec = this.specJson();
  }

  /** The template as JSON: metadata and spec. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for JSON
  public toJson(): { [key: string]: any } {
    const annotations = { ...this.annotations, ...(this.props.rollOnConfigChange === true ? this.hashes() : {}) };
    return {
      metadata: {
        labels: { ...this.labels, ...this.podLabels },
        annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
      },
      spec: this.spec,
    };
  }

  private specJson(): object {
    const { props, scope } = this;
    const before = this.specs('initContainers', props.initContainers);
    const sidecars = this.specs('sidecars', props.sidecars);
    const spec: kplus.k8s.PodSpec = {
      initContainers: before.concat(this.nativeSidecars ? sidecars : []),
      containers: this.specs('containers', props.containers).concat(this.nativeSidecars ? [] : sidecars),
      volumes: this.volumes
        .filter((volume) => volume._toClaimTemplate() === undefined)
        .map((volume) => volume._toKube()),
      restartPolicy: this.options.restartPolicy,
      securityContext: podContext(props.security, props.securityContext),
      serviceAccountName: props.serviceAccount?.name,
      automountServiceAccountToken: props.automountServiceAccountToken,
      terminationGracePeriodSeconds: seconds(scope, 'terminationGracePeriod', props.terminationGracePeriod, 0),
      shareProcessNamespace: props.shareProcessNamespace,
      nodeSelector: props.nodeSelector && { ...props.nodeSelector },
      affinity: props.affinity,
      tolerations: props.tolerations,
      topologySpreadConstraints: spreadSpec(scope, this.labels, props.topologySpreadConstraints, this.options.spread),
      priorityClassName: props.priorityClassName,
      imagePullSecrets: props.imagePullSecrets?.map(({ name }) => ({ name })),
    };
    checkSecurity(scope, props.security, spec, this.annotations);
    const json = kplus.k8s.toJson_PodSpec(spec) as { [field: string]: object; initContainers: object[] };
    // The L1 knows no native sidecars: they are init containers that restart.
    const initContainers = json.initContainers.map((c, i) =>
      i < before.length ? c : { ...c, restartPolicy: 'Always' },
    );
    const filled = Object.entries({ ...json, initContainers }).filter(
      ([, value]) => typeof value !== 'object' || Object.keys(value).length > 0,
    );
    return Object.fromEntries(filled);
  }

  private specs(prop: string, containers: ContainerProps[] | undefined): kplus.k8s.Container[] {
    return (containers ?? []).map((container, i) => ({
      ...containerSpec(this.scope, `${prop}[${i}]`, container),
      securityContext: containerContext(this.scope, `${prop}[${i}]`, this.props.security, container.securityContext),
    }));
  }

  private get nativeSidecars(): boolean {
    return minorVersion(targetOf(this.scope)) >= NATIVE_SIDECARS;
  }

  private hashes(): { [key: string]: string } {
    const sources = this.all.flatMap(({ envFrom }) => (envFrom ?? []).map(({ _config }) => _config));
    const files = this.volumes.flatMap(({ _configs }) => _configs);
    const refs = this.all.flatMap(({ envRefs }) => Object.values(envRefs ?? {}));
    return configHashes(this.scope, [...sources, ...files], refs);
  }

  private checkMetadata(): void {
    const { scope, props } = this;
    checkLabels(scope, 'labels', this.labels);
    checkLabels(scope, 'podLabels', this.podLabels);
    checkLabels(scope, 'nodeSelector', props.nodeSelector);
    checkAnnotations(scope, 'podAnnotations', this.annotations);
    check(scope, 'priorityClassName', props.priorityClassName, dnsSubdomain, 'use the name of a PriorityClass');
    if (Object.keys(this.labels).length === 0) {
      throw invalid(scope, "'labels' must not be empty, got {}", 'omit it for the default');
    }
    for (const [key, value] of Object.entries(this.podLabels)) {
      if (!Object.hasOwn(this.labels, key)) continue;
      throw invalid(
        scope,
        `'podLabels' must not repeat a key of 'labels', got ${shown(`${key}: ${value}`)}`,
        'omit it',
      );
    }
  }

  private checkContainers(): void {
    const { scope, props } = this;
    if (props.containers.length === 0)
      throw invalid(scope, "'containers' must name at least one container, got []", 'add one');
    for (const [i, container] of (props.initContainers ?? []).entries()) {
      const probe = (['readiness', 'liveness', 'startup', 'lifecycle'] as const).find(
        (key) => container[key] !== undefined,
      );
      if (probe !== undefined)
        throw invalid(
          scope,
          `'initContainers[${i}].${probe}' must not be set`,
          "omit it, or make it one of 'sidecars'",
        );
    }
    const ends = (this.options.restartPolicy ?? kplus.RestartPolicy.ALWAYS) !== kplus.RestartPolicy.ALWAYS;
    if (ends && (props.sidecars ?? []).length > 0 && !this.nativeSidecars) {
      throw invalid(
        scope,
        `'sidecars' must be native in pods that end, which Kubernetes ${targetOf(scope)} lacks`,
        "set the App's target to 1.29 or newer, or omit them",
      );
    }
    this.checkNames();
    for (const volume of this.volumes) {
      volume._check(scope, `volume "${volume.name}"`);
      if (volume._toClaimTemplate() !== undefined && this.options.claimTemplates !== true) {
        throw invalid(
          scope,
          `'mounts' must not use a claim template outside a StatefulSet, got ${shown(volume.name)}`,
          'use Volume.persistentVolumeClaim',
        );
      }
    }
  }

  private checkNames(): void {
    const ports = this.running.flatMap((c) =>
      (c.ports ?? []).map((p) => `${p.number}/${p.protocol ?? kplus.Protocol.TCP}`),
    );
    const lists: [string, string, string[], string][] = [
      ['containers', 'name', this.all.map(containerName), 'change one of them'],
      ['containers', 'port', ports, 'change one of them'],
      ['mounts', 'volume name', this.volumes.map(({ name }) => name), 'mount the same Volume object, or rename one'],
    ];
    for (const [prop, what, values, wayOut] of lists) {
      const twice = values.find((value, i) => values.indexOf(value) !== i);
      if (twice !== undefined)
        throw invalid(this.scope, `'${prop}' must differ in ${what}, got ${shown(twice)} twice`, wayOut);
    }
  }
}

function labelOf(name: string): string {
  return name.slice(0, 63).replace(/[^A-Za-z0-9]+$/, '');
}
