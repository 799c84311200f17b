import { nearest } from '../../../../private/nearest';
import { dnsSubdomain } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { meant, problem, Problem, Rule } from '../../rule';
import { brokenText, isEmpty } from '../../broken';

const GROUP = 'rbac.authorization.k8s.io';
const SUBJECTS = ['ServiceAccount', 'User', 'Group'];

/** Rules on roles and their bindings. */
export const ACCESS_RULES: Rule[] = [
  {
    id: 'role-rule',
    title: 'rules of a role that the API server refuses',
    kinds: [`Role.${GROUP}`, `ClusterRole.${GROUP}`],
    object: function* (object) {
      for (const rule of object.at('rules').items) yield* ofRule(rule, object.kind);
      const aggregation = object.at('aggregationRule');
      const selectors = aggregation.at('clusterRoleSelectors');
      if (!aggregation.present || !isEmpty(selectors)) return;
      yield problem(selectors, 'must have at least one selector', "add one, or remove 'aggregationRule'");
    },
  },
  {
    id: 'role-binding',
    title: 'a role or subjects of a binding that the API server refuses',
    kinds: [`RoleBinding.${GROUP}`, `ClusterRoleBinding.${GROUP}`],
    object: function* (object) {
      yield* ofRole(object);
      for (const subject of object.at('subjects').items) yield* ofSubject(subject, object.kind);
    },
  },
];

function* ofRule(rule: Place, kind: string): Iterable<Problem> {
  const verbs = rule.at('verbs');
  if (Array.isArray(verbs.value) && isEmpty(verbs))
    yield problem(verbs, 'must have at least one verb', 'write [get, list, watch]');
  const urls = rule.at('nonResourceURLs');
  const [groups, resources] = [rule.at('apiGroups'), rule.at('resources')];
  for (const group of groups.items) {
    const [name = '', version] = (group.text ?? '').split('/');
    if (version !== undefined) yield problem(group, 'must be a group without a version', `did you mean "${name}"?`);
  }
  if (isEmpty(urls)) {
    if (isEmpty(groups))
      yield problem(groups, 'must have at least one API group', 'write [""] for Pods, Services and their like');
    if (isEmpty(resources))
      yield problem(resources, 'must have at least one resource', 'write [pods], or ["*"] for all');
    return;
  }
  if (kind === 'Role') yield problem(urls, 'must be absent in a Role', 'write a ClusterRole');
  if (isEmpty(groups) && isEmpty(resources) && isEmpty(rule.at('resourceNames'))) return;
  yield problem(urls, "must not stand beside 'apiGroups', 'resources' and 'resourceNames'", 'make two rules');
}

function* ofRole(binding: KubeObject): Iterable<Problem> {
  const role = binding.at('roleRef');
  const [group, kind, name] = [role.at('apiGroup'), role.at('kind'), role.at('name')];
  if (!isEmpty(group) && group.text !== GROUP) yield problem(group, `must be ${GROUP}`, 'correct it');
  const kinds = binding.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (kind.text !== undefined && !kinds.includes(kind.text)) {
    const near = meant(alike(kind.text, kinds), 'correct it');
    const wayOut = kind.text === 'Role' ? 'write a RoleBinding in the namespace of the Role' : near;
    yield problem(kind, `must be ${kinds.join(' or ')}`, wayOut);
  }
  if (name.text === '') yield problem(name, 'must not be empty', 'write the name of a role');
  yield* brokenText(name, pathSegment, 'write the name of a role');
}

/** Names of roles, which may be almost anything. */
function pathSegment(value: string): string | undefined {
  const good = value !== '.' && value !== '..' && !/[/%]/.test(value);
  return good ? undefined : "must not be '.' or '..', or contain '/' or '%'";
}

function* ofSubject(subject: Place, binding: string): Iterable<Problem> {
  const [kind, group, name] = [subject.at('kind'), subject.at('apiGroup'), subject.at('name')];
  const namespace = subject.at('namespace');
  if (name.text === '') yield problem(name, 'must not be empty', 'write the name of the subject');
  switch (kind.text) {
    case undefined:
      return;
    case 'ServiceAccount':
      yield* brokenText(name, dnsSubdomain, 'write the name alone, and its namespace in its own field');
      if (!isEmpty(group)) yield problem(group, 'must be absent for a ServiceAccount', 'remove it');
      if (binding === 'ClusterRoleBinding' && isEmpty(namespace)) {
        yield problem(namespace, 'must be the namespace of the ServiceAccount', 'write it');
      }
      return;
    case 'User':
    case 'Group':
      if (!isEmpty(group) && group.text !== GROUP) yield problem(group, `must be ${GROUP}`, 'correct it, or remove it');
      return;
    default:
      yield problem(kind, 'must be ServiceAccount, User or Group', meant(alike(kind.text, SUBJECTS), 'correct it'));
  }
}

function alike(kind: string, kinds: string[]): string | undefined {
  return kinds.find((other) => other.toLowerCase() === kind.toLowerCase()) ?? nearest(kind, kinds);
}
