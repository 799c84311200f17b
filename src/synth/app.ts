import * as cdk8s from 'cdk8s';
import * as check from '../check';
import { TARGET_CONTEXT } from '../private/target';
import { traceBelow } from '../private/trace';
import { CheckLevel } from './check-level';
import { KeyOrder } from './key-order';
import { KubernetesVersion } from './kubernetes-version';
import { ObjectOrder } from './object-order';
import { Manifests } from './private/manifests';
import { writeAll } from './private/output';
import { withPlainRendering } from './private/plain-rendering';
import { failOn } from './private/problems';

/** How wide the findings in an error are. */
const COLUMNS = 120;

/** Properties for `App`. */
export interface AppProps extends cdk8s.AppProps {
  /**
   * What fails a synth, of what the checks find in the manifests and between them (docs/checks).
   * @default CheckLevel.ERRORS
   */
  readonly checks?: CheckLevel;

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
 * - The manifests are checked before they are written: references that lead nowhere, and what the API server refuses.
 * - All validations and findings are collected and fail together, each with its path, and the line that made the construct.
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
  private readonly level: CheckLevel;
  private readonly target: KubernetesVersion;
  private readonly withMetadata: boolean;
  private readonly writer = Symbol('App');

  constructor(props: AppProps = {}) {
    super(props);
    this.style = {
      keyOrder: props.keyOrder ?? KeyOrder.ALPHABETICAL,
      objectOrder: props.objectOrder ?? ObjectOrder.TREE,
    };
    this.withMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    this.level = props.checks ?? CheckLevel.ERRORS;
    this.target = props.target ?? KubernetesVersion.V1_27;
    this.node.setContext(TARGET_CONTEXT, this.target);
    if (this.level !== CheckLevel.OFF) traceBelow(this);
  }

  /** Writes all manifests to the output folder. Fails with all problems at once, and then writes nothing. */
  public synth(): void {
    const manifests = this.manifests();
    const files = manifests.files.map((file): [string, Buffer] => [file.path, Buffer.from(manifests.textOf(file))]);
    if (this.withMetadata) files.push(['construct-metadata.json', Buffer.from(manifests.metadata())]);
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
    const whole = this.level !== CheckLevel.OFF;
    const style = { ...this.style, outputFileExtension, yamlOutputType, whole };
    const manifests = withPlainRendering(this, () => new Manifests(this, style));
    const report = this.checked(manifests);
    failOn([...manifests.problems, ...(report.errors.length > 0 ? [report.text({ columns: COLUMNS })] : [])]);
    for (const warning of report.warnings) process.stderr.write(`warning: ${check.Report.lineOf(warning)}\n`);
    return manifests;
  }

  private checked(manifests: Manifests): check.Report {
    if (this.level === CheckLevel.OFF) return new check.Report([]);
    const strict = this.level === CheckLevel.STRICT;
    return check.Checks.sets(manifests.applySets, { strict, target: this.target });
  }
}
