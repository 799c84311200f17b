import { Yaml } from 'cdk8s';
import { writeFileSync } from 'node:fs';
import { toYaml } from '../../src/synth/private/to-yaml';
import { outputFolders } from './output-folder';

const outputFolder = outputFolders();

test('separates documents, and gives nothing for nothing', () => {
  expect(toYaml([{ kind: 'A' }, { kind: 'B' }])).toBe('kind: A\n---\nkind: B\n');
  expect(toYaml([])).toBe('');
});

test('quotes << where readers of YAML 1.1 would merge, and nowhere else', () => {
  const object = { kind: 'MERGE', data: { '<<': '<<', list: ['<<', '<<x'], script: 'cat <<EOF\n<<: *x\nEOF\n' } };

  expect(toYaml([object])).toBe(`kind: MERGE
data:
  "<<": "<<"
  list:
    - "<<"
    - <<x
  script: |
    cat <<EOF
    <<: *x
    EOF
`);
});

test('keeps strings that look like something else', () => {
  const strings = [
    ...['yes', 'No', 'on', '1e3', '0755', '0o7', '1_000', '0x1', '~', 'null', '2001-12-14', '12:30:45', '=', '.inf'],
    ...[' a', 'a: b', '# a', '', '!x', '&a', '*a', 'a\tb', '-', '?', '%a', '@a', '\u00e9\u2028', '\u0007', '<<'],
  ];
  const object = { kind: 'A', list: strings, map: Object.fromEntries(strings.map((text) => [text, text])) };
  const file = outputFolder();
  writeFileSync(file, toYaml([object]));

  expect(Yaml.load(file)).toEqual([object]);
});
