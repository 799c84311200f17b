import { apiSamples } from './api-samples';
import { allowedIn, folders, forbiddenIn } from './arrows';
import { lint } from './eslint-run';
import { fileSamples } from './file-samples';

const table = [...fileSamples, ...apiSamples].map((sample, i) => {
  const file = sample.file.replace('*', `sample-${i}`);
  return { ...sample, file, goodFile: sample.goodFile ?? file };
});

const arrowsOf = (modules: (folder: string) => string[]): [string, string][] =>
  folders.map((folder) => [
    `src/${folder}/arrows.ts`,
    modules(folder)
      .map((name) => `import '${name}';`)
      .join('\n'),
  ]);

describe('the lint', () => {
  let bad: Map<string, string[]>;
  let good: Map<string, string[]>;

  beforeAll(async () => {
    [bad, good] = await Promise.all([
      lint([...table.map(({ file, bad }): [string, string] => [file, bad]), ...arrowsOf(forbiddenIn)]),
      lint([...table.map(({ goodFile, good }): [string, string] => [goodFile, good]), ...arrowsOf(allowedIn)]),
    ]);
  }, 120_000);

  it.each(table)('refuses $refuses', ({ rule, file, goodFile }) => {
    const rules = bad.get(file)?.map((finding) => finding.replace(/^\d+ /, ''));
    expect([...new Set(rules)]).toEqual([rule]);
    expect(good.get(goodFile)).toEqual([]);
  });

  it.each(folders)('lets src/%s import what is to its right, private and its own files', (folder) => {
    expect(good.get(`src/${folder}/arrows.ts`)).toEqual([]);
  });

  it.each(folders)('refuses every other import in src/%s', (folder) => {
    const everyLine = forbiddenIn(folder).map((_, i) => `${i + 1} no-restricted-imports`);
    expect(bad.get(`src/${folder}/arrows.ts`)).toEqual(everyLine);
  });
});
