// What the compilers do not hold: the arrows between the rooms, sizes, the API rules that jsii lets pass, doc comments.
// Every rule written here is shown to fire in test/lint.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

// ---- The arrows ----

/** A room may import the rooms of every later line, through their index; rooms on one line do not know each other. */
const lines = [
  ['samples'],
  ['platform'],
  ['data', 'rollout', 'observe', 'secure', 'schedule', 'extend', 'serverless'],
  ['batch'],
  ['workload'],
  ['network'],
  ['config'],
  ['storage'],
  ['declare'],
];

/** Each folder of `src` and the rooms it may import. All but `private` itself may import the files of `private`. */
const arrows = {
  ...Object.fromEntries(lines.flatMap((line, i) => line.map((room) => [room, lines.slice(i + 1).flat()]))),
  synth: ['check', 'declare'],
  check: ['declare'],
  testing: [],
  cli: ['synth', 'check', 'testing', 'declare'],
  private: [],
};
const rooms = Object.keys(arrows).filter((folder) => folder !== 'cli' && folder !== 'private');

/** What `src` runs on: the peer dependencies, whole and not by file, and Node. */
const packages = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'node:.+'];

/** What single folders run on beside that. */
const bundled = { private: ['yaml'] };

/** A path without `..` and not an index. */
const path = '(?!index$)[\\w-][\\w/-]*(?:\\.json)?';

/** The only modules that may be imported, as regular expressions. */
const onlyImport = (message, allowed) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex: `^(?!(?:${allowed.join('|')})$)`, message }] }],
});

/** How a file `depth` folders below `src` reaches its own room by file, other rooms by index, `private` by file. */
const arrowRules = Object.entries(arrows).flatMap(([folder, reach]) =>
  [1, 2, 3, 4].map((depth) => {
    const src = '\\.\\./'.repeat(depth);
    const own = `(?=\\.)(?:\\./)?(?:\\.\\./){0,${depth - 1}}${path}`;
    const others = folder === 'private' ? [] : [`${src}private/${path}`, ...reach.map((room) => `${src}${room}`)];
    const may = `${folder} may import its own files directly, private, ${reach.join(', ') || 'no room'}, and ${packages.join(', ')}`;
    const from = [...packages, ...(bundled[folder] ?? [])];
    return { files: [filesOf(folder, depth)], rules: onlyImport(may, [...from, own, ...others]) };
  }),
);

/** The only folder inside a room is its own `private`, whose helpers are no API; the index does not export from it. */
function filesOf(folder, depth) {
  const inner = rooms.includes(folder) ? 'private' : '*';
  return ['src', folder, ...[inner, '*', '*'].slice(0, depth - 1), '*.ts'].join('/');
}

// ---- Shapes of code that are refused, as selectors on the syntax tree ----

const refuse = (...shapes) => ({
  'no-restricted-syntax': ['error', ...shapes.map(([selector, message]) => ({ selector, message }))],
});

const anywhere = [['ExportDefaultDeclaration', 'export by name']];

const inSrc = [
  ...anywhere,
  [':matches(ImportExpression > Literal, TSImportType)', 'import at the top of the file, where the arrows are checked'],
];

const exported = 'ExportNamedDeclaration >';
const inClass = `${exported} ClassDeclaration > ClassBody >`;
const member = `${inClass} [key][accessibility!="private"][key.name!=/^_/][key.type!="PrivateIdentifier"]`;
const parameterProperty = `${inClass} MethodDefinition > FunctionExpression > TSParameterProperty[accessibility!="private"][parameter.name!=/^_/]`;

/** Where the types of the API are written: exported interfaces, and what exported classes do not keep to themselves. */
const apiTypes = [
  `${exported} TSInterfaceDeclaration`,
  `${member} > TSTypeAnnotation`,
  `${member} > :matches(FunctionExpression, TSEmptyBodyFunctionExpression) > :matches(.params, .returnType)`,
  parameterProperty,
];
const inApi = (type) => `:matches(${apiTypes.join(', ')}) ${type}`;

const inApiFiles = [
  ...inSrc,
  [
    inApi('TSUnionType:not([types.length=2]:has(> TSUndefinedKeyword))'),
    'no union in the API: a value class or an enum',
  ],
  [inApi(':matches(TSLiteralType, TSTemplateLiteralType)'), 'no literal type in the API, jsii reads a string: an enum'],
  [inApi('TSTypeParameterDeclaration'), 'no generics in the API, jsii reads any'],
  [
    `${exported} :matches(ClassDeclaration, TSInterfaceDeclaration) > TSTypeParameterDeclaration`,
    'no generics in the API',
  ],
  [`${member} > * > TSTypeParameterDeclaration`, 'no generics in the API, jsii reads any'],
  [`${inClass} MethodDefinition > TSEmptyBodyFunctionExpression`, 'no overloads, jsii keeps the first only'],
  [
    `${exported} :not(ClassDeclaration, TSInterfaceDeclaration, TSEnumDeclaration)`,
    'jsii drops it: a static member, or a file in the private folder of the room',
  ],
  ['ExportAllDeclaration', 'only the index of the room exports'],
];

// Named exports would be nicer, but jsii takes types for missing that the index of a room names one by one.
const inRoomIndex = [['Program > :not(ExportAllDeclaration[exported=null])', "only `export * from './file'`"]];
const inMainIndex = [['Program > :not(ExportAllDeclaration[exported])', "only `export * as room from './room'`"]];

/** What the reader of the API sees. */
const documented = [
  `${exported} :matches(ClassDeclaration, TSInterfaceDeclaration, TSEnumDeclaration)`,
  `${exported} TSInterfaceDeclaration > TSInterfaceBody > *`,
  `${exported} TSEnumDeclaration TSEnumMember`,
  `${member}:not([kind="constructor"], [accessibility="protected"])`,
  parameterProperty,
];

const optionalWithoutDefault = {
  context: 'TSPropertySignature[optional=true]',
  comment: 'JsdocBlock:not(:has(JsdocTag[tag="default"]))',
  message: 'an optional prop says what @default happens without it',
};

// ---- Which files are held to what; of two blocks that set one rule, the later one counts ----

const apiFiles = rooms.map((room) => `src/${room}/*.ts`);

export default defineConfig(
  globalIgnores(['lib', 'pkg', 'dist', 'coverage']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { project: 'tsconfig.dev.json', tsconfigRootDir: import.meta.dirname } },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })],
    },
    rules: {
      ...refuse(...anywhere),
      'import-x/no-cycle': ['error', { ignoreExternal: true }], // `import type` is no cycle
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/naming-convention': ['error', { selector: 'enumMember', format: ['UPPER_CASE'] }],
      '@typescript-eslint/no-unsafe-assignment': 'off', // `Lazy.any` and `toJson` of cdk8s give any
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      ...refuse(...inSrc),
      'no-console': 'error',
      'max-lines': ['error', 400], // with blank lines and comments, here and below
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  ...arrowRules,
  {
    files: apiFiles,
    plugins: { jsdoc },
    rules: {
      ...refuse(...inApiFiles),
      '@typescript-eslint/explicit-module-boundary-types': 'error', // what is not written is not checked above
      'jsdoc/require-jsdoc': ['error', { contexts: documented, require: { FunctionDeclaration: false } }],
      'jsdoc/no-restricted-syntax': ['error', { contexts: [optionalWithoutDefault] }],
    },
  },
  { files: ['src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: rooms.map((room) => `src/${room}/index.ts`),
    rules: { ...refuse(...inRoomIndex), ...onlyImport('a room exports its own files', [`\\./(?!private/)${path}`]) },
  },
  {
    files: ['src/index.ts'],
    rules: {
      ...refuse(...inMainIndex),
      ...onlyImport(
        'a room of the table',
        rooms.map((room) => `\\./${room}`),
      ),
    },
  },
  {
    files: ['src/jest.ts'],
    rules: onlyImport('testing, private, jest', [
      ...packages,
      'expect',
      '@jest/.+',
      '\\./testing',
      `\\./private/${path}`,
    ]),
  },
  {
    files: ['apps/**/*.ts'],
    rules: {
      ...onlyImport("'cdk8s-patterns' or another app", [
        ...packages,
        'cdk8s-patterns',
        `(?:\\./|(?:\\.\\./)+)(?!(?:src|test)(?:/|$))${path}`,
      ]),
      'max-lines': ['error', 80],
    },
  },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'max-lines': ['error', 300],
      'jest/no-disabled-tests': 'error',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*'] }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      'src/index.ts',
      'src/jest.ts',
      ...Object.keys(arrows).flatMap((f) => [1, 2, 3, 4].map((depth) => filesOf(f, depth))),
    ],
    rules: refuse(['Program', 'a folder that the arrows in eslint.config.mjs do not know']),
  },
  { files: ['**/*[A-Z_]*.ts'], rules: refuse(['Program', 'file names are kebab-case']) },
  {
    files: ['test/cluster/**/*.ts'], // run by tsx and Node's own test runner
    languageOptions: { parserOptions: { project: 'test/cluster/tsconfig.json' } },
    rules: {
      ...Object.fromEntries(Object.keys(jest.configs['flat/recommended'].rules).map((rule) => [rule, 'off'])),
      'jest/expect-expect': 'off',
      'jest/no-disabled-tests': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test'] }] },
      ],
    },
  },
  { files: ['test/import/*.ts'], extends: [tseslint.configs.disableTypeChecked] }, // compiled by itself, as a user's
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['**/*.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
);
