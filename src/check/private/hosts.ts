import { isIP } from 'node:net';
import { Graph } from './graph';
import { KubeObject } from './kube-object';
import { Place } from './place';
import { Pods } from './pods';
import { referencesOf } from './references';

/** A host that a value calls. */
export interface Call {
  /** The value. */
  readonly place: Place;
  readonly host: string;

  /** The scheme of the URL, if it is one. */
  readonly scheme: string | undefined;
  readonly namespace: string;

  /** The pods that read the value. */
  readonly callers: Pods[];
}

/** A Service as its host name calls it. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string;

  /** Whether the host can be nothing but a Service: it ends with `.svc` or `.svc.cluster.local`. */
  readonly full: boolean;
}

/** Schemes whose URLs have a host; others, such as `s3`, call other things. */
const SCHEMES =
  'https?|wss?|tcp|udp|grpcs?|postgres(?:ql)?|mysql|mariadb|sqlserver|mongodb|rediss?|amqps?|nats|kafka|ldaps?|smtps?|memcached';
const URL = new RegExp(`^(?:jdbc:)?(${SCHEMES})://(?:[^/?#\\s]*@)?([^/?#\\s]+)(?:[/?#]\\S*)?$`, 'i');

/** Variables that hold a host, alone or with a port. */
const HOST_VARIABLE = /[A-Za-z0-9]_+(HOST|HOSTS|HOSTNAME|ADDR|ADDRESS)$/i;

/** Those that tell where a program is, or by which names others call it. */
const OWN_VARIABLE = /(?:^|_)(?:ALLOWED|BIND|LISTEN|NODE|PUBLIC|TRUSTED|VIRTUAL)_+[A-Z]+$/i;

/** Pairs of a connection string: `Server=db;Database=todo`. */
const SERVER = /(?:^|;)\s*(?:Server|Host|Data Source)\s*=\s*(?:tcp:)?([^;=]+?)\s*(?=;|$)/gi;

/** Longer values are files. */
const LONGEST = 1000;

const HOST = /^(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/i;

const known = new WeakMap<KubeObject, Call[]>();

/** The hosts that the variables of containers call, and the values of a ConfigMap that are one line. */
export function callsOf(object: KubeObject, graph: Graph): Call[] {
  const before = known.get(object);
  if (before !== undefined) return before;
  const found = [...allCalls(object, graph)];
  known.set(object, found);
  return found;
}

function* allCalls(object: KubeObject, graph: Graph): Iterable<Call> {
  const namespace = object.namespace ?? '';
  if (object.type === 'ConfigMap') {
    for (const [key, value] of object.at('data').members)
      for (const host of hostsIn(key, value)) yield { ...host, namespace, callers: readersOf(object, graph) };
    return;
  }
  const pods = graph.podsMadeBy(object);
  if (pods === undefined) return;
  for (const { place } of pods.containers) {
    for (const variable of place.at('env').items) {
      const name = variable.at('name').text ?? '';
      for (const host of hostsIn(name, variable.at('value'))) yield { ...host, namespace, callers: [pods] };
    }
  }
}

/** The Service that a host calls from a namespace; nothing where it may be anything. */
export function serviceOf(host: string, namespace: string): ServiceName | undefined {
  const parts = host.toLowerCase().replace(/\.$/, '').split('.');
  const at = parts.lastIndexOf('svc');
  if (at >= 2) {
    const domain = parts.slice(at + 1).join('.');
    const [name = '', space = ''] = parts.slice(at - 2, at);
    return ['', 'cluster.local'].includes(domain) ? { name, namespace: space, full: true } : undefined;
  }
  const [name = '', space] = parts;
  if (name === 'localhost' || parts.length > 2) return undefined;
  return { name, namespace: space ?? namespace, full: false };
}

/** Whether the pods find hosts as DNS of the cluster tells them. */
export function usesClusterDns({ spec }: Pods): boolean {
  const policy = spec.at('dnsPolicy').text ?? 'ClusterFirst';
  const onNode = spec.at('hostNetwork').flag === true && policy === 'ClusterFirst';
  return policy.startsWith('ClusterFirst') && !onNode && spec.at('dnsConfig', 'searches').items.length === 0;
}

function hostsIn(name: string, place: Place): Pick<Call, 'place' | 'host' | 'scheme'>[] {
  const { text = '' } = place;
  if (text === '' || text.length > LONGEST || text.includes('\n')) return [];
  const [, scheme, hosts] = (text.includes('://') ? URL.exec(text) : undefined) ?? [];
  const found = hosts ?? (isHostVariable(name) && !/\s/.test(text) ? text : undefined);
  if (found === undefined && !text.includes(';')) return []; // most values end here
  const all = found?.split(',') ?? [...text.matchAll(SERVER)].map(([, host = '']) => host);
  return all
    .map((host) => host.replace(/[:,]\d+$/, ''))
    .filter((host) => HOST.test(host) && isIP(host) === 0)
    .map((host) => ({ place, host, scheme: scheme?.toLowerCase() }));
}

function isHostVariable(name: string): boolean {
  return HOST_VARIABLE.test(name) && !OWN_VARIABLE.test(name);
}

/** The pods that read a ConfigMap, as variables or as files. */
function readersOf({ name, namespace }: KubeObject, graph: Graph): Pods[] {
  return graph
    .podsInNamespace(namespace ?? '')
    .filter(({ owner }) =>
      referencesOf(owner).some((reference) => reference.type === 'ConfigMap' && reference.place.text === name),
    );
}
