import { Construct, IConstruct } from 'constructs';
import { Rule, check } from '../private/rules';
import { oneLine } from './private/text';

/** What the header comment of a manifest says. */
export interface HeaderProps {
  /**
   * Where the manifest comes from, such as `Learn Kubernetes in a Month of Lunches, 5.2 and 6.2`.
   * @default - not told
   */
  readonly source?: string;

  /**
   * The construct that makes it, such as `samples.Pi`.
   * @default - not told
   */
  readonly construct?: string;

  /**
   * More lines, as they are.
   * @default - none
   */
  readonly lines?: string[];

  /**
   * What must be deleted before this manifest can be applied over the one before, as `kubectl delete` takes it: `statefulset/todo-db`.
   * @default - nothing
   */
  readonly deleteFirst?: string[];
}

/**
 * Gives the manifests of a chart a header comment.
 *
 * On a folder or an App it holds for all manifests below, before the header of the chart. `synth.App` writes it, a stock App does not.
 */
export class Header {
  /** The type of the metadata entries that hold the headers. */
  public static readonly METADATA = 'cdk8s-patterns:header';

  /**
   * Adds to the header of the manifests of a chart, or of all charts below `scope`.
   * Fails when a text is empty or has line breaks, or when an object to delete is not `kind/name`.
   */
  public static of(scope: Construct, props: HeaderProps): void {
    const { source, construct, lines = [], deleteFirst = [] } = props;
    check(scope, 'source', source, oneLine, 'write one line, or omit it');
    check(scope, 'construct', construct, oneLine, 'write one line, or omit it');
    for (const line of lines) check(scope, 'lines', line, oneLine, 'write each line as an item of its own');
    for (const object of deleteFirst)
      check(scope, 'deleteFirst', object, kindAndName, "write it as kubectl takes it: 'statefulset/todo-db'");
    scope.node.addMetadata(Header.METADATA, { ...props, lines: [...lines], deleteFirst: [...deleteFirst] });
  }

  /** The headers of this construct itself, in the order in which they were added. */
  public static declaredOn(scope: IConstruct): HeaderProps[] {
    return scope.node.metadata
      .filter((entry) => entry.type === Header.METADATA)
      .map((entry) => entry.data as HeaderProps);
  }

  private constructor() {}
}

const kindAndName: Rule<string> = (value) =>
  /^[a-z][a-z0-9.]*\/[^/%\s]+$/i.test(value) ? undefined : 'must be a kind and a name';
