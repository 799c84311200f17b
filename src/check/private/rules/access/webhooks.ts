import { dnsSubdomain, portNumber, whole } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, isEmpty } from '../../broken';

const GROUP = 'admissionregistration.k8s.io';
const VERSIONS = ['v1', 'v1beta1'];

/** Rules on what extends the API server. */
export const WEBHOOK_RULES: Rule[] = [
  {
    id: 'webhook',
    title: 'an admission webhook that the API server refuses',
    kinds: [`ValidatingWebhookConfiguration.${GROUP}`, `MutatingWebhookConfiguration.${GROUP}`],
    object: function* (object) {
      const names = new Set<string>();
      for (const webhook of object.at('webhooks').items) {
        const name = webhook.at('name');
        yield* ofWebhook(webhook);
        if (name.text === undefined || name.text === '') continue;
        if (names.has(name.text))
          yield problem(name, 'must differ from the names of the other webhooks', 'rename one of them');
        names.add(name.text);
      }
    },
  },
  {
    id: 'api-service',
    title: 'an APIService that the API server refuses',
    kinds: ['APIService.apiregistration.k8s.io'],
    object: ofApiService,
  },
];

function* ofWebhook(webhook: Place): Iterable<Problem> {
  yield* brokenText(webhook.at('name'), webhookName, 'write one such as "pods.example.com"');
  const config = webhook.at('clientConfig');
  const [url, service] = [config.at('url'), config.at('service')];
  if (config.present && url.present === service.present) {
    yield problem(
      config,
      "must have either 'url' or 'service'",
      url.present ? 'remove one of them' : 'name the Service',
    );
  }
  if (!service.present) yield* brokenText(url, webhookUrl, 'write one such as "https://example.com/check"');
  yield* brokenNumber(service.at('port'), portNumber, 'omit it for 443');
  yield* brokenNumber(webhook.at('timeoutSeconds'), whole(1, 30), 'omit it for 10');
  const versions = webhook.at('admissionReviewVersions');
  if (Array.isArray(versions.value) && !versions.items.some(({ text }) => VERSIONS.includes(text ?? ''))) {
    yield problem(versions, `must have ${VERSIONS.join(' or ')}`, 'write [v1]');
  }
  const effects = webhook.at('sideEffects');
  if (effects.text === 'Some' || effects.text === 'Unknown') {
    yield problem(effects, 'must be None or NoneOnDryRun', 'use NoneOnDryRun if it has effects otherwise');
  }
  for (const rule of webhook.at('rules').items) yield* ofRule(rule);
}

function webhookName(value: string): string | undefined {
  const good = dnsSubdomain(value) === undefined && value.split('.').length >= 3;
  return good ? undefined : 'must be a DNS name of at least three parts';
}

function webhookUrl(value: string): string | undefined {
  const words = 'must be a URL that starts with https://, without user, query and fragment';
  if (!URL.canParse(value)) return words;
  const { protocol, host, username, hash, search } = new URL(value);
  return protocol === 'https:' && host !== '' && username === '' && hash === '' && search === '' ? undefined : words;
}

function* ofRule(rule: Place): Iterable<Problem> {
  for (const field of ['operations', 'apiGroups', 'apiVersions', 'resources']) {
    const place = rule.at(field);
    if (isEmpty(place)) yield problem(place, 'must have at least one value', 'write ["*"] for all');
    if (field === 'resources') continue;
    const all = place.items.find(({ text }) => text === '*');
    if (all !== undefined && place.items.length > 1)
      yield problem(all, "must be alone: '*' means all", 'remove it, or the others');
  }
}

function* ofApiService(object: KubeObject): Iterable<Problem> {
  const spec = object.at('spec');
  const [group, version] = [spec.at('group').text ?? '', spec.at('version').text ?? ''];
  const name = object.at('metadata', 'name');
  const expected = `${version}.${group}`;
  if (name.text !== undefined && name.text !== expected) {
    yield problem(name, `must be "${expected}", its version and group`, 'correct one of them');
  }
  if (group === '' && version !== 'v1') yield problem(spec.at('group'), 'must be the API group', 'write it');
  const bundle = spec.at('caBundle');
  const insecure = spec.at('insecureSkipTLSVerify');
  const local = !spec.at('service').present;
  if (insecure.flag === true && (local || !isEmpty(bundle))) {
    const words = local ? "must be absent without 'service'" : "must be absent beside 'caBundle'";
    yield problem(insecure, words, 'remove it');
  }
  if (local && !isEmpty(bundle)) yield problem(bundle, "must be absent without 'service'", 'remove it');
  yield* brokenNumber(spec.at('service', 'port'), portNumber, 'omit it for 443');
  yield* brokenNumber(spec.at('groupPriorityMinimum'), whole(1, 20000), 'write 1000');
  yield* brokenNumber(spec.at('versionPriority'), whole(1, 1000), 'write 15');
}
