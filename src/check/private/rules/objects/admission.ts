import { dnsSubdomain, labelKey, serviceName } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { brokenText } from '../../broken';
import { repeated } from '../pods/pod-values';

const GROUP = 'admissionregistration.k8s.io';

/** Rules on admission policies; those on admission webhooks are in `webhooks.ts`. */
export const ADMISSION_RULES: Rule[] = [
  {
    id: 'admission-policy',
    title: 'an admission policy, or its binding, that the API server does not take',
    kinds: ['ValidatingAdmissionPolicy', 'MutatingAdmissionPolicy'].flatMap((kind) => [
      `${kind}.${GROUP}`,
      `${kind}Binding.${GROUP}`,
    ]),
    object: (object) => (object.kind.endsWith('Binding') ? binding(object) : policy(object)),
  },
];

function* matchRule(rule: Place): Iterable<Problem> {
  for (const list of ['operations', 'apiGroups', 'apiVersions', 'resources']) yield* notEmpty(rule.at(list));
  for (const list of ['operations', 'apiGroups', 'apiVersions'].map((name) => rule.at(name)))
    if (list.items.length > 1 && list.items.some(({ text }) => text === '*'))
      yield problem(list, "must not have '*' beside others", "write '*' alone");
  const resources = rule.at('resources').items.flatMap(({ text }) => text ?? []);
  const named = resources.some((name) => name !== '*' && !name.includes('/'));
  const all = resources.includes('*/*') && resources.length > 1;
  if (all || (resources.includes('*') && named))
    yield problem(rule.at('resources'), "must not have '*' or '*/*' beside what they contain", "write '*/*' alone");
}

function* notEmpty(list: Place): Iterable<Problem> {
  if (list.items.length === 0) yield problem(list, 'must not be empty', "name what is meant, or write '*'");
}

function* conditions(place: Place): Iterable<Problem> {
  for (const condition of place.at('matchConditions').items)
    yield* brokenText(condition.at('name'), labelKey, 'rename the condition');
}

function* policy(object: KubeObject): Iterable<Problem> {
  const spec = object.at('spec');
  const rules = spec.at('matchConstraints', 'resourceRules');
  if (rules.items.length === 0) yield problem(rules, 'must not be empty', 'say which objects it is for');
  for (const rule of rules.items) yield* matchRule(rule);
  yield* conditions(spec);
  yield* brokenText(spec.at('paramKind', 'kind'), (text) => serviceName(text.toLowerCase()), 'correct it');
  if (object.kind === 'MutatingAdmissionPolicy') {
    const mutations = spec.at('mutations');
    if (mutations.items.length === 0) yield problem(mutations, 'must not be empty', 'add one');
    return;
  }
  const validations = spec.at('validations');
  if (validations.items.length + spec.at('auditAnnotations').items.length === 0)
    yield problem(validations, "must not be empty without 'auditAnnotations'", 'add one');
  for (const validation of validations.items) {
    const [expression, message] = [validation.at('expression'), validation.at('message')];
    if (expression.text?.trim() === '') yield problem(expression, 'must not be empty', 'write an expression');
    if (/\n/.test(message.text?.trim() ?? '')) yield problem(message, 'must be one line', 'join the lines');
  }
}

function* binding(object: KubeObject): Iterable<Problem> {
  const spec = object.at('spec');
  yield* brokenText(spec.at('policyName'), dnsSubdomain, 'name the policy');
  const param = spec.at('paramRef');
  const [name, selector] = [param.at('name'), param.at('selector')];
  if (param.present && (name.text ?? '') === '' && !selector.present)
    yield problem(param, "must have 'name' or 'selector'", 'add one of them');
  if ((name.text ?? '') !== '' && selector.present)
    yield problem(selector, "must be absent beside 'name'", 'omit one of them');
  if (param.present && !param.at('parameterNotFoundAction').present)
    yield problem(param.at('parameterNotFoundAction'), 'must be there', 'write Deny or Allow');
  for (const rule of spec.at('matchResources', 'resourceRules').items) yield* matchRule(rule);
  if (object.kind === 'MutatingAdmissionPolicyBinding') return;
  const actions = spec.at('validationActions');
  if (actions.items.length === 0) yield problem(actions, 'must not be empty', "write 'validationActions: [Deny]'");
  const texts = actions.items.map(({ text }) => text);
  if (texts.includes('Deny') && texts.includes('Warn'))
    yield problem(actions, 'must not have both Deny and Warn, which say the same', 'omit one of them');
  yield* repeated(actions.items, ({ text }) => text, 'must stand once', 'omit it');
}
