import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { check, dnsLabel, labelKey } from '../private/rules';

/** A fact of the pod as the content of a file. The file follows changes of labels and annotations. */
export class PodFact {
  /** The name of the pod. */
  public static readonly NAME = PodFact.field('metadata.name');
  /** Its namespace. */
  public static readonly NAMESPACE = PodFact.field('metadata.namespace');
  /** Its unique id. */
  public static readonly UID = PodFact.field('metadata.uid');
  /** All its labels, one `key="value"` a line. */
  public static readonly LABELS = PodFact.field('metadata.labels');
  /** All its annotations, one `key="value"` a line. */
  public static readonly ANNOTATIONS = PodFact.field('metadata.annotations');

  /** One label; empty where the pod has it not. */
  public static label(key: string): PodFact {
    return new PodFact({ fieldRef: { fieldPath: `metadata.labels['${key}']` } }, { label: key });
  }

  /** One annotation; empty where the pod has it not. */
  public static annotation(key: string): PodFact {
    return new PodFact({ fieldRef: { fieldPath: `metadata.annotations['${key}']` } }, { annotation: key });
  }

  /** What a container of the pod asks for, or may use at most: whole cores, or bytes. */
  public static resource(container: string, resource: kplus.ResourceFieldPaths): PodFact {
    return new PodFact({ resourceFieldRef: { containerName: container, resource } }, { container });
  }

  private static field(fieldPath: string): PodFact {
    return new PodFact({ fieldRef: { fieldPath } });
  }

  private constructor(
    private readonly source: Pick<kplus.k8s.DownwardApiVolumeFile, 'fieldRef' | 'resourceFieldRef'>,
    private readonly named: { label?: string; annotation?: string; container?: string } = {},
  ) {}

  /** @internal */
  public _toKube(path: string): kplus.k8s.DownwardApiVolumeFile {
    return { path, ...this.source };
  }

  /** @internal */
  public _check(scope: IConstruct, prop: string): void {
    const { label, annotation, container } = this.named;
    check(scope, prop, label, labelKey, 'correct the key of the label');
    check(scope, prop, annotation, (key) => labelKey(key.toLowerCase()), 'correct the key of the annotation');
    check(scope, prop, container, dnsLabel, 'name a container of the pod');
  }
}
