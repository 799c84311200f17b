import { Sample } from './sample';

const api = (...members: string[]): string => `/** Documented. */\nexport class Api {\n${members.join('\n')}\n}`;
const struct = (...members: string[]): string =>
  `/** Documented. */\nexport interface Props {\n${members.join('\n')}\n}`;
const doc = '/** Documented. */';

const jsii: Sample[] = [
  {
    refuses: 'a union in a prop',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: struct(doc, 'readonly port: number | string;'),
    good: struct(doc, 'readonly port: number | undefined;'),
  },
  {
    refuses: 'a union behind undefined',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: struct(doc, 'readonly ports: (number | string | undefined)[];'),
    good: struct(doc, 'readonly ports: number[];'),
  },
  {
    refuses: 'a union of a parameter',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: api(doc, 'public add(port: number | string): void { void port; }'),
    good: api(doc, 'public add(port: number): void { const any: number | string = port; void any; }'),
  },
  {
    refuses: 'a union of a constructor',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: api('constructor(port: number | string) { void port; }'),
    good: api('private constructor(port: number | string) { void port; }'),
  },
  {
    refuses: 'a union of a field in a private constructor',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: api(`private constructor(${doc} public readonly port: number | string) {}`),
    good: api('private constructor(public readonly _port: number | string) {}'),
  },
  {
    refuses: 'a union as a result',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: api(doc, 'public port(): number | string { return 80; }'),
    good: api(doc, 'public _port(): number | string { return 80; }'),
  },
  {
    refuses: 'a union in an abstract method',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: `${doc}\nexport abstract class Api { ${doc} public abstract port(): number | string; }`,
    good: `${doc}\nexport abstract class Api { ${doc} public abstract port(): number; }`,
  },
  {
    refuses: 'a string literal as a type',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: struct(doc, "readonly type: 'ClusterIP';"),
    good: `${doc}\nexport enum Type { ${doc} CLUSTER_IP = 'ClusterIP' }`,
  },
  {
    refuses: 'overloads',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: api(doc, 'public add(): void;', doc, 'public add(port?: number): void { void port; }'),
    good: api(doc, 'public add(port?: number): void { void port; }'),
  },
  {
    refuses: 'a generic class',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: `${doc}\nexport class Box<T> { ${doc} protected kept: T[] = []; }`,
    good: 'class Box<T> { protected kept: T[] = []; }\nvoid Box;',
  },
  {
    refuses: 'a generic method',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: api(doc, 'public only<T>(list: T[]): void { void list; }'),
    good: api(
      doc,
      'public only(list: string[]): void { void list; }',
      'private one<T>(list: T[]): void { void list; }',
    ),
  },
  {
    refuses: 'an exported function',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: 'export function port(): number { return 80; }',
    good: 'export function port(): number { return 80; }',
    goodFile: 'src/network/private/exported-function.ts',
  },
  {
    refuses: 'an exported constant',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: 'export const port = 80;',
    good: api(doc, 'public static readonly PORT = 80;'),
  },
  {
    refuses: 'an exported type alias',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: 'export type Port = number;',
    good: 'type Port = number;\nvoid (80 as Port);',
  },
  {
    refuses: 'an export apart from its declaration',
    rule: 'no-restricted-syntax',
    file: 'src/network/*.ts',
    bad: 'const port = 80;\nexport { port };',
    good: 'const port = 80;\nvoid port;',
  },
  {
    refuses: 'a method without the type of its result',
    rule: '@typescript-eslint/explicit-module-boundary-types',
    file: 'src/network/*.ts',
    bad: api(doc, 'public port() { return 80; }'),
    good: api(doc, 'public port(): number { return 80; }'),
  },
  {
    refuses: 'any',
    rule: '@typescript-eslint/no-explicit-any',
    file: 'src/network/*.ts',
    bad: struct(doc, 'readonly port: any;'),
    good: struct(doc, 'readonly port: number;'),
  },
];

const docs: Sample[] = [
  {
    refuses: 'a bare class',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: 'export class A {}',
    good: 'class A {}\nvoid A;',
  },
  {
    refuses: 'a bare method',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: api('public at(): void {}'),
    good: api('constructor() { this.at(); }', 'private at(): void {}'),
  },
  {
    refuses: 'a bare field',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: api('public readonly size = 1;'),
    good: api(doc, 'public readonly size = 1;'),
  },
  {
    refuses: 'a bare field in a constructor',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: api('constructor(public readonly size: number) {}'),
    good: api(`constructor(${doc} public readonly size: number) {}`),
  },
  {
    refuses: 'a bare interface',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: `export interface A { ${doc} readonly size: number }`,
    good: 'interface A { readonly size: number }\nvoid (0 as unknown as A);',
  },
  {
    refuses: 'a bare prop',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: struct('readonly size: number;'),
    good: struct(doc, 'readonly size: number;'),
  },
  {
    refuses: 'an optional prop without @default',
    rule: 'jsdoc/no-restricted-syntax',
    file: 'src/storage/*.ts',
    bad: struct('/** The size. */', 'readonly size?: number;'),
    good: struct('/**\n * The size.\n * @default 1\n */', 'readonly size?: number;'),
  },
  {
    refuses: 'a bare enum member',
    rule: 'jsdoc/require-jsdoc',
    file: 'src/storage/*.ts',
    bad: `${doc}\nexport enum Mode { BLOCK = 'Block' }`,
    good: `${doc}\nexport enum Mode { ${doc} BLOCK = 'Block' }`,
  },
];

/** Of the rules for what the rooms export. */
export const apiSamples: Sample[] = [...jsii, ...docs];
