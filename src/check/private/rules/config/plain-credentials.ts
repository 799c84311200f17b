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
  return isCredentialName(key) && isLiteral(value) ? nameOf(key) : undefined;
}

/** What stands for a value that is filled in later. */
const FILLED = '$%<{*';

const IN_ADDRESS = new RegExp(`\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@"']*:[^\\s/:@"'${FILLED}][^\\s/@"'$<{*]*@[\\w\\[]`);

/** The words of a name: of `DB_PASSWORD`, `db.password` and `dbPassword.txt` the same. */
function wordsOf(key: string): string[] {
  return key
    .replace(/\.txt$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const KEYS = ['access key', 'api key', 'private key', 'secret key', 'encryption key', 'signing key'];
const SECRETS = ['client secret', 'app secret', 'jwt secret', 'session secret', 'webhook secret', 'shared secret'];
const TOKENS = ['access token', 'api token', 'auth token', 'bearer token', 'bot token', 'refresh token'];

function isCredentialName(key: string): boolean {
  const words = wordsOf(key);
  return (
    /(?:password|passwd|passphrase)$/.test(words.at(-1) ?? '') ||
    [...KEYS, ...SECRETS, ...TOKENS].includes(lastTwo(words))
  );
}

function nameOf(key: string): string {
  const words = wordsOf(key);
  return /(?:password|passwd|passphrase)$/.test(words.at(-1) ?? '') ? 'password' : lastTwo(words);
}

function lastTwo(words: string[]): string {
  return words.slice(-2).join(' ');
}

/** Whether a text is the credential itself: no switch, no number, no path, no name of another variable. */
function isLiteral(value: string): boolean {
  const text = value.trim();
  if (text === '' || /\s/.test(text) || /^(?:true|false|yes|no|on|off|none|null|\d+)$/i.test(text)) return false;
  return ![...FILLED].includes(text.charAt(0)) && !/^(?:\.{0,2}\/|[a-z]+:\/\/)/.test(text);
}
