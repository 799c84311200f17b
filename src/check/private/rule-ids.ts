import { shown } from '../../private/errors';
import { nearest } from '../../private/nearest';
import { meant } from './rule';
import { RULES } from './rules/all';

/** What is wrong with the id of a rule; nothing when there is a rule of that id. */
export function unknownRule(id: string): string | undefined {
  const ids = RULES.map((rule) => rule.id);
  if (ids.includes(id)) return undefined;
  return `'rule' must be a rule of the checks, got ${shown(id)}; ${meant(nearest(id, ids), 'copy the id of the finding')}`;
}
