import { Place } from './place';

/** A command of a shell script, as far as it can be read without running it. */
export interface ShellCommand {
  /** Program and arguments without quotes; nothing for a word that the shell makes when it runs. */
  readonly words: (string | undefined)[];

  /** The files that its output goes to. */
  readonly outputs: string[];

  /** The word of the language that stands before it, such as `while`. */
  readonly keyword?: string;
}

/** The commands of a script, in their order. */
export interface ShellScript {
  /** Where it is written. */
  readonly place: Place;
  readonly text: string;
  readonly commands: ShellCommand[];

  /** Whether each command is run, unless one before it fails: without conditions, loops and `||`. */
  readonly straight: boolean;
}

const SHELL = /^(.*\/)?(ba|da|a|k|z)?sh$/;

/** The script that a container gives to a shell, or its command as a script of that alone; nothing for what is too hard to read. */
export function scriptOf(container: Place): ShellScript | undefined {
  const command = container.at('command');
  const words = [...command.items, ...container.at('args').items];
  if (command.items.length === 0) return undefined;
  if (!SHELL.test(words[0]?.text ?? '')) {
    const texts = words.map(({ text }) => text);
    return { place: command, text: texts.join(' '), commands: [{ words: texts, outputs: [] }], straight: true };
  }
  const option = words.findIndex(({ text }, i) => i > 0 && /^-[a-z]*c$/.test(text ?? ''));
  const place = words[option + 1];
  if (option < 1 || place?.text === undefined) return undefined;
  const tokens = tokensOf(place.text);
  return tokens && { place, text: place.text, ...parsed(tokens) };
}

interface Token {
  readonly kind: 'skipped' | 'operator' | 'redirect' | 'word';
  readonly text: string;
}

/** A part of a word: quoted, escaped, made when the script runs, or plain. */
const PART = [
  /'[^']*'/,
  /"(?:[^"\\$`]|\\[^]|\$\w+|\$\{[^}"']*\}|\$\([^()'"`]*\))*"/,
  /\\[^]/,
  /\$\([^()'"`]*\)|\$\{[^}'"]*\}|`[^`'"]*`|\$[^({'"`\s]/,
  /[^\s;&|()<>'"`$\\]+/,
].map(({ source }) => source);

const TOKEN = new RegExp(
  [
    '(?<skipped>[ \\t]+|\\\\\\n|#[^\\n]*)',
    '(?<redirect>\\d*(?:>>|>\\||>&|<&|<>|>(?!\\()|<(?![<(])))|(?<both>&>>?)',
    '(?<operator>&&|\\|\\||;;|[\\n;|&()])',
    `(?<word>(?:${PART.join('|')})+)`,
  ].join('|'),
  'y',
);

function tokensOf(script: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < script.length) {
    const { skipped, redirect, both, operator, word } = TOKEN.exec(script)?.groups ?? {};
    if (skipped !== undefined) continue;
    if (redirect !== undefined) tokens.push({ kind: 'redirect', text: redirect.replace(/^\d+/, '') });
    else if (both !== undefined) tokens.push({ kind: 'redirect', text: '>' });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else return undefined;
  }
  return tokens;
}

const KEYWORD = /^(if|then|else|elif|fi|for|while|until|do|done|case|esac|function|\{|\}|!)$/;

function parsed(tokens: Token[]): { commands: ShellCommand[]; straight: boolean } {
  const commands: { words: (string | undefined)[]; outputs: string[]; keyword?: string }[] = [];
  let straight = true;
  let current: (typeof commands)[number] | undefined;
  let redirect: string | undefined;
  let keyword: string | undefined;
  for (const { kind, text } of tokens) {
    if (kind === 'operator') {
      if (['||', '&', '(', ')', ';;'].includes(text)) straight = false;
      current = keyword = undefined;
    } else if (kind === 'word' && redirect === undefined && current === undefined && KEYWORD.test(text)) {
      straight = false;
      keyword = text;
    } else {
      if (current === undefined)
        commands.push((current = { words: [], outputs: [], ...(keyword !== undefined && { keyword }) }));
      const word = kind === 'word' ? plain(text) : undefined;
      if (kind === 'word' && redirect === undefined) current.words.push(word);
      else if (word !== undefined && ['>', '>>', '>|'].includes(redirect ?? '')) current.outputs.push(word);
    }
    redirect = kind === 'redirect' ? text : undefined;
  }
  return { commands, straight };
}

/** A word without its quotes; nothing when the shell makes some of it: variables, commands, patterns, the home. */
function plain(word: string): string | undefined {
  if (/^~/.test(word)) return undefined;
  let text = '';
  for (const [part] of word.matchAll(new RegExp(PART.join('|'), 'g'))) {
    if (part.startsWith("'")) text += part.slice(1, -1);
    else if (part.startsWith('\\')) text += part === '\\\n' ? '' : part.slice(1);
    else if (part.startsWith('"') && !/[^\\][$`]/.test(part))
      text += part.slice(1, -1).replaceAll(/\\([$`"\\])/g, '$1');
    else if (/[$`*?[{]/.test(part)) return undefined;
    else text += part;
  }
  return text;
}
