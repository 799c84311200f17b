import * as cdk8s from 'cdk8s';
import { TARGET_CONTEXT } from '../private/target';
import { KeyOrder } from './key-order';
import { KubernetesVersion } from './kubernetes-version';
import { ObjectOrder } from './object-order';
import { Manifests } from './private/manifests';
import { writeAll } from './private/output';

/** Properties for `App`. */
export interface AppProps extends cdk8s.AppProps {
  /**
   * In which order the keys of a manifest are written.
   * @default KeyOrder.ALPHABETICAL
   */
  readonly keyOrder?: KeyOrder;

  /**
   * In which order the objects of a file are written.
   * @default ObjectOrder.TREE
   */
  readonly objectOrder?: ObjectOrder;

  /**
   * The oldest Kubernetes that the manifests are for; constructs refuse fields that it does not know.
   * @default KubernetesVersion.V1_27
   */
  readonly target?: KubernetesVersion;
}

/**
 * A cdk8s `App` whose output can be relied on. With default props an ordinary program writes what it writes with the `App` of cdk8s.
 *
 * - All validations are collected and fail together, each with its path.
 * - Nothing is written before all is rendered; unchanged files stay as they are; files of an earlier synth that are no longer made are
 *   removed, as far as nobody changed them. For that, the hidden list `.cdk8s-patterns` lies in the output folder.
 * - Charts below a `Folder` are written to that folder.
 * - Two charts or objects never write the same file: that fails.
 * - Charts get a number in front of their file names only where the alphabet would break a dependency among them.
 * - Kinds of Kubernetes that have no namespace get none from their chart.
 * - Files begin with the header that `declare.Header` and `declare.External` give them.
 */
export class App extends cdk8s.App {
  private readonly style: { keyOrder: KeyOrder; objectOrder: ObjectOrder };
  private readonly withMetadata: boolean;
  private readonly writer = Symbol('App');

  constructor(props: AppProps = {}) {
    super(props);
    this.style = {
      keyOrder: props.keyOrder ?? KeyOrder.ALPHABETICAL,
      objectOrder: props.objectOrder ?? ObjectOrder.TREE,
    };
    this.withMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    this.node.setContext(TARGET_CONTEXT, props.target ?? KubernetesVersion.V1_27);
  }

  /** Writes all manifests to the output folder. Fails with all problems at once, and then writes nothing. */
  public synth(): void {
    const manifests = this.manifests();
    const files = manifests.files.map((file): [string, string] => [file.path, manifests.textOf(file)]);
    if (this.withMetadata) files.push(['construct-metadata.json', manifests.metadata()]);
    writeAll(this.writer, this.outdir, new Map(files));
  }

  /** All manifests as one text: that of the files, separated by `---`. */
  public synthYaml(): string {
    const manifests = this.manifests();
    return manifests.files
      .map((file) => manifests.textOf(file))
      .filter((text) => text !== '')
      .join('---\n');
  }

  private manifests(): Manifests {
    const { outputFileExtension, yamlOutputType } = this;
    return new Manifests(this, { ...this.style, outputFileExtension, yamlOutputType });
  }
}
