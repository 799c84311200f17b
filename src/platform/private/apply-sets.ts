import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import * as declare from '../../declare';

/** A folder of manifests, as `synth.Folder` is one: this room does not know that class. */
interface Folder extends IConstruct {
  readonly after: IConstruct[];
}

/** Which objects of a tree are in the cluster at the same time, as far as the folders tell that are applied in turn. */
export class ApplySets {
  private readonly known = new Map<Folder, Set<Folder | undefined>>();
  private readonly deleted = new Map<Folder | undefined, Set<string>>();

  constructor(scope: IConstruct) {
    for (const chart of scope.node.findAll().filter((construct) => construct instanceof Chart)) {
      const folder = folderOf(chart);
      const all = this.deleted.get(folder) ?? new Set();
      const headers = chart.node.scopes.flatMap((outer) => declare.Header.declaredOn(outer));
      for (const name of headers.flatMap(({ deleteFirst = [] }) => deleteFirst)) all.add(name.toLowerCase());
      this.deleted.set(folder, all);
    }
  }

  /**
   * Whether two objects are in one cluster: their folders are the same, or one is applied after the other, and no folder
   * in between deletes the first.
   *
   * @param name of the first as `kubectl delete` takes it: `service/web`
   */
  public isBeside(first: IConstruct, name: string, second: IConstruct): boolean {
    const [one, two] = [folderOf(first), folderOf(second)];
    if (one === two) return true;
    if (!this.isBefore(one, two)) return false;
    const later = [two, ...this.before(two)].filter((folder) => this.isBefore(one, folder));
    return !later.some((folder) => this.deleted.get(folder)?.has(name));
  }

  private isBefore(one: Folder | undefined, two: Folder | undefined): boolean {
    return this.before(two).has(one);
  }

  /** The folders that are applied before one, the root being none. */
  private before(folder: Folder | undefined): Set<Folder | undefined> {
    if (folder === undefined) return new Set();
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const all = new Set<Folder | undefined>([undefined]);
    this.known.set(folder, all);
    const { scope } = folder.node;
    for (const near of [scope, ...folder.after]) {
      const outer = near && folderOf(near);
      for (const found of [outer, ...this.before(outer)]) all.add(found);
    }
    return all;
  }
}

function folderOf(construct: IConstruct): Folder | undefined {
  return construct.node.scopes.reverse().find(isFolder);
}

function isFolder(construct: IConstruct): construct is Folder {
  return !(construct instanceof Chart) && Array.isArray((construct as Partial<Folder>).after);
}
