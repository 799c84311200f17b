import { nearest } from '../../../../private/nearest';

/** What is wrong with the name of a time zone. Kubernetes heeds upper and lower case, the table of Node does not. */
export function timeZone(name: string): string | undefined {
  const words = 'must be the name of a time zone';
  const plain = /^[A-Za-z][\w.+-]{0,13}(\/[\w.+][\w.+-]{0,13})*$/.test(name) && !/^local$/i.test(name);
  if (!plain || !isKnown(name)) return words;
  return sameZone(name) !== undefined && sameZone(name) !== name ? `${words}, in its upper and lower case` : undefined;
}

/** The zone that was probably meant. */
export function nearestZone(name: string): string | undefined {
  return sameZone(name) ?? nearest(name, zones());
}

let listed: string[] | undefined;

/** The zones that Node lists, and some that it knows without. */
function zones(): string[] {
  return (listed ??= [...Intl.supportedValuesOf('timeZone'), 'UTC', 'GMT', 'Etc/UTC', 'Etc/GMT']);
}

function sameZone(name: string): string | undefined {
  return zones().find((zone) => zone.toLowerCase() === name.toLowerCase());
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
