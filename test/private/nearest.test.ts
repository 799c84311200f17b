import { nearest } from '../../src/private/nearest';

test.each([
  ['a letter too few', 'mesage-v1', ['message-v1', 'other'], 'message-v1'],
  ['a letter too many', 'messsage', ['message'], 'message'],
  ['another letter', 'v3', ['v1', 'w9'], 'v1'],
  ['the nearest of two', 'message-v2', ['message-v11', 'message-v3'], 'message-v3'],
  ['a third of the letters', 'abcdef', ['abcdxy'], 'abcdxy'],
  ['two letters the wrong way round', 'wbe', ['web'], 'web'],
  ['more than a third', 'abcdef', ['abcxyz'], undefined],
  ['nothing known', 'abc', [], undefined],
  ['nothing written', '', ['abc'], undefined],
])('finds %s', (_, value, known, found) => {
  expect(nearest(value, known)).toBe(found);
});

test('leaves the list as it is', () => {
  const known = ['zz', 'ab'];
  nearest('ab', known);
  expect(known).toEqual(['zz', 'ab']);
});
