import { synth } from 'cdk8s-patterns';
import { IConstruct } from 'constructs';
import { SetFacts, needsOf, setsBelow } from './facts';
import { codes, commands, heading, list, table } from './markdown';
import { applied, chains } from './system-section';

/** The applications: what lies in `dist` beside the books. */
export function applicationsSection(app: synth.App, books: IConstruct[]): string[] {
  const paths = books.map(({ node }) => `${node.path}/`);
  const sets = setsBelow(app).filter(({ path }) => !paths.some((book) => path.startsWith(book)));
  const folders = app.node.children.filter((child) => child instanceof synth.Folder && !books.includes(child));
  const needs = folders.flatMap((folder) => needsOf(folder));
  const unique = [...new Map(needs.map((object) => [`${object.kind}/${object.name}`, object])).values()];
  return [
    ...heading(2, 'Applications'),
    ...commands(chains(sets).flatMap(applied)),
    ...table(['folder', 'manifest', 'namespace', 'source', 'made of'], sets.flatMap(rows)),
    ...list(
      unique.map(
        ({ kind, name, reason }) => `Must be there: ${kind} \`${name}\`${reason === undefined ? '' : `, ${reason}`}.`,
      ),
    ),
  ];
}

function rows({ path, manifests }: SetFacts): string[][] {
  return manifests.map(({ name, namespace = '', sources, constructs }) => [
    codes([`dist/${path}`.replace(/\/$/, '')]),
    name,
    namespace,
    sources.join('; '),
    codes(constructs),
  ]);
}
