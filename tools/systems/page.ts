import { join } from 'node:path';
import { synth } from 'cdk8s-patterns';
import { Chapter } from '../../apps/kiamol/lesson';
import { Api } from './api';
import { applicationsSection } from './applications';
import { ChapterFacts, Covered, chaptersOf, isCovered } from './chapters';
import { setsBelow } from './facts';
import { anchor, code, codes, heading, list, table } from './markdown';
import { References } from './references';
import { systemSection } from './system-section';

const REPOSITORY = join(__dirname, '../..');

/** The text of `docs/systems.md`. */
export function systemsPage(app: synth.App, references = referencesOf(app)): string {
  const chapters = chaptersOf(app, references);
  const books = app.node.children.filter(({ node }) => node.children.some((child) => child instanceof Chapter));
  const lines = [
    ...heading(1, 'Systems'),
    '<!-- Written by `npm run docs` from the construct tree of apps/main.ts and from tools/systems. Do not edit. -->',
    '',
    'What is built here, what it shows, what it is made of, and how to apply it. Each path is a folder of `dist`, which',
    '`npx cdk8s synth` writes. The [guide](guide/README.md) explains the constructs.',
    '',
    'The applications bring namespaces of their own. The lessons name none and land in the current one, `default` unless `-n`',
    'says another; the [README](../README.md#the-lessons) tells which of them need `default`. `kubectl delete -f <folder>` takes',
    'a folder away again, with `-R --ignore-not-found` its steps too. The claims that a StatefulSet made stay, with their data,',
    'until `kubectl delete pvc <name>`, or until their namespace is deleted.',
    '',
    ...applicationsSection(app, books),
    ...heading(2, 'Learn Kubernetes in a Month of Lunches'),
    ...countsTable(chapters),
    ...chapters.flatMap((chapter) => chapterSection(chapter, references)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** What references may call, for the tree of an App. */
export function referencesOf(app: synth.App): References {
  const paths = setsBelow(app).map(({ path }) => path);
  const around = paths.flatMap((path) => path.split('/').map((_, i, names) => names.slice(0, i + 1).join('/')));
  return new References(REPOSITORY, [...new Set(around)].sort(), Api.ofSources(REPOSITORY));
}

const titleOf = ({ id, title }: ChapterFacts): string => `Chapter ${Number(id.slice(2))}: ${title}`;

function countsTable(chapters: ChapterFacts[]): string[] {
  const row = (name: string, facts: ChapterFacts[]): string[] => {
    const items = facts.flatMap((chapter) => chapter.items);
    const systems = facts.flatMap((chapter) => chapter.systems);
    const manifests = systems.flatMap((system) => setsBelow(system).flatMap((set) => set.manifests));
    const covered = items.filter(isCovered).length;
    return [name, String(systems.length), String(manifests.length), `${covered} of ${items.length}`];
  };
  const rows = chapters.map((chapter) => row(`[${titleOf(chapter)}](#${anchor(titleOf(chapter))})`, [chapter]));
  return table(['chapter', 'systems', 'manifests', 'items covered'], [...rows, row('all', chapters)]);
}

function chapterSection(chapter: ChapterFacts, references: References): string[] {
  const { items, systems, id } = chapter;
  const isPitfall = (item: Covered): boolean => /^[lLV]-/.test(item.id);
  const told = items.filter((item) => isCovered(item) && item.variantOf === undefined);
  const rows = (of: Covered[]): string[][] =>
    of.map((item) => [code(item.id), item.title, coveredBy(item, references)]);
  const missing = items.filter((item) => !isCovered(item));
  return [
    ...heading(3, titleOf(chapter)),
    ...systems.flatMap((system) => systemSection(system, items, references)),
    ...section(`Items of ${id}`, table(['item', 'what it is', 'shown by'], rows(told.filter((i) => !isPitfall(i))))),
    ...section(`Pitfalls of ${id}`, table(['item', 'what it is', 'prevented by'], rows(told.filter(isPitfall)))),
    ...section(`Missing in ${id}`, list(missing.map((item) => `${code(item.id)}: ${item.title}${noted(item)}`))),
  ];
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [...heading(4, title), ...lines];
}

function coveredBy(item: Covered, references: References): string {
  const paths = item.systems.map(({ node }) => `dist/${node.path}`);
  const links = item.by.map((text) => references.link(text));
  return `${[...(paths.length === 0 ? [] : [codes(paths)]), ...links].join(', ')}${noted(item)}`;
}

function noted({ note }: Covered): string {
  return note === undefined ? '' : ` (${note})`;
}
