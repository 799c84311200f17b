import { synth } from 'cdk8s-patterns';
import { Chapter, System } from '../../apps/kiamol/lesson';
import { nearest } from '../../src/private/nearest';
import { Checklist, Coverage, Item, checklists, coverageOf } from './checklist';
import { acknowledgedIn, manifestsBelow } from './facts';
import { References } from './references';

/** An item, and what covers it. */
export interface Covered extends Item {
  /** The systems that show it. */
  readonly systems: System[];
  /** What else covers it, as references. */
  readonly by: string[];
  /** The path of the system that it is a variant of. */
  readonly variantOf?: string;
  /** Why it is covered so, or by nothing. */
  readonly note?: string;
}

/** A chapter: its systems, and the items of the checklist that it has. */
export interface ChapterFacts {
  readonly id: string;
  readonly title: string;
  readonly systems: System[];
  readonly items: Covered[];
}

/** Whether something covers the item. */
export function isCovered({ systems, by }: Covered): boolean {
  return systems.length + by.length > 0;
}

/** The chapters of the books that are built. Fails with all ids that are unknown and all references that are dead. */
export function chaptersOf(app: synth.App, references: References): ChapterFacts[] {
  const made = app.node.findAll().filter((construct) => construct instanceof Chapter);
  const problems: string[] = [];
  const chapters = checklists().flatMap((checklist) => {
    const systems = made
      .filter((chapter) => checklist.chapters.some(({ id }) => id === chapter.node.id))
      .flatMap(({ node }) => node.children.filter((child) => child instanceof System));
    const coverage = coverageOf(checklist);
    problems.push(...problemsOf(checklist, systems, coverage, references));
    return checklist.chapters.map(({ id, title, items }) => ({
      id,
      title,
      systems: systems.filter(({ node }) => node.scope?.node.id === id),
      items: items.map((item) => covered(item, systems, coverage)),
    }));
  });
  problems.push(...deadInTree(made, chapters, references));
  if (problems.length > 0) throw new Error(['docs/systems.md cannot be written:', ...new Set(problems)].join('\n  '));
  return chapters;
}

function covered(item: Item, systems: System[], coverage: Coverage[]): Covered {
  const written = coverage.filter(({ id }) => id === item.id);
  const shown = systems.filter(({ props }) => props.items.includes(item.id));
  const told = new Set(shown.map(({ node }) => `folder: ${node.path}`));
  return {
    ...item,
    systems: shown,
    by: [...new Set(written.flatMap(({ by }) => by))].filter((reference) => !told.has(reference)),
    variantOf: written.find(({ variantOf }) => variantOf !== undefined)?.variantOf,
    note: written.find(({ note }) => note !== undefined)?.note,
  };
}

function problemsOf(list: Checklist, systems: System[], coverage: Coverage[], references: References): string[] {
  const ids = list.chapters.flatMap(({ items }) => items.map(({ id }) => id));
  const paths = systems.map(({ node }) => node.path);
  const unknown = (where: string, prop: string, got: string, known: string[], what: string): string[] => {
    const near = nearest(got, known);
    const way = near === undefined ? 'write it as it is there' : `did you mean "${near}"?`;
    return known.includes(got) ? [] : [`[${where}] '${prop}' must be ${what}, got "${got}"; ${way}`];
  };
  const anId = `an id of tools/systems/checklists/${list.file}`;
  return [
    ...ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `[${list.file}] 'id' must be unique, got "${id}" twice`),
    ...systems.flatMap(({ node, props }) => props.items.flatMap((id) => unknown(node.path, 'items', id, ids, anId))),
    ...coverage.flatMap(({ file, id, by, variantOf }) => [
      ...unknown(file, 'id', id, ids, anId),
      ...(variantOf === undefined ? [] : unknown(file, 'variantOf', variantOf, paths, 'the path of a system')),
      ...by.flatMap((text) => references.problem(text) ?? []).map((problem) => `[${file}] ${id}: ${problem}`),
    ]),
  ];
}

/** What the tree itself calls by name: constructs in headers, rules in acknowledgements, chapters in the checklists. */
function deadInTree(made: Chapter[], chapters: ChapterFacts[], references: References): string[] {
  return made.flatMap((chapter) => {
    const { path, id } = chapter.node;
    const constructs = manifestsBelow(chapter).flatMap((manifest) => manifest.constructs);
    const called = [
      ...constructs.map((name) => `construct: ${name}`),
      ...acknowledgedIn(chapter).map(({ rule }) => `check: ${rule}`),
    ];
    return [
      ...(chapters.some((known) => known.id === id) ? [] : [`[${path}] must have a checklist; add it`]),
      ...called.flatMap((text) => references.problem(text) ?? []).map((problem) => `[${path}] ${problem}`),
    ];
  });
}
