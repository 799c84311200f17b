import { IConstruct } from 'constructs';
import { invalid, shown } from './errors';

/** Tells what a value must be, or nothing when it is. */
export type Rule<T> = (value: T) => string | undefined;

/** Fails in house words when `value` breaks `rule`; an absent value breaks none. */
export function check<T>(
  scope: IConstruct | string,
  prop: string,
  value: T | undefined,
  rule: Rule<T>,
  wayOut: string,
): void {
  const broken = value === undefined ? undefined : rule(value);
  if (broken !== undefined) throw invalid(scope, `'${prop}' ${broken}, got ${shown(value)}`, wayOut);
}

function matching(pattern: RegExp, max: number, words: string): Rule<string> {
  return (value) => (value.length <= max && pattern.test(value) ? undefined : words);
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_WORDS = "must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit";

/** Names of namespaces, containers and volumes (RFC 1123 label). */
export const dnsLabel = matching(new RegExp(`^${LABEL}$`), 63, LABEL_WORDS);

/** Names of most objects (RFC 1123 subdomain). */
export const dnsSubdomain = matching(
  new RegExp(`^${LABEL}(\\.${LABEL})*$`),
  253,
  "must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit",
);

/** Names of Services (RFC 1035 label). */
export const serviceName = matching(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  63,
  "must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit",
);

/** Names of ports of containers and of target ports. */
export const portName: Rule<string> = (value) =>
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value) && value.length <= 15 && /[a-z]/.test(value) && !value.includes('--')
    ? undefined
    : "must be at most 15 lower case letters, digits and single '-', with at least one letter";

/** The greatest number that most fields of Kubernetes hold. */
const INT32 = 2 ** 31 - 1;

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number = INT32): Rule<number> {
  const range = max === INT32 ? `of at least ${min}` : `from ${min} to ${max}`;
  return (value) =>
    Number.isInteger(value) && value >= min && value <= max ? undefined : `must be a whole number ${range}`;
}

/** Numbers of ports. */
export const portNumber = whole(1, 65535);

/** Permissions of a file, at most 0777. */
export const fileMode: Rule<number> = (value) =>
  Number.isInteger(value) && value >= 0 && value <= 0o777 ? undefined : 'must be an octal mode from 0o000 to 0o777';

/** Keys of labels and annotations. */
export const labelKey: Rule<string> = (value) => {
  const [name, prefix, ...rest] = value.split('/').reverse();
  const good =
    rest.length === 0 &&
    /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name ?? '') &&
    (name ?? '').length <= 63 &&
    (prefix === undefined || dnsSubdomain(prefix) === undefined);
  return good
    ? undefined
    : "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'";
};

/** Values of labels. */
export const labelValue = matching(
  /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
  63,
  "must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
);

/** Names of environment variables. */
export const envName: Rule<string> = (value) =>
  /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(value) && value !== '.' && !value.startsWith('..')
    ? undefined
    : "must be letters, digits, '_', '-' and '.', not starting with a digit";

/** Keys of ConfigMaps and Secrets. */
export const configKey: Rule<string> = (value) =>
  /^[-._a-zA-Z0-9]{1,253}$/.test(value) && value !== '.' && !value.startsWith('..')
    ? undefined
    : "must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..'";

/** Paths on a node or in a container, from the root. */
export const absolutePath: Rule<string> = (value) =>
  value.startsWith('/') && !value.split('/').includes('..') ? undefined : "must be an absolute path without '..'";

/** Where a volume is mounted: an absolute path; a colon would be read as an option by container runtimes. */
export const mountPath: Rule<string> = (value) =>
  absolutePath(value) ?? (value.includes(':') ? "must not contain ':'" : undefined);

/** Paths below a volume. */
export const relativePath: Rule<string> = (value) =>
  value !== '' && !value.startsWith('/') && !value.split('/').includes('..')
    ? undefined
    : "must be a relative path without '..'";

/** Paths of files that a volume makes: Kubernetes keeps names with two dots in front for itself. */
export const filePath: Rule<string> = (value) =>
  relativePath(value) ?? (value.startsWith('..') ? "must not start with '..'" : undefined);

/** Names of HTTP headers. */
export const headerName = matching(/^[-A-Za-z0-9]+$/, 1000, "must be letters, digits and '-'");

/** The path of a request. */
export const httpPath: Rule<string> = (value) =>
  /^\/[^\s]*$/.test(value) ? undefined : "must be a path that starts with '/' and holds no spaces";

const IMAGE_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const IMAGE_HOST = '(?:[a-zA-Z0-9](?:[-a-zA-Z0-9.]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';

/** The name of an image, as container runtimes read it. */
export const image = matching(
  new RegExp(
    `^(?:${IMAGE_HOST}/)?${IMAGE_PART}(?:/${IMAGE_PART})*(?::\\w[\\w.-]{0,127})?(?:@[\\w+.-]+:[0-9a-fA-F]{32,})?$`,
  ),
  1000,
  "must be the name of an image, such as 'nginx:1.30.6-alpine'",
);

const CRON_FIELDS: { name: string; min: number; max: number; words?: string[] }[] = [
  { name: 'a minute', min: 0, max: 59 },
  { name: 'an hour', min: 0, max: 23 },
  { name: 'a day of month', min: 1, max: 31 },
  { name: 'a month', min: 1, max: 12, words: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'a day of week', min: 0, max: 6, words: 'sun mon tue wed thu fri sat'.split(' ') },
];

/** Schedules as the CronJob controller reads them: five fields, or a macro such as `@hourly`. */
export const schedule: Rule<string> = (value) => {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(value)) return undefined;
  if (/^@every (\d+(\.\d+)?(h|m|s|ms|us|ns))+$/.test(value)) return undefined;
  if (/^(CRON_)?TZ=/.test(value)) return "must not name a time zone, which is the field 'timeZone'";
  const fields = value.trim().split(/\s+/);
  if (fields.length !== CRON_FIELDS.length)
    return 'must have five fields: minute, hour, day of month, month, day of week';
  const wrong = CRON_FIELDS.find((field, i) => !(fields[i] ?? '').split(',').every((part) => cronPart(part, field)));
  return (
    wrong &&
    `must have ${wrong.name} from ${wrong.min} to ${wrong.max}, as a number, '*', a range 'a-b' or a step '*/n'`
  );
};

function cronPart(part: string, { min, max, words = [] }: (typeof CRON_FIELDS)[number]): boolean {
  const match = /^(?:[*?]|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
  if (match === null || match[3] === '0' || Number(match[3] ?? 1) > INT32) return false;
  const [from, to] = [match[1], match[2]].map((text) => {
    if (text === undefined) return undefined;
    const word = words.indexOf(text.toLowerCase());
    return word >= 0 ? word + min : /^\d+$/.test(text) ? Number(text) : NaN;
  });
  const inside = (n: number | undefined): boolean => n === undefined || (n >= min && n <= max);
  return inside(from) && inside(to) && (from === undefined || to === undefined || from <= to);
}

/** Binary data as ConfigMaps hold it. */
export const base64: Rule<string> = (value) =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value) ? undefined : 'must be base64';

/** The bytes of a ConfigMap or Secret after `more` are added; fails above what the API server takes. */
export function addBytes(scope: IConstruct, prop: string, bytes: number, more: number): number {
  const sum = bytes + more;
  if (sum > 1024 * 1024)
    throw invalid(scope, `'${prop}' must be at most 1 MiB in all, got ${sum} bytes`, 'make two objects');
  return sum;
}

/** Names of databases and accounts that SQL takes without quotes. */
export const identifier: Rule<string> = (value) =>
  /^[a-z_][a-z0-9_]{0,62}$/.test(value)
    ? undefined
    : "must be at most 63 lower case letters, digits and '_', not starting with a digit";
