import { Scalar, ScalarTag } from 'yaml';

const TAG = 'tag:yaml.org,2002:';

const TRUE = new Set('y Y yes Yes YES true True TRUE on On ON'.split(' '));
const FALSE = new Set('n N no No NO false False FALSE off Off OFF'.split(' '));
const NULL = /^(?:~|null|Null|NULL)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ])/;
const INTEGERS: [RegExp, number][] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, 16],
  [/^([-+]?)0[oO]?([0-7]+)$/, 8],
  [/^([-+]?)0[bB]([01]+)$/, 2],
];

/**
 * How Kubernetes reads scalars without quotes: as `sigs.k8s.io/yaml` does, which is YAML 1.1 without numbers of base 60,
 * and with dates as strings.
 */
export const KUBERNETES_SCALARS: ScalarTag[] = [
  tag('null', NULL, () => null),
  tag('bool', /^(?:[yYnN]|[yY]es|YES|[nN]o|NO|[tT]rue|TRUE|[fF]alse|FALSE|[oO]n|ON|[oO]ff|OFF)$/, booleanOf),
  tag('float', /^[-+.\d]/, (text) => numberOf(text) ?? text),
  tag('int', undefined, (text) => numberOf(text) ?? text),
  tag('binary', undefined, (text) => Buffer.from(text, 'base64').toString()),
];

function booleanOf(text: string): unknown {
  return TRUE.has(text) ? true : FALSE.has(text) ? false : text;
}

function numberOf(text: string): number | undefined {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return NaN;
  if (DATE.test(text) || (text.startsWith('.') && text.includes('_'))) return undefined;
  const plain = text.replaceAll('_', '');
  for (const [pattern, base] of INTEGERS) {
    const match = pattern.exec(plain);
    if (match !== null) return parseInt(`${match[1]}${match[2]}`, base);
  }
  if (!FLOAT.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number : undefined;
}

/** Without a test, a tag is only read where it is written: `!!int "5"`. */
function tag(name: string, test: RegExp | undefined, read: (text: string) => unknown): ScalarTag {
  const resolve = (text: string): Scalar => new Scalar(read(text));
  return { tag: `${TAG}${name}`, default: test !== undefined, ...(test !== undefined && { test }), resolve };
}
