import { KubeObject } from '../../src/check/private/kube-object';
import { Place } from '../../src/check/private/place';
import { scriptOf, ShellScript } from '../../src/check/private/shell-script';

const container = (fields: object): Place => new Place({} as KubeObject, fields);

const script = (text: string): ShellScript | undefined => scriptOf(container({ command: ['sh', '-c', text] }));

/** Words and outputs of each command, as `word word > output`; a word that is made at run time is `?`. */
const commands = (text: string): string[] | undefined =>
  script(text)?.commands.map(({ words, outputs }) =>
    [...words.map((word) => word ?? '?'), ...outputs.map((output) => `> ${output}`)].join(' '),
  );

test.each<[string, string[]]>([
  ['echo a b', ['echo a b']],
  ['echo a > /x', ['echo a > /x']],
  ['echo a>/x', ['echo a > /x']],
  ['echo a >> /x 2> /y', ['echo a > /x > /y']],
  ['echo a >| /x', ['echo a > /x']],
  ['echo a &> /x', ['echo a > /x']],
  ['echo a > /x 2>&1', ['echo a > /x']],
  ['cat < /x', ['cat']],
  ['> /x', ['> /x']],
  ["echo '> /no' > /x", ['echo > /no > /x']],
  ['echo "> /no; a" > "/x y"', ['echo > /no; a > /x y']],
  ["echo it\\'s > /x\\ y", ["echo it's > /x y"]],
  ['echo "a\\"b\\$c"', ['echo a"b$c']],
  ['a; b && c | d\ne', ['a', 'b', 'c', 'd', 'e']],
  ['a \\\n  b', ['a b']],
  ['a # b > /x\nc#d', ['a', 'c#d']],
  ['echo $A ${B} "$C" $(d e) `f` "$(g)" *.h ~/i', ['echo ? ? ? ? ? ? ? ?']],
  ['echo a > "$DIR/x"', ['echo a']],
  ['echo "$@" "$? $!" > /x', ['echo ? ? > /x']],
  ['echo a > /x/$NAME', ['echo a']],
  ['if a; then b > /x; fi', ['a', 'b > /x']],
  ['! a', ['a']],
  ['', []],
])('reads %j', (text, read) => {
  expect(commands(text)).toEqual(read);
});

test.each(['cat <<EOF > /x\na\nEOF', "echo 'open", 'echo "open', 'diff <(a) b', 'echo "$(a "b")"', "echo $'a'"])(
  'does not read %j, which is too hard',
  (text) => {
    expect(script(text)).toBeUndefined();
  },
);

test.each<[string, string[]]>([
  ['a; b && c | d', ['a', 'b', 'd']],
  ['a && b; c', ['a', 'c']],
  ['a &&\n  b', ['a', 'b']],
  ['a || b', ['a']],
  ['a || b; c', ['a', 'c']],
  ['a & b', ['b']],
  ['(a); b', ['b']],
  ['{ a; }; b', ['b']],
  ['if a; then b; fi; c', ['a', 'c']],
  ['while a; do b; done; c', ['a', 'c']],
  ['while a; do b; done & c', ['c']],
  ['while a; do b; done | c', ['c']],
  ['case $x in a) b;; esac; c', ['?', 'c']],
  ['f() { a; }; b', ['f', 'b']],
  ['echo if || true', ['echo']],
  ['a && while b; do c; done; d', ['a', 'd']],
])('knows what of %j is always run', (text, certain) => {
  const found = script(text)?.commands.filter((command) => command.certain);
  expect(found?.map(({ words }) => words[0] ?? '?')).toEqual(certain);
});

test.each<[string, string[]]>([
  ['a; b', []],
  ['a || b', ['a']],
  ['a; b && c || d; e', ['b', 'c']],
  ['if a; then b; fi', ['a']],
  ['until a; do b; done', ['a']],
  ['! a', ['a']],
])('knows what of %j may fail', (text, tested) => {
  const found = script(text)?.commands.filter((command) => command.tested);
  expect(found?.map(({ words }) => words[0])).toEqual(tested);
});

test('keeps the word of the language before a command', () => {
  expect(script('while true; do a; done; b')?.commands.map(({ keyword, words }) => [keyword, words[0]])).toEqual([
    ['while', 'true'],
    ['do', 'a'],
    [undefined, 'b'],
  ]);
});

test.each<[string, object, string[] | undefined]>([
  ['the option of another shell', { command: ['/bin/bash', '-euc', 'a b'] }, ['a b']],
  ['options before it', { command: ['sh', '-e', '-c', 'a b'] }, ['a b']],
  ['arguments', { command: ['sh'], args: ['-c', 'a b'] }, ['a b']],
  ['a program without a shell', { command: ['cp', '/a', '/b c'] }, ['cp /a /b c']],
  ['arguments of the entry point of the image', { args: ['-c', 'a b'] }, undefined],
  ['a shell that reads a file', { command: ['sh', '/init/start.sh'] }, undefined],
  ['nothing', {}, undefined],
])('finds the script of %s', (_, fields, read) => {
  expect(scriptOf(container(fields))?.commands.map(({ words }) => words.join(' '))).toEqual(read);
});

test('says where the script is written', () => {
  expect(script('a')?.place.pointer).toBe('/command/2');
  expect(scriptOf(container({ command: ['cp', '/a', '/b'] }))?.place.pointer).toBe('/command');
});
