import {
  dnsLabel,
  dnsSubdomain,
  portName,
  portNumber,
  Rule as ValueRule,
  serviceName,
} from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { familyOf } from './addresses';
import { brokenNumber, brokenText, formOr, isEmpty, minorOf } from '../../broken';

const KINDS = ['Ingress.networking.k8s.io'];
const CLASS = 'kubernetes.io/ingress.class';

/** The fields of older versions, which are no longer served, are others. */
const VERSION = 'networking.k8s.io/v1';

/** Rules on single Ingresses and their classes. */
export const INGRESS_RULES: Rule[] = [
  {
    id: 'ingress-path',
    title: 'hosts and paths of an Ingress that the API server refuses',
    kinds: KINDS,
    object: function* (object) {
      if (object.apiVersion !== VERSION) return;
      const spec = object.at('spec');
      const none = isEmpty(spec.at('rules')) && !spec.at('defaultBackend').present;
      if (none)
        yield problem(spec.at('rules'), "must have a rule where there is no 'defaultBackend'", 'add one of them');
      for (const rule of spec.at('rules').items) yield* ofRule(rule);
      for (const tls of spec.at('tls').items) {
        for (const host of tls.at('hosts').items) yield* brokenText(host, hostName, hostWayOut);
        yield* brokenText(tls.at('secretName'), dnsSubdomain, 'write the name of a Secret');
      }
    },
  },
  {
    id: 'ingress-backend',
    title: 'backends of an Ingress that the API server refuses',
    kinds: KINDS,
    object: function* (object, graph) {
      if (object.apiVersion !== VERSION) return;
      const spec = object.at('spec');
      const paths = spec.at('rules').items.flatMap((rule) => rule.at('http', 'paths').items);
      const fallback = spec.at('defaultBackend');
      if (fallback.present) yield* ofBackend(fallback, graph);
      for (const path of paths) if (path.at('backend').present) yield* ofBackend(path.at('backend'), graph);
    },
  },
  {
    id: 'ingress-class',
    title: 'classes of Ingresses that the API server refuses',
    kinds: [...KINDS, 'IngressClass.networking.k8s.io'],
    object: (object) => (object.kind === 'Ingress' ? ofIngress(object) : ofClass(object)),
  },
];

/** The host of what may be a URL. */
function hostOf(value: string): string {
  return value
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[:/].*$/, '');
}

/** A DNS name, whose first part may be a wildcard. */
export const hostName: ValueRule<string> = (value) => {
  if (familyOf(value) !== undefined) return 'must be a DNS name, not an IP address';
  if (dnsSubdomain(value.replace(/^\*\.(?=.)/, '')) === undefined && value.length <= 253) return undefined;
  if (value.includes('*')) return "must have '*' only as its first part";
  return 'must be a DNS name in lower case, without protocol, port and path';
};

/** What to write for a host that is none. */
export const hostWayOut = formOr(hostName, hostOf, 'write a name such as "example.com"');

function* ofRule(rule: Place): Iterable<Problem> {
  yield* brokenText(rule.at('host'), hostName, hostWayOut);
  const paths = rule.at('http', 'paths');
  if (rule.at('http').present && Array.isArray(paths.value) && paths.items.length === 0) {
    yield problem(paths, 'must have at least one path', "add one, or remove 'http'");
  }
  for (const item of paths.items) {
    const path = item.at('path');
    const type = item.at('pathType').text;
    const strict = type === 'Exact' || type === 'Prefix';
    if (strict && isEmpty(path))
      yield problem(path, `must be there where 'pathType' is ${type}`, 'write "/" for all paths');
    yield* brokenText(
      path,
      pathRule(strict),
      formOr(pathRule(strict), (value) => `/${value}`, 'write a path such as "/api"'),
    );
  }
}

function pathRule(strict: boolean): ValueRule<string> {
  return (value) => {
    if (!value.startsWith('/')) return "must start with '/'";
    if (!strict) return undefined;
    const part = ['//', '/./', '/../', '%2f', '%2F'].find((text) => value.includes(text));
    if (part !== undefined) return `must not contain '${part}'`;
    const end = ['/..', '/.'].find((text) => value.endsWith(text));
    return end && `must not end with '${end}'`;
  };
}

function* ofBackend(backend: Place, graph: Graph): Iterable<Problem> {
  const [service, resource] = [backend.at('service'), backend.at('resource')];
  if (service.present === resource.present) {
    const words = "must have either 'service' or 'resource'";
    yield problem(backend, words, service.present ? 'remove one of them' : 'name a Service and its port');
    return;
  }
  if (resource.present) {
    for (const field of ['kind', 'name']) {
      const place = resource.at(field);
      if (place.text === '') yield problem(place, 'must not be empty', `write the ${field} of the resource`);
    }
    return;
  }
  const name = service.at('name');
  if (name.text === '') yield problem(name, 'must not be empty', 'write the name of a Service');
  yield* brokenText(name, minorOf(graph) < 36 ? serviceName : dnsLabel, 'write the name of a Service');
  yield* ofPort(service.at('port'));
}

function* ofPort(port: Place): Iterable<Problem> {
  const [name, number] = [port.at('name'), port.at('number')];
  if (isEmpty(name) && isEmpty(number)) {
    yield problem(port, "must have either 'name' or 'number'", 'write the port of the Service');
  } else if (!isEmpty(name) && !isEmpty(number)) {
    yield problem(port, "must have either 'name' or 'number', not both", 'remove one of them');
  } else {
    yield* brokenText(name, portName, 'write the name of a port of the Service');
    if (!isEmpty(number)) yield* brokenNumber(number, portNumber, 'write a port of the Service');
  }
}

function* ofIngress(object: KubeObject): Iterable<Problem> {
  const annotation = object.at('metadata', 'annotations', CLASS);
  const name = object.at('spec', 'ingressClassName');
  if (name.present && annotation.text !== undefined && annotation.text !== name.text) {
    yield problem(annotation, `must be the value of 'spec.ingressClassName' (${name.text})`, 'remove the annotation');
  }
  if (name.text === '') yield problem(name, 'must be the name of an IngressClass', 'remove it for the default class');
  yield* brokenText(name, dnsSubdomain, 'write the name of an IngressClass');
}

function* ofClass(object: KubeObject): Iterable<Problem> {
  const controller = object.at('spec', 'controller');
  const wayOut = 'write one such as "k8s.io/ingress-nginx"';
  if (isEmpty(controller)) yield problem(controller, 'must name the controller of the class', wayOut);
  yield* brokenText(controller, controllerName, wayOut);
  const parameters = object.at('spec', 'parameters');
  const [scope, namespace] = [parameters.at('scope'), parameters.at('namespace')];
  if (scope.text === 'Namespace' && !namespace.present) {
    yield problem(namespace, "must be there where 'scope' is Namespace", 'write the namespace of the parameters');
  }
  if ((scope.text ?? 'Cluster') === 'Cluster' && namespace.present) {
    yield problem(namespace, "must be absent unless 'scope' is Namespace", "remove it, or set 'scope' to Namespace");
  }
}

function controllerName(value: string): string | undefined {
  const [, host, path] = /^([^/]+)\/(.+)$/.exec(value) ?? [];
  const good = host !== undefined && path !== undefined && dnsSubdomain(host) === undefined;
  return good && value.length <= 250 && /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path)
    ? undefined
    : 'must be a DNS name with a path, of at most 250 letters';
}
