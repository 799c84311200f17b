import { nearest } from '../../../../private/nearest';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { groupsOf, resourcesOf } from './kube-resources';

const GROUP = 'rbac.authorization.k8s.io';

/** Rules on what roles name. */
export const UNKNOWN_RESOURCE_RULES: Rule[] = [
  {
    id: 'unknown-resource',
    title: 'a resource that the API groups of a rule do not have',
    kinds: [`Role.${GROUP}`, `ClusterRole.${GROUP}`],
    object: function* (object) {
      for (const rule of object.at('rules').items) {
        const groups = textsOf(rule.at('apiGroups'));
        const known = groups.map(resourcesOf);
        if (groups.length === 0 || known.includes(undefined)) continue;
        const names = new Set(known.flatMap((some) => [...(some ?? [])]));
        for (const place of rule.at('resources').items) yield* ofResource(place, groups, names, object);
      }
    },
  },
];

function* ofResource(place: Place, groups: string[], names: Set<string>, role: KubeObject): Iterable<Problem> {
  const name = place.text ?? '';
  const [resource = '', part] = name.split('/');
  if (name.includes('*') || name === '' || names.has(name) || part === 'finalizers') return;
  const there = groups.map((group) => (group === '' ? 'the core group' : group)).join(' or ');
  const words = `must be a resource of ${there}`;
  const elsewhere = groupsOf(name);
  if (elsewhere.length > 0) {
    // What another rule of the role grants as it should is only said too often here.
    if (elsewhere.some((group) => grants(role, group, name))) return;
    yield problem(place, words, `write it below apiGroups: ["${elsewhere.join('", "')}"]`);
    return;
  }
  const near = names.has(resource) ? nearPart(resource, part, names) : nearResource(name, names);
  if (near !== undefined) yield problem(place, words, `did you mean "${near}"?`);
}

function grants(role: KubeObject, group: string, name: string): boolean {
  return role.at('rules').items.some((rule) => {
    const [groups, resources] = [textsOf(rule.at('apiGroups')), textsOf(rule.at('resources'))];
    return (groups.includes(group) || groups.includes('*')) && (resources.includes(name) || resources.includes('*'));
  });
}

/** `pods/log` for `pods/logs`. */
function nearPart(resource: string, part: string | undefined, names: Set<string>): string | undefined {
  const parts = [...names]
    .filter((name) => name.startsWith(`${resource}/`))
    .map((name) => name.slice(resource.length + 1));
  const near = part === undefined ? undefined : nearest(part, parts);
  return near && `${resource}/${near}`;
}

/** `pods` for `pod`, `Pod` or `podss`. */
function nearResource(name: string, names: Set<string>): string | undefined {
  const lower = name.toLowerCase().replaceAll('-', '');
  const plural = [lower, `${lower}s`, `${lower}es`, lower.replace(/y$/, 'ies')].find((form) => names.has(form));
  if (plural !== undefined) return plural;
  const alike = [...names].filter((other) => other[0] === lower[0] && Math.abs(other.length - lower.length) <= 1);
  return nearest(lower, alike);
}

function textsOf(list: Place): string[] {
  return list.items.flatMap(({ text }) => text ?? []);
}
