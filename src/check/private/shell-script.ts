import { Place } from './place';

/** A command of a shell script, as far as it can be read without running it. */
export interface ShellCommand {
  /** Program and arguments without quotes; nothing for a word that the shell makes when it runs. */
  readonly words: (string | undefined)[];

  /** The files that its output goes to. */
  readonly outputs: string[];

  /** The word of the language that stands before it, such as `while`. */
  readonly keyword?: string;

  /** Whether the script always comes to it and waits for it, unless one before it fails or ends the script. */
  readonly certain: boolean;

  /** Whether the script goes on when it fails: a condition, or before `||`. */
  readonly tested: boolean;
}

/** The commands of a script, in their order. */
export interface ShellScript {
  /** Where it is written. */
  readonly place: Place;
  readonly text: string;
  readonly commands: ShellCommand[];
}

const SHELL = /^(.*\/)?(ba|da|a|k|z)?sh$/;

/** The script that a container gives to a shell, or its command as a script of that alone; nothing for what is too hard to read. */
export function scriptOf(container: Place): ShellScript | undefined {
  const command = container.at('command');
  const words = [...command.items, ...container.at('args').items];
  if (command.items.length === 0) return undefined;
  if (!SHELL.test(words[0]?.text ?? '')) {
    const texts = words.map(({ text }) => text);
    const alone = { words: texts, outputs: [], certain: true, tested: false };
    return { place: command, text: texts.join(' '), commands: [alone] };
  }
  const option = words.findIndex(({ text }, i) => i > 0 && /^-[a-z]*c$/.test(text ?? ''));
  const place = words[option + 1];
  if (option < 1 || place?.text === undefined) return undefined;
  const tokens = tokensOf(place.text);
  return tokens && { place, text: place.text, commands: commandsOf(tokens) };
}

/** The name of the program of a command, without its folder; empty when the shell makes it. */
export function programName({ words }: ShellCommand): string {
  return words[0]?.split('/').at(-1) ?? '';
}

interface Token {
  readonly kind: 'skipped' | 'operator' | 'redirect' | 'word';
  readonly text: string;
}

/** A part of a word: quoted, escaped, made when the script runs, or plain. */
const PART = [
  /'[^']*'/,
  /"(?:[^"\\$`]|\\[^]|\$[\w?@!#*$-]|\$\{[^}"']*\}|\$\([^()'"`]*\))*"/,
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
const OPENS = /^(if|for|while|until|case|\{)$/;
const CLOSES = /^(fi|done|esac|\})$/;
const CONDITION = /^(if|elif|while|until|!)$/;

function commandsOf(tokens: Token[]): ShellCommand[] {
  const reader = new Reader();
  for (const token of tokens) reader.read(token);
  return reader.commands;
}

/** A command of which what comes after it may still tell more. */
interface Draft extends ShellCommand {
  certain: boolean;
  tested: boolean;
}

class Reader {
  public readonly commands: Draft[] = [];
  /** Those after `&&`. */
  private readonly joined = new Set<Draft>();
  private readonly open: string[] = [];
  private current?: Draft;
  private keyword?: string;
  private redirect?: string;
  private operator = ';';
  /** How many words of the language are open around the next command. */
  private depth = 0;
  /** Where the commands begin that `&&`, `||` and `|` join, and those that only `|` joins. */
  private list = 0;
  private pipeline = 0;

  public read({ kind, text }: Token): void {
    if (kind === 'operator') this.readOperator(text);
    else if (kind === 'word' && this.redirect === undefined && this.current === undefined && KEYWORD.test(text))
      this.readKeyword(text);
    else this.readWord(kind, text);
    this.redirect = kind === 'redirect' ? text : undefined;
  }

  private readOperator(text: string): void {
    const goesOn =
      ['&&', '||', '|'].includes(this.operator) && this.current === undefined && this.keyword === undefined;
    if (text === '\n' && goesOn) return;
    if (text === '(') this.open.push(text);
    if (text === ')' && this.open.at(-1) === '(') this.open.pop();
    const outside = this.open.length === 0;
    if (text === '||') for (const command of this.commands.slice(this.list)) command.tested = true;
    if (outside && (text === '|' || text === '&'))
      for (const command of this.commands.slice(this.pipeline)) command.certain = false;
    if (!['&&', '||', '|'].includes(text)) this.list = this.commands.length;
    if (outside && text !== '|') this.pipeline = this.commands.length;
    this.operator = text;
    this.current = this.keyword = undefined;
    this.depth = this.open.length;
  }

  private readKeyword(text: string): void {
    if (CLOSES.test(text)) this.open.pop();
    this.depth = this.open.length;
    if (OPENS.test(text)) this.open.push(text);
    if (text === '{') this.depth = this.open.length;
    this.keyword = text;
  }

  private readWord(kind: Token['kind'], text: string): void {
    if (this.current === undefined) this.commands.push((this.current = this.begun()));
    const word = kind === 'word' ? plain(text) : undefined;
    if (kind === 'word' && this.redirect === undefined) this.current.words.push(word);
    else if (word !== undefined && ['>', '>>', '>|'].includes(this.redirect ?? '')) this.current.outputs.push(word);
  }

  private begun(): Draft {
    const { keyword, operator, depth } = this;
    const certain = depth === 0 && operator !== '||';
    const tested = CONDITION.test(keyword ?? '');
    const begun: Draft = { words: [], outputs: [], ...(keyword !== undefined && { keyword }), certain, tested };
    // The script goes on after `a && b` also where it did not come to `b`.
    if (depth === 0 && !['&&', '|'].includes(operator)) for (const command of this.joined) command.certain = false;
    if (operator === '&&') this.joined.add(begun);
    return begun;
  }
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
