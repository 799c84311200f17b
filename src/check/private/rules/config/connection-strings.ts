/** Where a text says an application connects, and as whom. */
export interface Connection {
  readonly host: string;
  readonly password: string;

  /** The user, where the text names one. */
  readonly user?: string;
}

/** What stands for a value that is filled in later, or is written in another way than it is meant. */
const FILLED = /[${}<>%\\]|^(?:\.+|\*+|x+)$/i;

/** The connections to databases in a text: `Server=db;User Id=web;Password=x;` and `postgres://web:x@db/list`. */
export function connectionsIn(text: string): Connection[] {
  return [...connectionStringsIn(text), ...addressesIn(text).filter(isPlain)];
}

function isPlain({ host, user = '', password }: Connection): boolean {
  return ![host, user, password].some((part) => FILLED.test(part));
}

/** Those in connection strings, whatever they connect to. */
export function connectionStringsIn(text: string): Connection[] {
  if (!/password|pwd/i.test(text)) return [];
  const strings = text.split(/["'\n]/).filter((part) => part.includes(';'));
  return strings.flatMap((string) => {
    const settings = new Map(
      string.split(';').map((setting): [string, string] => {
        const [name = '', ...value] = setting.split('=');
        return [name.trim().toLowerCase(), value.join('=').trim()];
      }),
    );
    const first = (...names: string[]): string | undefined => names.map((name) => settings.get(name)).find(Boolean);
    const host = first('server', 'host', 'data source');
    const user = first('user id', 'user', 'username', 'uid');
    const password = first('password', 'pwd');
    if (host === undefined || password === undefined) return [];
    const connection = { host: host.replace(/^tcp:/, '').replace(/[:,]\d+$/, ''), user, password };
    return isPlain(connection) ? [connection] : [];
  });
}

function addressesIn(text: string): Connection[] {
  const pattern =
    /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb)(?:\+\w+)?:\/\/([^\s:@/"']+):([^\s@/"']+)@([^\s:/?"',]+)/g;
  return [...text.matchAll(pattern)].flatMap(([, user = '', password = '', host = '']) => {
    try {
      return [{ host, user: decodeURIComponent(user), password: decodeURIComponent(password) }];
    } catch {
      return []; // another notation
    }
  });
}
