import { Place } from '../../place';
import { doubt, Problem, Rule } from '../../rule';
import { connectionStringsIn } from './connection-strings';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Rules on passwords, tokens and keys that stand where everybody reads them. */
export const PLAIN_CREDENTIAL_RULES: Rule[] = [
  {
    id: 'plain-credential',
    title: 'a password, token or private key in a ConfigMap, or as the text of a variable',
    kinds: ['ConfigMap'],
    object: function* (object) {
      for (const [key, place] of object.at('data').members) yield* ofValue(key, place);
    },
    containerFields: ['env'],
    container: function* ({ place }) {
      for (const variable of place.at('env').items)
        yield* ofValue(variable.at('name').text ?? '', variable.at('value'));
    },
  },
  {
    id: 'leaked-secret',
    title: 'an annotation of a Secret that repeats its values',
    kinds: ['Secret'],
    object: function* (object) {
      const place = object.at('metadata', 'annotations', APPLIED);
      if (place.text === undefined) return;
      const words = 'must not be in a manifest: kubectl writes it, and all values of the Secret are in it';
      yield doubt(place, words, 'remove the annotation', 'a text that is not shown');
    },
  },
];

function* ofValue(key: string, place: Place): Iterable<Problem> {
  const { text } = place;
  const what = text === undefined ? undefined : credentialIn(key, text);
  if (what === undefined) return;
  const wayOut = 'keep it in a Secret, and mount that as a file';
  yield doubt(
    place,
    `must hold no ${what}, which everybody reads who may read the object`,
    wayOut,
    'a text that is not shown',
  );
}

/** What kind of credential a value holds. */
function credentialIn(key: string, value: string): string | undefined {
  if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(value)) return 'private key';
  if (value.includes('://') && IN_ADDRESS.test(value)) return 'password in an address';
  if (connectionStringsIn(value).length > 0) return 'password in a connection string';
  const name = nameOf(key);
  return name !== undefined && isLiteral(value) ? name : undefined;
}

/** What stands for a value that is filled in later. */
const FILLED = '$%<{*';

/** An `@` before `sha256` stands before the digest of an image. */
const IN_ADDRESS = new RegExp(
  `\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@"']*:[^\\s/:@?#"'${FILLED}][^\\s/@?#"'$<{*]*@(?!sha256:)[\\w\\[]`,
);

/** The words of a name: of `DB_PASSWORD`, `db.password` and `dbPassword.txt` the same. */
function wordsOf(key: string): string[] {
  return key
    .replace(/\.txt$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const KEYS = ['access key', 'api key', 'private key', 'secret key', 'encryption key', 'master key', 'signing key'];
const SECRETS = [
  'secret key base',
  'client secret',
  'app secret',
  'jwt secret',
  'session secret',
  'webhook secret',
  'shared secret',
];
const TOKENS = ['access token', 'api token', 'auth token', 'bearer token', 'bot token', 'refresh token'];
const OF_SERVICES = ['deploy token', 'github token', 'gitlab token', 'npm token', 'slack token', 'vault token'];
const NAMES = new Set([...KEYS, ...SECRETS, ...TOKENS, ...OF_SERVICES]);

/** Short for a password, where whose it is stands before it; `htpasswd` holds hashes. */
const PASSWORD =
  /(?:password|(?<!ht)passwd|passphrase)$|\b(?:admin|database|db|ldap|mail|mongo|mysql|pg|postgres|redis|root|smtp|user) (?:pass|pwd)$/;

/** Of what is built into the pages of a site, which everybody may read: `VITE_MAPS_API_KEY`. */
const PUBLIC = /^(?:react app|vite)\b|\bpublic\b/;

/** Most names end here. */
const MAY_PROMISE = /pass|pwd|key|secret|token/i;

/** What kind of credential a name promises. */
function nameOf(key: string): string | undefined {
  if (!MAY_PROMISE.test(key)) return undefined;
  const words = wordsOf(key);
  const name = words.join(' ');
  if (PUBLIC.test(name)) return undefined;
  if (PASSWORD.test(name)) return 'password';
  return [words.slice(-2), words.slice(-3)].map((some) => some.join(' ')).find((some) => NAMES.has(some));
}

const SWITCH = /^(?:true|false|yes|no|on|off|none|null|enabled|disabled|required|optional|\d+)$/i;

/** What a tool fills in later, such as `__NAME__`, `#{NAME}#` and `@NAME@`. */
const TOKEN = /^(?:__.+__|#\{.+|@.+@|\.+|x+)$/i;

/** Where the value is: a path, a URL, a key of AWS or Google Cloud, an entry of a store. */
const ELSEWHERE = /^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:\/\/|(?:arn|env|file|secret|vault):|(?:alias|projects)\/)/;

/** Whether a text is the credential itself. */
function isLiteral(value: string): boolean {
  const text = value.trim();
  if (text === '' || /\s/.test(text)) return false;
  return ![...FILLED].includes(text.charAt(0)) && ![SWITCH, TOKEN, ELSEWHERE].some((form) => form.test(text));
}
