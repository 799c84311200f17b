import { FieldIndex } from '../../src/check/private/field-index';

const rules = [
  { id: 'always' },
  { id: 'limits', fields: ['spec.containers.resources.limits', 'spec.resources'] },
  { id: 'spec', fields: ['spec'] },
  { id: 'name', fields: ['metadata.name'] },
];
const index = new FieldIndex(rules, (rule) => rule.fields);
const concerned = (value: unknown): string[] => index.concernedBy(value).map(({ id }) => id);

test.each([
  ['nothing', undefined, ['always']],
  ['a text', 'spec', ['always']],
  ['another field', { kind: 'A', metadata: { labels: {} } }, ['always']],
  ['a field', { metadata: { name: '' } }, ['always', 'name']],
  ['a field that is null', { metadata: { name: null } }, ['always']],
  [
    'a field in an item of a list',
    { spec: { containers: [{}, { resources: { limits: {} } }] } },
    ['always', 'limits', 'spec'],
  ],
  ['a field beside a list', { spec: { containers: { resources: { limits: 0 } } } }, ['always', 'limits', 'spec']],
  ['another of its fields', { spec: { resources: false } }, ['always', 'limits', 'spec']],
])('finds the rules that concern %s', (_, value, expected) => {
  expect(concerned(value)).toEqual(expected);
  expect(concerned(value)).toEqual(expected); // now as they are known
});
