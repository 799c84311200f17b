import { Sample } from './sample';

const lines = (count: number): string => Array(count).fill('//').join('\n');
const longFunction = (count: number): string => `export function long(): void {\n${'  void 0;\n'.repeat(count - 2)}}`;

const imports: Sample[] = [
  {
    refuses: 'another folder of the index',
    rule: 'no-restricted-imports',
    file: 'src/index.ts',
    bad: "export * as errors from './private/errors';",
    good: "export * as storage from './storage';",
  },
  {
    refuses: 'exports of a room from its private folder',
    rule: 'no-restricted-imports',
    file: 'src/secure/index.ts',
    bad: "export * from './private/role';",
    good: "export * from './role';",
  },
  {
    refuses: 'an index that names its exports one by one',
    rule: 'no-restricted-syntax',
    file: 'src/config/index.ts',
    bad: "export { Secret } from './secret';",
    good: "export * from './secret';",
  },
  {
    refuses: 'the private folder of another room',
    rule: 'no-restricted-imports',
    file: 'src/workload/private/*.ts',
    bad: "import '../../storage/private/claim';",
    good: "import '../pod';\nimport './probe';\nimport '../../storage';\nimport '../../private/errors';",
  },
  {
    refuses: 'jest in all but src/jest.ts',
    rule: 'no-restricted-imports',
    file: 'src/testing/*.ts',
    bad: "import '@jest/globals';",
    good: "import '@jest/globals';\nimport './testing';",
    goodFile: 'src/jest.ts',
  },
  {
    refuses: 'an import inside the code',
    rule: 'no-restricted-syntax',
    file: 'src/private/*.ts',
    bad: "export const later = (): Promise<unknown> => import('../samples');",
    good: 'export const later = (file: string): Promise<unknown> => import(file);',
  },
  {
    refuses: 'an import inside a type',
    rule: 'no-restricted-syntax',
    file: 'src/private/*.ts',
    bad: "export type Late = import('../samples').Late;",
    good: "import type { Late } from './late';\nexport type { Late };",
  },
  {
    refuses: 'the sources in an app',
    rule: 'no-restricted-imports',
    file: 'apps/*.ts',
    bad: "import '../src';",
    good: "import 'cdk8s-patterns';\nimport './todo-list';",
  },
  {
    refuses: 'a file of the sources in a lesson',
    rule: 'no-restricted-imports',
    file: 'apps/klm/ch05/*.ts',
    bad: "import '../../../src/storage';",
    good: "import 'cdk8s-patterns';\nimport '../ch04/todo-list';",
  },
  {
    refuses: 'a cycle',
    rule: 'import-x/no-cycle',
    file: 'src/storage/cycle-a.ts',
    bad: "import { b } from './cycle-b';\nvoid b;",
    good: "import type { B } from './cycle-b';\nvoid (0 as unknown as B);",
  },
  {
    refuses: 'the other half of the cycle',
    rule: 'import-x/no-cycle',
    file: 'src/storage/cycle-b.ts',
    bad: "import './cycle-a';\n/** Documented. */\nexport class b {}",
    good: "import './cycle-a';\n/** Documented. */\nexport class B {}",
  },
  {
    refuses: 'a folder outside the table',
    rule: 'no-restricted-syntax',
    file: 'src/unknown/*.ts',
    bad: '//',
    good: '//',
    goodFile: 'src/declare/known.ts',
  },
  {
    refuses: 'a folder of a room other than private',
    rule: 'no-restricted-syntax',
    file: 'src/check/rules/*.ts',
    bad: '//',
    good: '//',
    goodFile: 'src/check/private/rules/names.ts',
  },
];

const sizes: Sample[] = [
  { refuses: '401 lines in src', rule: 'max-lines', file: 'src/private/*.ts', bad: lines(401), good: lines(400) },
  { refuses: '301 lines in a test', rule: 'max-lines', file: 'test/*.ts', bad: lines(301), good: lines(300) },
  { refuses: '81 lines in an app', rule: 'max-lines', file: 'apps/*.ts', bad: lines(81), good: lines(80) },
  {
    refuses: 'a function of 41 lines',
    rule: 'max-lines-per-function',
    file: 'src/private/*.ts',
    bad: longFunction(41),
    good: longFunction(40).replace('{', '{ // a comment\n\n// and another'),
  },
];

const style: Sample[] = [
  {
    refuses: '|| for a default',
    rule: '@typescript-eslint/prefer-nullish-coalescing',
    file: 'src/private/*.ts',
    bad: 'export const or = (count?: number): number => count || 1;',
    good: 'export const or = (count?: number): number => count ?? 1;',
  },
  {
    refuses: 'console in src',
    rule: 'no-console',
    file: 'src/private/*.ts',
    bad: 'console.log(1);',
    good: 'export const one = 1;',
  },
  {
    refuses: 'a focused test',
    rule: 'jest/no-focused-tests',
    file: 'test/*.test.ts',
    bad: "it.only('runs', () => { expect(1).toBe(1); });",
    good: "it('runs', () => { expect(1).toBe(1); });",
  },
  {
    refuses: 'a skipped test',
    rule: 'jest/no-disabled-tests',
    file: 'test/*.test.ts',
    bad: "it.skip('runs', () => { expect(1).toBe(1); });",
    good: "it('runs', () => { expect(1).toBe(1); });",
  },
  {
    refuses: 'a test without expectation',
    rule: 'jest/expect-expect',
    file: 'test/*.test.ts',
    bad: "it('runs', () => undefined);",
    good: "it('runs', () => { expectObjects(); });\nfunction expectObjects(): void {}",
  },
  {
    refuses: 'enum members in lower case',
    rule: '@typescript-eslint/naming-convention',
    file: 'src/private/*.ts',
    bad: "export enum Policy { Local = 'Local' }",
    good: "export enum Policy { LOCAL = 'Local' }",
  },
  {
    refuses: 'a private field that could be readonly',
    rule: '@typescript-eslint/prefer-readonly',
    file: 'src/private/*.ts',
    bad: 'export class Port { private number = 80; at(): number { return this.number; } }',
    good: 'export class Port { private readonly number = 80; at(): number { return this.number; } }',
  },
  {
    refuses: 'a default export',
    rule: 'no-restricted-syntax',
    file: 'test/*.ts',
    bad: 'export default 1;',
    good: 'export const one = 1;',
  },
  {
    refuses: 'file names that are not kebab-case',
    rule: 'no-restricted-syntax',
    file: 'src/private/configMap.ts',
    bad: '//',
    good: '//',
    goodFile: 'src/private/config-map.ts',
  },
];

/** Of the rules for all files. */
export const fileSamples: Sample[] = [...imports, ...sizes, ...style];
