import { Scalar, ScalarTag } from 'yaml';
import { numberOf } from './yaml-numbers';

const TAG = 'tag:yaml.org,2002:';

const TRUE = new Set('y Y yes Yes YES true True TRUE on On ON'.split(' '));
const FALSE = new Set('n N no No NO false False FALSE off Off OFF'.split(' '));
const NULL = /^(?:~|null|Null|NULL)?$/;

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

/** Without a test, a tag is only read where it is written: `!!int "5"`. */
function tag(name: string, test: RegExp | undefined, read: (text: string) => unknown): ScalarTag {
  const resolve = (text: string): Scalar => new Scalar(read(text));
  return { tag: `${TAG}${name}`, default: test !== undefined, ...(test !== undefined && { test }), resolve };
}
