import { synth } from 'cdk8s-patterns';
import { IConstruct } from 'constructs';
import { SetFacts, setsBelow } from './facts';
import { codes, commands, heading, list, table } from './markdown';
import { needLines } from './needs';
import { applied, chains } from './system-section';

/** The applications: what lies in `dist` beside the books. */
export function applicationsSection(app: synth.App, books: IConstruct[]): string[] {
  const paths = books.map(({ node }) => `${node.path}/`);
  const sets = setsBelow(app).filter(({ path }) => !paths.some((book) => path.startsWith(book)));
  const inOrder = chains(sets).flat();
  return [
    ...heading(2, 'Applications'),
    ...commands(applied(inOrder)),
    ...table(['folder', 'manifest', 'namespace', 'source', 'made of'], sets.flatMap(rows)),
    ...list(needLines(inOrder, { folder: folderOf })),
  ];
}

const folderOf = (path: string): string => `dist/${path}`.replace(/\/$/, '');

function rows({ path, manifests }: SetFacts): string[][] {
  return manifests.map(({ name, namespace = '', sources, constructs }) => [
    codes([folderOf(path)]),
    name,
    namespace,
    sources.join('; '),
    codes(constructs),
  ]);
}
