import { App, Chart, Testing } from 'cdk8s';
import { Header, HeaderProps } from '../../src/declare';

let chart: Chart;

beforeEach(() => {
  chart = new Chart(new App(), 'web');
});

test('keeps all that was declared, in order, without stack traces', () => {
  const props: Required<HeaderProps> = {
    source: 'Learn Kubernetes in a Month of Lunches, 5.2 and 6.2',
    construct: 'samples.Pi',
    lines: ['one', 'two'],
    deleteFirst: ['statefulset/todo-db'],
  };

  Header.of(chart, props);
  Header.of(chart, { construct: 'data.Postgres' });

  expect(Header.declaredOn(chart)).toEqual([props, { construct: 'data.Postgres', lines: [], deleteFirst: [] }]);
  expect(chart.node.metadata.map((entry) => [entry.type, entry.trace])).toEqual([
    ['cdk8s-patterns:header', undefined],
    ['cdk8s-patterns:header', undefined],
  ]);
});

test('keeps its own copy of the lines', () => {
  const lines = ['one'];
  Header.of(chart, { lines });
  lines.push('two');

  expect(Header.declaredOn(chart)).toMatchObject([{ lines: ['one'] }]);
});

test('changes nothing in a stock App', () => {
  Header.of(chart, { source: 'a book' });

  expect(Testing.synth(chart)).toEqual([]);
});

test.each<[string, HeaderProps, string]>([
  ['source', { source: '' }, `'source' must be one line of text, without control characters, got ""; `],
  [
    'construct',
    { construct: 'a\rb' },
    `'construct' must be one line of text, without control characters, got "a\\rb"; `,
  ],
  [
    'a line',
    { lines: ['a', 'b\u2028c'] },
    `'lines' must be one line of text, without control characters, got "b\u2028c"; `,
  ],
  ['an object to delete', { deleteFirst: ['todo-db'] }, `'deleteFirst' must be a kind and a name, got "todo-db"; `],
])('fails when %s is not of one piece', (_, props, message) => {
  expect(() => Header.of(chart, props)).toThrow(`[web] ${message}`);
  expect(Header.declaredOn(chart)).toEqual([]);
});
