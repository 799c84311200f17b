import { Chance } from './chance';

/** Parts of texts that are hard to write in YAML, or to read. */
const PARTS = [
  ...['a', 'B', '0', '9', '_', '-', '.', '/', ':', ': ', ' ', '#', ' #', '\n', '\n\n', '\t', '"', "'", '{', '}', '['],
  ...[']', ',', '&', '*', '!', '|', '>', '%', '@', '`', '~', '=', '<', '<<', '\u00e9', '\u2028', '\u0007', '\u{1f600}'],
  ...['---', '...', 'yes', 'No', 'null', '0x1f', '0o7', '0755', '1e3', '12:30', '2001-01-01', '\r', '\\', '$(A)', '?'],
  ...['e', 'E', 'Mi', 't', 'T', 'Z', 'x', 'o', '? ', '- ', '+', '(', ')', '  ', '\n  ', '\n---\n', 'true', 'on'],
  ...['.5', '.inf', '1_0', ', ', '5', '50m', '--'],
];
const OTHERS = [0, 1, -1, 8080, 1.5, -0.1, 1e21, 1e-7, true, false, null];

/** Texts that are hard to write or to read, the same in every run. */
export function hardTexts(count: number): string[] {
  const chance = new Chance(1);
  return Array.from({ length: count }, () => text(chance));
}

/** Documents of all shapes, the same in every run. */
export function documents(count: number): { [key: string]: unknown }[] {
  const chance = new Chance(1);
  return Array.from({ length: count }, () => ({ a: value(chance, 4), [text(chance)]: value(chance, 4) }));
}

function text(chance: Chance): string {
  return many(chance, 5, () => chance.one(PARTS)).join('');
}

function value(chance: Chance, depth: number): unknown {
  const kind = chance.below(depth > 0 ? 10 : 6);
  if (kind > 7) return Object.fromEntries(many(chance, 3, () => [text(chance), value(chance, depth - 1)]));
  if (kind > 5) return many(chance, 3, () => value(chance, depth - 1));
  return kind === 0 ? chance.one(OTHERS) : text(chance);
}

function many<T>(chance: Chance, most: number, make: () => T): T[] {
  return Array.from({ length: chance.below(most + 1) }, make);
}
