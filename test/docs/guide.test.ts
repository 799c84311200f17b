import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as patterns from 'cdk8s-patterns';
import { Block, blocks, contains, fileOf, pages, programs, runOf, textOf } from './pages';

const GUIDE = join(__dirname, '../../docs/guide');
/** Rooms that have pages of their own elsewhere. */
const ELSEWHERE = ['check', 'testing'];

process.env['NO_COLOR'] = '1'; // messages are compared as plain text

const warned = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
const all = blocks();
const named = (some: Block[]): [string, Block][] =>
  some.map((block, i) => [`${block.page} ${block.language} ${i + 1}`, block]);

/** What a program wrote to a file of `dist`, or the applications did, which `test/apps.test.ts` compares with these snapshots. */
function written(block: Block): string {
  const program = programOf(block);
  const path = block.file ?? '';
  if (program === undefined) return fileOf(path.replace(/^dist\//, 'test/snapshots/'));
  return runOf(program).files.get(path) ?? '';
}

/** The program that stands before a block, with only its output between. */
function programOf({ before }: Block): string | undefined {
  if (before === undefined) return undefined;
  return before.language === 'ts' ? programs.get(before.text) : programOf(before);
}

describe('the guide', () => {
  it.each(named(all.filter(({ language, file }) => language === 'ts' && file === undefined)))(
    'shows a program that runs: %s',
    (_, { text }) => {
      expect([...programs.keys()]).toContain(text);
    },
  );

  it('shows each program once', () => {
    const shown = all.flatMap(({ text }) => programs.get(text) ?? []);
    expect(shown.sort()).toEqual([...programs.values()].sort());
  });

  it.each(named(all.filter(({ language, file }) => language === 'ts' && file !== undefined)))(
    'shows a part of a lesson: %s',
    (_, { text, file }) => {
      expect(contains(fileOf(file ?? ''), text)).toBe(true);
    },
  );

  it.each(named(all.filter(({ language, file }) => language === 'yaml' && file === undefined)))(
    'shows all that a program writes: %s',
    (_, block) => {
      expect([...runOf(programOf(block) ?? '').files.values()].join('---\n')).toBe(block.text);
    },
  );

  it.each(named(all.filter(({ language, file }) => language === 'yaml' && file !== undefined)))(
    'shows a part of what is written: %s',
    (_, block) => {
      expect(contains(written(block), block.text)).toBe(true);
    },
  );

  it.each(named(all.filter(({ language }) => language === 'text')))(
    'shows what a program fails with: %s',
    (_, block) => {
      expect(runOf(programOf(block) ?? '').message.trimEnd()).toBe(block.text.trimEnd());
    },
  );

  it('shows no warnings', () => {
    for (const name of programs.values()) runOf(name);
    expect(warned.mock.calls).toEqual([]);
  });

  it('has no block of another kind but commands', () => {
    const known = ['ts', 'yaml', 'text', 'sh'];
    expect(all.filter(({ language }) => !known.includes(language))).toEqual([]);
  });
});

describe('its pages', () => {
  const rooms = Object.entries(patterns).filter(([room]) => !ELSEWHERE.includes(room));

  it('are one for each room, and the index', () => {
    expect(pages).toEqual(['README.md', ...rooms.map(([room]) => `${room}.md`)].sort());
  });

  it.each(rooms)('name each class of the room %s', (room, names) => {
    const classes = Object.entries(names as Record<string, unknown>).filter(([, value]) => typeof value === 'function');
    const text = textOf(`${room}.md`);
    expect(classes.map(([name]) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(pages)('%s links to what exists', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, link = '']) => link);
    const dead = links.filter((link) => !link.startsWith('https://') && !existsSync(join(GUIDE, link)));
    expect(dead).toEqual([]);
  });

  it('are all in the index', () => {
    const index = textOf('README.md');
    expect(pages.filter((page) => page !== 'README.md' && !index.includes(`](${page})`))).toEqual([]);
  });
});
