import { join } from 'node:path';
import { BOOK, System } from '../../apps/kiamol/lesson';
import { Covered } from './chapters';
import { ManifestFacts, SetFacts, acknowledgedIn, fileOf, setsBelow } from './facts';
import { anchor, code, codes, commands, enumerated, heading, list, table } from './markdown';
import { needLines } from './needs';
import { References } from './references';

const REPOSITORY = join(__dirname, '../..');

/** A system: its purpose, how it is applied, its manifests, what it needs, shows and prevents. */
export function systemSection(system: System, items: Covered[], references: References): string[] {
  const { path } = system.node;
  const sets = setsBelow(system);
  const file = fileOf(system, REPOSITORY);
  const named = sets
    .flatMap(({ manifests }) => manifests.flatMap(sectionsOf))
    .filter((name) => !/^listing /.test(name));
  const sections = [...new Set(named)].sort(bySection);
  const shown = items.filter((item) => item.systems.includes(system));
  const variants = items.filter((item) => item.variantOf === path);
  return [
    ...heading(4, titleOf(system)),
    `${system.props.purpose} From ${enumerated(sections)}; written in [${file}](../${file}).`,
    '',
    ...commands(chains(sets).flatMap((chain, i) => [...(i > 0 ? [''] : []), ...applied(chain)])),
    ...table(
      ['folder', 'manifest', 'section', 'objects', 'made of'],
      sets.flatMap((set) => set.manifests.map((manifest) => row(set.path.slice(path.length + 1), manifest))),
    ),
    ...list([
      ...needLines(chains(sets).flat(), {
        folder: (inside) => inside.slice(path.length + 1),
        reason: (text) => linked(text, system),
      }),
      ...(shown.length === 0 ? [] : [`Shows ${shown.map(({ id, title }) => `${code(id)} (${title})`).join(', ')}.`]),
      ...variants.map(
        ({ id, title, by }) =>
          `Prevented: ${code(id)} (${title}), by ${by.map((text) => references.link(text)).join(', ')}.`,
      ),
      ...acknowledgedIn(system).map(
        ({ rule, reason }) => `On purpose: ${references.link(`check: ${rule}`)}, since ${reason}.`,
      ),
    ]),
  ];
}

const titleOf = ({ node }: System): string => node.path.split('/').slice(1).join('/');

/** A reason with links to the systems of the chapter that it names: `of todo-db`. */
function linked(reason: string, { node }: System): string {
  const others = (node.scope?.node.children ?? []).filter((child) => child instanceof System);
  return reason.replace(/\bof ([\w-]+)/g, (words, id: string) => {
    const other = others.find((system) => system.node.id === id);
    return other === undefined ? words : `of [${id}](#${anchor(titleOf(other))})`;
  });
}

/** The sets in the order in which they are applied: a folder with its steps, then the next folder. */
export function chains(sets: SetFacts[]): SetFacts[][] {
  const starts = new Map<string, SetFacts[]>();
  for (const set of sets) starts.set(startOf(set), [...(starts.get(startOf(set)) ?? []), set]);
  return inOrder([...starts.values()].map((chain) => chain.sort((a, b) => stepOf(a) - stepOf(b))));
}

/** The commands for the sets, one after the other. */
export function applied(chain: SetFacts[]): string[] {
  return chain.flatMap(({ path, deleteFirst }) => [
    ...(deleteFirst.length === 0 ? [] : [`kubectl delete ${deleteFirst.join(' ')}`]),
    `kubectl apply -f dist/${path}`.replace(/\/$/, ''),
  ]);
}

const step = /(?:^|\/)(\d+)-[^/]*$/;
const stepOf = ({ path }: SetFacts): number => Number(step.exec(path)?.[1] ?? 0);
const startOf = ({ path }: SetFacts): string => path.replace(step, '');

/** A chain that must come after another stands after it. */
function inOrder(all: SetFacts[][]): SetFacts[][] {
  const placed: SetFacts[][] = [];
  const place = (chain: SetFacts[]): void => {
    if (placed.includes(chain)) return;
    const after = new Set(chain.flatMap((set) => set.after));
    for (const other of all) if (other !== chain && other.some(({ path }) => after.has(path))) place(other);
    placed.push(chain);
  };
  all.forEach(place);
  return placed;
}

function row(folder: string, manifest: ManifestFacts): string[] {
  const { name, objects, constructs } = manifest;
  return [folder === '' ? '' : code(folder), name, sectionsOf(manifest).join(', '), codes(objects), codes(constructs)];
}

/** The sections of the book in the headers: the numbers behind its title. */
function sectionsOf({ sources }: ManifestFacts): string[] {
  return sources.flatMap((source) =>
    source.startsWith(`${BOOK}, `) ? source.slice(BOOK.length + 2).split(/, | and /) : [source],
  );
}

function bySection(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
