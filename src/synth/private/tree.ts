import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { push } from '../../private/push';
import { Folder } from '../folder';

interface Place {
  readonly index: number;
  end: number;
  readonly chart: Chart | undefined;
  readonly folder: Folder | undefined;
}

/** The construct tree, walked once: who comes where, and in which chart and folder. */
export class Tree {
  /** All constructs, parents before their children. */
  public readonly constructs: IConstruct[] = [];

  /** The constructs with metadata, by the chart that they are in. */
  public readonly described = new Map<Chart | undefined, IConstruct[]>();

  private readonly places = new Map<IConstruct, Place>();

  constructor(public readonly root: IConstruct) {
    this.visit(root, undefined, undefined);
  }

  public chartOf(construct: IConstruct): Chart | undefined {
    return this.places.get(construct)?.chart;
  }

  /** The innermost folder around a construct; none means the root of the output. */
  public folderOf(construct: IConstruct): Folder | undefined {
    return this.places.get(construct)?.folder;
  }

  /** The construct and all below it. */
  public within(construct: IConstruct): IConstruct[] {
    const place = this.places.get(construct);
    return place === undefined ? [] : this.constructs.slice(place.index, place.end);
  }

  public contains(ancestor: IConstruct, construct: IConstruct): boolean {
    const outer = this.places.get(ancestor);
    const inner = this.places.get(construct);
    return outer !== undefined && inner !== undefined && outer.index <= inner.index && inner.index < outer.end;
  }

  /** The API objects below a construct that belong to the chart it is in, without those of charts below. */
  public objectsOf(construct: IConstruct): ApiObject[] {
    const chart = this.chartOf(construct);
    return this.within(construct).filter(
      (inner): inner is ApiObject => inner instanceof ApiObject && this.chartOf(inner) === chart,
    );
  }

  public get charts(): Chart[] {
    return this.constructs.filter((construct): construct is Chart => construct instanceof Chart);
  }

  public get folders(): Folder[] {
    return this.constructs.filter((construct): construct is Folder => construct instanceof Folder);
  }

  private visit(construct: IConstruct, outerChart: Chart | undefined, outerFolder: Folder | undefined): void {
    const place: Place = {
      index: this.constructs.length,
      end: 0,
      chart: construct instanceof Chart ? construct : outerChart,
      folder: construct instanceof Folder ? construct : outerFolder,
    };
    this.places.set(construct, place);
    this.constructs.push(construct);
    if (construct.node.metadata.length > 0) push(this.described, place.chart, construct);
    for (const child of construct.node.children) this.visit(child, place.chart, place.folder);
    place.end = this.constructs.length;
  }
}
