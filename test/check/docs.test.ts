import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'cdk8s-patterns';
import { TOPICS } from '../../src/check/private/report/topics';
import { parsed } from './support';

/** A section of the docs: a rule, and manifests that break and keep it. */
interface Section {
  readonly rule: string;
  readonly page: string;
  readonly before: string;
  readonly acknowledged: string;
  readonly wrong: string;
  readonly right: string;
}

const FOLDER = join(__dirname, '../../docs/checks');

const sections: Section[] = readdirSync(FOLDER)
  .filter((page) => page !== 'README.md')
  .flatMap((page) =>
    readFileSync(join(FOLDER, page), 'utf8')
      .split(/^## /m)
      .slice(1)
      .map((text) => {
        const block = (name: string): string =>
          new RegExp(`^\`\`\`yaml ${name}\n(.*?)^\`\`\``, 'ms').exec(text)?.[1] ?? '';
        const rule = text.slice(0, text.indexOf('\n')).trim();
        const [before, acknowledged] = [block('before'), block('acknowledged')];
        return { rule, page, before, acknowledged, wrong: block('wrong'), right: block('right') };
      }),
  );

const manifests = (yaml: string): check.Manifest[] => parsed(yaml).map((json) => ({ json }));

/** The rules that fire in strict mode, when the manifests are applied over those of `before`. */
function fired(yaml: string, { before, acknowledged }: Section): string[] {
  const known = acknowledged === '' ? [] : (parsed(acknowledged) as check.AcknowledgedFinding[][]).flat();
  const sets = [{ name: '', manifests: manifests(yaml), acknowledged: known }];
  const against = before === '' ? undefined : [{ name: '', manifests: manifests(before) }];
  const { findings } = check.Checks.sets(sets, { strict: true, ...(against && { against }) });
  return [...new Set(findings.map(({ rule }) => rule))];
}

test('has one section for each rule, on its page', () => {
  const written = sections.map(({ rule, page }) => `${page} ${rule}`);
  expect(written.sort()).toEqual(TOPICS.map(({ id, page }) => `${page}.md ${id}`).sort());
});

test.each(sections)('shows in $page how $rule is broken, and no other rule', (section) => {
  expect(fired(section.wrong, section)).toEqual([section.rule]);
});

test.each(sections)('shows in $page how $rule is kept', (section) => {
  expect(section.right).not.toBe('');
  expect(fired(section.right, section)).toEqual([]);
});
