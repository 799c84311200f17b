import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { declare, synth } from 'cdk8s-patterns';
import { Chapter, System } from '../../apps/kiamol/lesson';
import { chaptersOf } from '../../tools/systems/chapters';
import { coverageOf, checklists } from '../../tools/systems/checklist';
import { anchor } from '../../tools/systems/markdown';
import { referencesOf, systemsPage } from '../../tools/systems/page';
import { SetFacts } from '../../tools/systems/facts';
import { needLines } from '../../tools/systems/needs';
import { applied, chains } from '../../tools/systems/system-section';
import { appOfMain } from '../../tools/systems/tree';
import { messageOf } from '../support';

const DOCS = join(__dirname, '../../docs');
const read = (page: string): string => readFileSync(join(DOCS, page), 'utf8');

const app = appOfMain();
const references = referencesOf(app);

/** Whether a link of `docs/systems.md` leads somewhere: to a file, and to an anchor or a heading in it. */
function leads(file: string, place: string | undefined): boolean {
  if (!existsSync(join(DOCS, file))) return false;
  if (place === undefined) return true;
  const text = read(file === '' ? 'systems.md' : file);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading));
  return headings.includes(place) || text.includes(` id="${place}"`);
}

describe('docs/systems.md', () => {
  it('is what `npm run docs` writes, and no reference in it is dead', () => {
    expect(systemsPage(app, references)).toBe(read('systems.md'));
  });

  it('links to files, and to places in them, that exist', () => {
    const links = [...read('systems.md').matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const dead = links.flatMap(([, file = '', place]) => (leads(file, place) ? [] : [`${file}#${place}`]));
    expect([...new Set(dead)]).toEqual([]);
  });

  it('knows what the items of all checklists are called, and which chapter shows them', () => {
    const items = checklists().flatMap(({ chapters }) => chapters.flatMap((chapter) => chapter.items));
    expect(items.filter(({ number, id, title }) => !(number > 0 && id !== '' && title !== ''))).toEqual([]);
  });

  it('records each covered item once in a file', () => {
    const written = checklists().flatMap((checklist) => coverageOf(checklist).map(({ file, id }) => `${file} ${id}`));
    expect(written.filter((name, i) => written.indexOf(name) < i)).toEqual([]);
  });
});

describe('references', () => {
  it.each([
    ['construct: workload.Deployment', undefined],
    ['construct: workload.Deployment.sidecars', undefined],
    ['construct: config.ConfigMap.data', undefined],
    ['construct: storage.Volume.emptyDir', undefined],
    ['type: workload.PodProps.initContainers', undefined],
    ['check: missing-key', undefined],
    ['folder: kiamol/ch02/hello-kiamol', undefined],
    ['test: test/apps.test.ts', undefined],
    [
      'construct: workload.Deployment.sidecar',
      "'workload.Deployment.sidecar' must be a member or prop of workload.Deployment, got sidecar; did you mean sidecars?",
    ],
    [
      'construct: workload.Workload.policy',
      "'workload.Workload.policy' must be a member or prop of workload.Workload, got policy",
    ],
    [
      'construct: workload.Deploymen',
      "'workload.Deploymen' must be exported by room workload, got Deploymen; did you mean Deployment?",
    ],
    [
      'construct: wrkload.Deployment',
      "'wrkload.Deployment' must be a room of src, got wrkload; did you mean workload?",
    ],
    ['check: missing-keys', "'check: missing-keys' must be a section of docs/checks; did you mean missing-key?"],
    [
      'folder: kiamol/ch02/helo-kiamol',
      "'folder: kiamol/ch02/helo-kiamol' must be a folder with manifests; did you mean kiamol/ch02/hello-kiamol?",
    ],
    [
      'test: test/gone.test.ts',
      "'test: test/gone.test.ts' must be a test of this repository, such as test/apps.test.ts",
    ],
    [
      'lint: missing-key',
      "'lint: missing-key' must be 'construct: room.Name.prop', 'type: room.Name.prop', 'check: id', 'folder: path' or 'test: file'",
    ],
  ])('%s: %s', (reference, problem) => {
    expect(references.problem(reference)).toBe(problem);
  });

  it('that are dead in the tree fail all together', () => {
    const wrong = new synth.App();
    const chapter = new Chapter(new synth.Folder(wrong, 'kiamol'), 'ch02');
    const system = new System(chapter, 'web', { purpose: 'A page.', items: ['hello-kiamol-5'] });
    declare.Header.of(new Chart(system, 'web'), { construct: 'workload.Deploymnt' });
    expect(messageOf(() => chaptersOf(wrong, references))).toContain(`docs/systems.md cannot be written:
  [kiamol/ch02/web] 'items' must be an id of tools/systems/checklists/kiamol-ch01-04.yaml, got "hello-kiamol-5"; did you mean "hello-kiamol-2"?`);
    expect(messageOf(() => chaptersOf(wrong, references))).toContain(
      "[kiamol/ch02] 'workload.Deploymnt' must be exported by room workload, got Deploymnt; did you mean Deployment?",
    );
  });
});

describe('commands', () => {
  const set = (path: string, more: Partial<SetFacts> = {}): SetFacts => ({
    path,
    manifests: [],
    deleteFirst: [],
    after: [],
    needs: [],
    ...more,
  });

  it('come in the order of the steps, each after what must be deleted', () => {
    const steps = [set('web/10-last'), set('web/2-next', { deleteFirst: ['job/web', 'pod/web'] }), set('web')];
    expect(chains(steps).map(applied)).toEqual([
      [
        'kubectl apply -f dist/web',
        'kubectl delete job/web pod/web',
        'kubectl apply -f dist/web/2-next',
        'kubectl apply -f dist/web/10-last',
      ],
    ]);
  });

  it('put a folder after those that it relies on', () => {
    const folders = [set('a', { after: ['b/2-next'] }), set('b'), set('b/2-next'), set('c')];
    expect(chains(folders).map(([first]) => first?.path)).toEqual(['b', 'a', 'c']);
  });

  it('tell what must be there before the first folder that needs it', () => {
    const revision = { apiVersion: 'serving.knative.dev/v1', kind: 'Revision', name: 'hello-1' };
    const secret = { apiVersion: 'v1', kind: 'Secret', name: 'db', reason: 'of todo-db' };
    const sets = [
      set('hello', { needs: [secret] }),
      set('hello/2-next', { needs: [secret, revision] }),
      set('hello/3-split', { needs: [revision] }),
    ];
    const folder = (path: string): string => path.slice('hello/'.length);
    expect(needLines(sets, { folder, reason: (text) => `${text}!` })).toEqual([
      'Must be there: Secret `db`, of todo-db!.',
      'Must be there for `2-next`: Revision `hello-1`.',
    ]);
  });

  it('apply what lies in no folder first, from dist itself', () => {
    expect(chains([set(''), set('knative')]).map(applied)).toEqual([
      ['kubectl apply -f dist'],
      ['kubectl apply -f dist/knative'],
    ]);
  });
});
