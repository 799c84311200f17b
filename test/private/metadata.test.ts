import { ApiObjectMetadata } from 'cdk8s';
import { checkMetadata } from '../../src/private/metadata';
import { messageOf, newChart } from '../support';

const LABEL_KEY = "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'";
const LABEL_VALUE = "must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit";
const SUBDOMAIN =
  "must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit";

test.each<[string, ApiObjectMetadata | undefined]>([
  ['nothing', undefined],
  ['an empty object', {}],
  ['a name', { name: 'a.b' }],
  ['labels', { labels: { 'example.com/a': '', b: 'B_1.c' } }],
  ['annotations of any text', { annotations: { 'example.com/a': 'ü \n' } }],
])('accepts %s', (_, metadata) => {
  expect(() => {
    checkMetadata(newChart(), metadata);
  }).not.toThrow();
});

test.each<[string, ApiObjectMetadata, string]>([
  ['the name', { name: 'A' }, `'metadata.name' ${SUBDOMAIN}, got "A"; choose another name or omit it`],
  ['an empty name', { name: '' }, `'metadata.name' ${SUBDOMAIN}, got ""; choose another name or omit it`],
  [
    'the key of a label',
    { labels: { 'a b': 'c' } },
    `'metadata.labels' ${LABEL_KEY}, got "a b"; correct the key of the label`,
  ],
  [
    'the value of a label',
    { labels: { a: 'b c' } },
    `'metadata.labels["a"]' ${LABEL_VALUE}, got "b c"; shorten it, or use an annotation`,
  ],
  [
    'a value that is no text',
    { labels: { a: 5 as never } },
    `'metadata.labels["a"]' ${LABEL_VALUE}, got 5; shorten it, or use an annotation`,
  ],
  [
    'the key of an annotation',
    { annotations: { '': 'c' } },
    `'metadata.annotations' ${LABEL_KEY}, got ""; correct the key of the annotation`,
  ],
])('fails for %s', (_, metadata, words) => {
  expect(
    messageOf(() => {
      checkMetadata(newChart(), metadata);
    }),
  ).toBe(`[app] ${words}`);
});

describe('gaps', () => {
  test('the prefix of an annotation may have upper case letters, which Kubernetes accepts', () => {
    expect(() => {
      checkMetadata(newChart(), { annotations: { 'Example.com/a': 'b' } });
    }).not.toThrow();
  });

  test.each<[string, ApiObjectMetadata]>([['a namespace that is no DNS label', { namespace: 'Bad_Namespace' }]])(
    'fails for %s',
    (_, metadata) => {
      expect(
        messageOf(() => {
          checkMetadata(newChart(), metadata);
        }),
      ).toMatch(/^\[app\] 'metadata\..*;/);
    },
  );
});
