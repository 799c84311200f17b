import { Schemas } from '../../../src/check/private/schema/schemas';
import { backupDefinition } from './backup-definition';
import { found } from './found';

const schemas = Schemas.kubernetes().withCustomResources([backupDefinition]);
const backup = (spec: object) => ({
  apiVersion: 'example.com/v1',
  kind: 'Backup',
  metadata: { name: 'nightly' },
  spec: { schedule: 'daily', ...spec },
});
const inBackup = (spec: object) => found(backup(spec), '1.27', schemas);

describe('a resource of a definition', () => {
  it.each<[string, object]>([
    ['the least', {}],
    ['limits that are just met', { schedule: 'a-b', copies: 9, ratio: 0.5, step: 10, total: 2 ** 40 }],
    ['values of enums', { mode: 'Full', level: 2 }],
    ['null for absent fields', { note: null, mode: null, hooks: null }],
    ['texts with formats', { until: '2026-01-31T12:00:00Z', key: 'aGk=' }],
    ['a port as a number', { port: 80 }],
    ['a port as a name', { port: 'http' }],
    ['different items', { tags: ['a', 'b'], hooks: [{ name: 'a' }, { name: 'b' }, { name: 'a', phase: 'after' }] }],
    ['maps', { labels: { a: 'b', c: 'd' }, limits: { a: 1 } }],
    ['free fields', { options: { fast: true, other: [1] }, free: [{ a: 1 }] }],
    ['an object inside', { template: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { a: 1 } } }],
    ['one of two forms, with the default of another field', { target: { bucket: 'ab' } }],
    ['both parts of a form', { target: { bucket: 'ab', kind: 'web', url: 'x' } }],
  ])('may have %s', (_, spec) => {
    expect(inBackup(spec)).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'type',
      { paused: 'true' },
      `wrong-type /spec/paused: 'paused' must be true or false, got "true"; write true without quotes`,
    ],
    [
      'a field',
      { pausd: true },
      "unknown-field /spec/pausd: 'pausd' must be a field of Backup.spec, got \"pausd\"; did you mean 'paused'?",
    ],
    [
      'a schedule',
      { schedule: null },
      "missing-field /spec/schedule: 'schedule' must be set in Backup.spec, got null; give it a value",
    ],
    [
      'the fields of items',
      { hooks: [{}] },
      "missing-field /spec/hooks/0/name: 'name' must be set in Backup.spec.hooks[], got no fields; add 'name'",
    ],
    [
      'the least length',
      { schedule: 'ab' },
      `wrong-value /spec/schedule: 'schedule' must have at least 3 characters, got "ab"; correct it`,
    ],
    [
      'the greatest length',
      { schedule: 'abcdef' },
      `wrong-value /spec/schedule: 'schedule' must have at most 5 characters, got "abcdef"; correct it`,
    ],
    [
      'the pattern',
      { schedule: 'Daily' },
      `wrong-value /spec/schedule: 'schedule' must match ^[a-z\\-]+$, got "Daily"; correct it`,
    ],
    ['the minimum', { copies: 0 }, "wrong-value /spec/copies: 'copies' must be at least 1, got 0; correct it"],
    ['the maximum', { copies: 10 }, "wrong-value /spec/copies: 'copies' must be at most 9, got 10; correct it"],
    ['the exclusive minimum', { ratio: 0 }, "wrong-value /spec/ratio: 'ratio' must be more than 0, got 0; correct it"],
    ['the exclusive maximum', { ratio: 1 }, "wrong-value /spec/ratio: 'ratio' must be less than 1, got 1; correct it"],
    ['the step', { step: 7 }, "wrong-value /spec/step: 'step' must be a multiple of 5, got 7; correct it"],
    [
      'a value of a text',
      { mode: 'full' },
      "wrong-value /spec/mode: 'mode' must be one of Full, Delta, got \"full\"; did you mean 'Full'?",
    ],
    [
      'a value of a number',
      { level: 3 },
      "wrong-value /spec/level: 'level' must be one of 1, 2, got 3; write one of them",
    ],
    [
      'a time',
      { until: 'never' },
      `wrong-value /spec/until: 'until' must be a time such as "2026-01-31T12:00:00Z", got "never"; correct it`,
    ],
    ['base64', { key: 'a' }, `wrong-value /spec/key: 'key' must be base64, got "a"; correct it`],
    [
      'a number or text',
      { port: 1.5 },
      "wrong-type /spec/port: 'port' must be a whole number or a string, got 1.5; write a whole number or a string",
    ],
    [
      'items that differ',
      { tags: ['a', 'b', 'a'] },
      `duplicate-item /spec/tags/2: 'tags[2]' must be unique, got "a"; it is the same as 'tags[0]': remove or change one`,
    ],
    [
      'keys that differ, with their defaults',
      { hooks: [{ name: 'a' }, { name: 'a', phase: 'before' }] },
      `duplicate-item /spec/hooks/1: 'hooks[1]' must be unique in 'name' and 'phase', got {"name":"a","phase":"before"}; it is the same as 'hooks[0]': remove or change one`,
    ],
    ['few items', { hooks: [] }, "wrong-value /spec/hooks: 'hooks' must have at least 1 items, got []; correct it"],
    [
      'many items',
      { hooks: [1, 2, 3, 4].map((i) => ({ name: `${i}` })) },
      `wrong-value /spec/hooks: 'hooks' must have at most 3 items, got [{"name":"1"},{"name":"2"},{"name":"3"},{"name":"4"}]; correct it`,
    ],
    [
      'the values of a map',
      { labels: { a: 1 } },
      `wrong-type /spec/labels/a: 'a' must be a string, got 1; quote it: "1"`,
    ],
    [
      'few entries',
      { limits: {} },
      "wrong-value /spec/limits: 'limits' must have at least 1 entries, got {}; correct it",
    ],
    [
      'many entries',
      { labels: { a: '', b: '', c: '' } },
      `wrong-value /spec/labels: 'labels' must have at most 2 entries, got {"a":"","b":"","c":""}; correct it`,
    ],
    [
      'known fields among free ones',
      { options: { fast: 1 } },
      "wrong-type /spec/options/fast: 'fast' must be true or false, got 1; write true or false",
    ],
    [
      'the kind of an object inside',
      { template: { apiVersion: 'v1' } },
      "missing-field /spec/template/kind: 'kind' must be set in Backup.spec.template, got only apiVersion; add 'kind'",
    ],
    [
      'one of two forms: none',
      { target: {} },
      "wrong-value /spec/target: 'target' must match exactly one form of its schema, got {}; 'bucket' must be set in Backup.spec.target, got no fields",
    ],
    [
      'one of two forms: both',
      { target: { bucket: 'ab', path: 'c' } },
      `wrong-value /spec/target: 'target' must match exactly one form of its schema, got {"bucket":"ab","path":"c"}; it matches 2: choose one`,
    ],
    [
      'any of two forms',
      { target: { bucket: 'ab', kind: 'web' } },
      `wrong-value /spec/target: 'target' must match a form of its schema, got {"bucket":"ab","kind":"web"}; 'kind' must be one of disk, got "web"`,
    ],
    [
      'all forms',
      { target: { bucket: 'a' } },
      `wrong-value /spec/target/bucket: 'bucket' must have at least 2 characters, got "a"; correct it`,
    ],
    [
      'nothing that is excluded',
      { target: { path: 'a', url: 'b' } },
      `wrong-value /spec/target: 'target' must not match what its schema excludes, got {"path":"a","url":"b"}; correct it`,
    ],
  ])('must have %s', (_, spec, problem) => {
    expect(inBackup(spec)).toEqual([problem]);
  });

  it('has the metadata of every object', () => {
    const labelled = { ...backup({}), metadata: { name: 'nightly', labels: { a: 1 }, lables: {} } };
    expect(found(labelled, '1.27', schemas)).toEqual([
      `wrong-type /metadata/labels/a: 'a' must be a string, got 1; quote it: "1"`,
      "unknown-field /metadata/lables: 'lables' must be a field of ObjectMeta, got \"lables\"; did you mean 'labels'?",
    ]);
  });
});

describe('Schemas.withCustomResources', () => {
  it('adds the kinds that definitions serve', () => {
    expect({
      served: schemas.kind('example.com/v1', 'Backup', '1.27'),
      notServed: schemas.kind('example.com/v1alpha1', 'Backup', '1.27'),
      builtIn: schemas.kind('apps/v1', 'Deployment', '1.27'),
      group: schemas.groupKnown('example.com/v1'),
    }).toEqual({ served: { namespaced: true }, notServed: undefined, builtIn: { namespaced: true }, group: true });
  });

  it('names the versions that a definition serves', () => {
    expect(found({ ...backup({}), apiVersion: 'example.com/v1alpha1' }, '1.27', schemas)).toEqual([
      "wrong-version /apiVersion: 'apiVersion' must be one that the definition of Backup serves, " +
        'got "example.com/v1alpha1"; use example.com/v1',
    ]);
  });

  it('leaves other kinds of the group of a definition to the caller', () => {
    expect(found({ ...backup({}), kind: 'Restore' }, '1.27', schemas)).toEqual([]);
  });

  it('changes no other schemas', () => {
    expect(Schemas.kubernetes().groupKnown('example.com/v1')).toBe(false);
  });

  it('adds up over several calls', () => {
    expect(schemas.withCustomResources([]).kind('example.com/v1', 'Backup', '1.27')).toEqual({ namespaced: true });
  });

  it('ignores what is no definition', () => {
    const broken = [
      null,
      3,
      'x',
      {},
      { ...backupDefinition, spec: null },
      { ...backupDefinition, spec: { group: 'a' } },
    ];
    expect(Schemas.kubernetes().withCustomResources(broken).groupKnown('a/v1')).toBe(false);
  });
});

describe('a definition with unusual fields', () => {
  const definition = (spec: object) => {
    const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', ...spec } } };
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }];
    return Schemas.kubernetes().withCustomResources([
      { ...backupDefinition, spec: { ...backupDefinition.spec, versions } },
    ]);
  };
  const withName = (spec: object, name: string | null) =>
    found({ ...backup({}), spec: { name } }, '1.27', definition({ properties: { name: { type: 'string', ...spec } } }));

  it.each(['(?i)^a$', '\\A[a-z]+\\z', '^[[:alpha:]]+$', '\\pL'])(
    'may have the pattern %s, which JavaScript reads differently, and every text passes',
    (pattern) => {
      expect([withName({ pattern }, '1'), withName({ not: { pattern } }, '1')]).toEqual([[], []]);
    },
  );

  it.each(['^[a-z]([-a-z0-9]*[a-z0-9])?$', '^[\\w\\-\\.]+$', '^a\\-\\_\\/$|^a-b$'])(
    'may have the pattern %s, which is checked',
    (pattern) => {
      expect(withName({ pattern }, 'a b')).toEqual([
        `wrong-value /spec/name: 'name' must match ${pattern}, got "a b"; correct it`,
      ]);
      expect(withName({ pattern }, 'a-b')).toEqual([]);
    },
  );

  it('may take null for a required field that may be null', () => {
    const required = { required: ['name'], properties: { name: { type: 'string', nullable: true } } };
    expect(found({ ...backup({}), spec: { name: null } }, '1.27', definition(required))).toEqual([]);
  });
});
