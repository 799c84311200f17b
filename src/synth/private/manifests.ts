import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ApplySet } from '../../check';
import { Folder } from '../folder';
import { KeyOrder } from '../key-order';
import { ObjectOrder } from '../object-order';
import { applyOrder } from './apply-order';
import { Dependencies } from './dependencies';
import { chartNames, directoryOf, objectName } from './file-names';
import { headerOf } from './header';
import { foldersBefore, inOrder, invalidConstructs, orElse, strayDependencies } from './problems';
import { Rendered, render } from './render';
import { topology } from './topology';
import { Tree } from './tree';

/** How an App writes its manifests. */
export interface Style {
  readonly outputFileExtension: string;
  readonly yamlOutputType: YamlOutputType;
  readonly keyOrder: KeyOrder;
  readonly objectOrder: ObjectOrder;

  /** Whether `applySets` is read. */
  readonly whole: boolean;
}

/** A file of manifests. */
export interface ManifestFile {
  /** Path below the output folder, with `/` on all systems. */
  readonly path: string;

  /** The path of the construct that it is named after. */
  readonly owner: string;
  readonly charts: Chart[];
  readonly items: Rendered[];
}

/** All manifests of an App, rendered once, file by file; nothing is written. */
export class Manifests {
  public readonly files: ManifestFile[];

  /** What is wrong with the constructs; the files are not to be written then. */
  public readonly problems: string[];
  private readonly tree: Tree;
  private readonly filesIn = new Map<Folder | undefined, ManifestFile[]>();
  private readonly explicit: Dependencies;
  private readonly dependencies: Dependencies;

  constructor(
    root: IConstruct,
    private readonly style: Style,
  ) {
    this.tree = new Tree(root);
    const invalid = invalidConstructs(this.tree);
    this.explicit = Dependencies.declaredIn(this.tree);
    this.dependencies = this.explicit.withCharts(style.objectOrder === ObjectOrder.TREE);
    this.files = orElse(invalid, () => this.allFiles());
    this.problems = [...invalid, ...strayDependencies(this.tree, this.explicit), ...this.sharedFiles()];
  }

  /** The folders as sets of manifests that are applied together; those that lie around a folder come before it. */
  public get applySets(): ApplySet[] {
    return this.folders.map((folder) => {
      const items = this.filesIn.get(folder)?.flatMap((file) => file.items);
      return {
        name: folder?.node.path ?? '',
        manifests: (items ?? []).map(({ json, object, chart }) => ({ json, construct: object ?? chart })),
        after: foldersBefore(folder).map((before) => before?.node.path ?? ''),
      };
    });
  }

  /** The charts, each after those that it waits for. */
  public get charts(): Chart[] {
    return topology(this.tree, this.dependencies, this.tree.root).filter((construct) => construct instanceof Chart);
  }

  /** The objects of a chart, each after those that it waits for. */
  public objectsOf(chart: Chart): ApiObject[] {
    const inside = topology(this.tree, this.dependencies, chart);
    return inside.filter(
      (construct): construct is ApiObject => construct instanceof ApiObject && this.tree.chartOf(construct) === chart,
    );
  }

  public textOf({ charts, items }: ManifestFile): string {
    return headerOf(charts, this.tree) + items.map(({ text }) => text).join('---\n');
  }

  /** The text of `construct-metadata.json`, which tells the path of each object by its name. */
  public metadata(): string {
    const objects = this.charts.flatMap((chart) => this.objectsOf(chart));
    const resources = Object.fromEntries(objects.map((object) => [object.name, { path: object.node.path }]));
    return JSON.stringify({ version: '1.0.0', resources });
  }

  private get folders(): (Folder | undefined)[] {
    return [undefined, ...inOrder(this.tree.folders)];
  }

  private allFiles(): ManifestFile[] {
    const inside = new Map(this.folders.map((folder): [Folder | undefined, Chart[]] => [folder, []]));
    for (const chart of this.charts) inside.get(this.tree.folderOf(chart))?.push(chart);
    for (const [folder, charts] of inside) this.filesIn.set(folder, this.filesOf(folder, charts));
    return [...this.filesIn.values()].flat();
  }

  private filesOf(folder: Folder | undefined, charts: Chart[]): ManifestFile[] {
    const { yamlOutputType, outputFileExtension } = this.style;
    const directory = directoryOf(folder);
    if (yamlOutputType === YamlOutputType.FILE_PER_APP) {
      const items = this.sorted(
        charts.flatMap((chart) => this.itemsOf(chart)),
        this.tree.root,
      );
      const owner = folder?.node.path ?? '';
      return charts.length === 0 ? [] : [{ path: `${directory}app${outputFileExtension}`, owner, charts, items }];
    }
    if (yamlOutputType === YamlOutputType.FILE_PER_RESOURCE) {
      return charts.flatMap((chart) => this.filePerObject(chart, directory));
    }
    const foldered = yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    const names = chartNames(charts, folder, this.dependencies, foldered ? '' : outputFileExtension);
    return charts.flatMap((chart) => {
      const path = `${directory}${names.get(chart)}`;
      if (foldered) return this.filePerObject(chart, `${path}/`);
      const items = this.itemsOf(chart);
      return [{ path: `${path}${outputFileExtension}`, owner: chart.node.path, charts: [chart], items }];
    });
  }

  private filePerObject(chart: Chart, prefix: string): ManifestFile[] {
    return this.itemsOf(chart).map((item) => ({
      path: `${prefix}${objectName(item.json)}${this.style.outputFileExtension}`,
      owner: (item.object ?? chart).node.path,
      charts: [chart],
      items: [item],
    }));
  }

  private itemsOf(chart: Chart): Rendered[] {
    return this.sorted(render(chart, this.objectsOf(chart), this.style.keyOrder, this.style.whole), chart);
  }

  private sorted(items: Rendered[], scope: IConstruct): Rendered[] {
    return this.style.objectOrder === ObjectOrder.APPLY ? applyOrder(items, scope, this.tree, this.explicit) : items;
  }

  /** Files that two would write; some file systems do not tell case apart. */
  private sharedFiles(): string[] {
    const owners = new Map<string, string>();
    return this.files.flatMap(({ path, owner }) => {
      const other = owners.get(path.toLowerCase());
      owners.set(path.toLowerCase(), owner);
      const wayOut = 'rename one of them, or write a file per chart';
      return other === undefined
        ? []
        : [`[${owner}] file '${path}' must have one owner, got '${other}' too; ${wayOut}`];
    });
  }
}
