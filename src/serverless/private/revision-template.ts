import { IConstruct } from 'constructs';
import { seconds } from '../../private/duration';
import { invalid, shown } from '../../private/errors';
import { check, whole } from '../../private/rules';
import * as workload from '../../workload';
import { RevisionProps } from '../revision-props';
import { checkContainers, ContainerJson, DEFAULT_PORT } from './containers';
import { VolumeJson, withDefaults } from './knative-defaults';
import { scaleAnnotations } from './scale';
import { checkVolumes } from './volumes';

const OWN_LABELS = 'serving.knative.dev/';

/** The label by which Knative marks the pods of a Service. */
export const SERVICE_LABEL = `${OWN_LABELS}service`;

/** A pod template as the pod model renders it. */
interface PodTemplateJson {
  readonly metadata: { readonly annotations?: { [key: string]: string } };
  readonly spec: {
    readonly containers: ContainerJson[];
    readonly securityContext?: object;
    readonly volumes?: VolumeJson[];
  };
}

/** The template of a revision: the pod model, reduced to what Knative takes. */
export class RevisionTemplate {
  private readonly pods: workload.PodTemplate;

  constructor(
    private readonly scope: IConstruct,
    service: string,
    private readonly props: RevisionProps,
  ) {
    const { containers, automountServiceAccountToken } = props;
    const own = Object.keys(props.podLabels ?? {}).find((key) => key.startsWith(OWN_LABELS));
    if (own !== undefined) {
      throw invalid(scope, `'podLabels' must not begin with ${OWN_LABELS}, got ${shown(own)}`, 'omit it');
    }
    if (automountServiceAccountToken === true) {
      throw invalid(
        scope,
        "'automountServiceAccountToken' must not be true in Knative, got true",
        'omit it, and let the account say so',
      );
    }
    checkVolumes(scope, containers);
    const listening = this.portless ? containers.map((c) => ({ ...c, ports: [{ number: DEFAULT_PORT }] })) : containers;
    const pod = podProps({ ...props, containers: listening }, service);
    this.pods = new workload.PodTemplate(scope, pod, { name: service });
    checkContainers(scope, this.containers());
    this.toJson();
  }

  /** The template as JSON, named when the revision is. */
  public toJson(name?: string): object {
    const { podLabels } = this.props;
    const { metadata, spec } = this.pods.toJson() as PodTemplateJson;
    const labels = filled(podLabels);
    const annotations = filled({ ...this.scale(), ...metadata.annotations });
    const empty = (name ?? labels ?? annotations) === undefined;
    return {
      metadata: empty ? undefined : { name, labels, annotations },
      spec: {
        ...this.limits(),
        ...spec,
        securityContext: undefined,
        containers: name === undefined ? this.containers() : withDefaults(this.containers(), spec.volumes),
      },
    };
  }

  /** A single container gets its name and port from Knative, unless the caller gives them. */
  private containers(): ContainerJson[] {
    const { containers, securityContext } = (this.pods.toJson() as PodTemplateJson).spec;
    const single = this.props.containers.length === 1;
    return containers.map((container, i) => ({
      ...container,
      name: single ? this.props.containers[i]?.name : container.name,
      ports: this.portless ? undefined : container.ports,
      // Knative takes no settings for the pod: each container gets them.
      securityContext:
        securityContext === undefined
          ? container.securityContext
          : { ...securityContext, ...container.securityContext },
    }));
  }

  private get portless(): boolean {
    const { containers } = this.props;
    return containers.length === 1 && (containers[0]?.ports ?? []).length === 0;
  }

  private scale(): { [key: string]: string } {
    const annotations = scaleAnnotations(this.scope, this.props);
    const twice = Object.keys(annotations).find((key) => key in (this.props.podAnnotations ?? {}));
    if (twice === undefined) return annotations;
    throw invalid(this.scope, `'podAnnotations' must not repeat a prop, got ${shown(twice)}`, 'omit one of them');
  }

  private limits(): object {
    const { scope, props } = this;
    const timeoutSeconds = props.timeout?.toSeconds({ integral: false });
    check(scope, 'timeout', timeoutSeconds, whole(1, 600), 'give 1 second to 10 minutes');
    const responseStartTimeoutSeconds = seconds(scope, 'responseStartTimeout', props.responseStartTimeout, 0);
    const idleTimeoutSeconds = seconds(scope, 'idleTimeout', props.idleTimeout, 0);
    const parts = { responseStartTimeout: responseStartTimeoutSeconds, idleTimeout: idleTimeoutSeconds };
    for (const [prop, amount = 0] of Object.entries(parts)) {
      if (timeoutSeconds === undefined || amount <= timeoutSeconds) continue;
      throw invalid(
        scope,
        `'${prop}' must not exceed 'timeout', got ${amount} over ${timeoutSeconds} seconds`,
        'lower it',
      );
    }
    const { containerConcurrency } = props;
    return { containerConcurrency, timeoutSeconds, responseStartTimeoutSeconds, idleTimeoutSeconds };
  }
}

/** What the pod model knows of the props, one by one: the rest are of the revision. */
function podProps(props: RevisionProps, service: string): workload.PodProps {
  const { containers, podLabels, podAnnotations, security, serviceAccount } = props;
  const { automountServiceAccountToken, imagePullSecrets, rollOnConfigChange } = props;
  return {
    containers,
    labels: { [SERVICE_LABEL]: service },
    podLabels,
    podAnnotations,
    security,
    serviceAccount,
    automountServiceAccountToken,
    imagePullSecrets,
    rollOnConfigChange,
  };
}

function filled(map: { [key: string]: string } = {}): { [key: string]: string } | undefined {
  return Object.keys(map).length === 0 ? undefined : { ...map };
}
