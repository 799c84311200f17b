import { Construct } from 'constructs';
import { invalid } from '../private/errors';
import { check, dnsLabel } from '../private/rules';

/** Properties for `Folder`. */
export interface FolderProps {
  /**
   * Folders that are applied before this one, so that its manifests may rely on theirs. Folders around this one always are.
   * @default - none
   */
  readonly after?: Folder[];
}

/**
 * An apply set: the charts below it are written to a folder of their own, applied with one `kubectl apply -f dist/<folder>`.
 *
 * Folders nest; the App itself is the set at the root of the output. The names that cdk8s makes up for objects contain the ids of the
 * folders around them, so give objects names where they must survive a move. In a stock App a folder only groups.
 */
export class Folder extends Construct {
  /** Folders that are applied before this one. */
  public readonly after: Folder[];

  /**
   * @param scope the App, or another folder
   * @param id the name of the folder: lower case letters, digits and `-`
   * @param props options
   */
  constructor(scope: Construct, id: string, props: FolderProps = {}) {
    super(scope, id);
    check(this, 'id', id, dnsLabel, 'choose another name for the folder');
    if (scope.node.scope !== undefined && !(scope instanceof Folder)) {
      throw invalid(
        this,
        `'scope' must be the App or another folder, got '${scope.node.path}'`,
        'create the folder there, and charts in it',
      );
    }
    const foreign = props.after?.find((folder) => folder.node.root !== this.node.root);
    if (foreign !== undefined) {
      throw invalid(
        this,
        `'after' must be folders of the same App, got '${foreign.node.path}' of another`,
        'create both in one App',
      );
    }
    this.after = [...(props.after ?? [])];
  }
}
