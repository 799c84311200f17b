import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { meant, problem, Problem, Rule } from '../../rule';
import { minorOf } from '../../broken';
import { isKnative } from '../pods/pod-values';
import { baseline, restricted, Standard } from './pod-security-standards';

/** Rules on Pod Security admission. */
export const POD_SECURITY_RULES: Rule[] = [
  {
    id: 'pod-security',
    title: 'pods that the Pod Security level of their namespace keeps out',
    kinds: ['Namespace'],
    object: (object) => labels(object),
    pods: (pods, graph) => violations(pods, graph),
  },
];

const PREFIX = 'pod-security.kubernetes.io/';
const MODES = ['enforce', 'audit', 'warn'];
const LEVELS = ['privileged', 'baseline', 'restricted'];

function* labels(namespace: KubeObject): Iterable<Problem> {
  for (const mode of MODES) {
    const labels = namespace.at('metadata', 'labels');
    const [level, version] = [labels.at(PREFIX + mode), labels.at(`${PREFIX}${mode}-version`)];
    if (level.text !== undefined && !LEVELS.includes(level.text))
      yield problem(level, `must be one of ${LEVELS.join(', ')}`, meant(nearest(level.text, LEVELS), 'correct it'));
    if (version.text !== undefined && !/^(latest|v1\.(0|[1-9]\d*))$/.test(version.text))
      yield problem(version, "must be 'latest' or a version such as 'v1.27'", 'correct it');
  }
}

/** Pods of Knative get settings from its webhook that no manifest shows; a PodTemplate alone makes no pods. */
function* violations(pods: Pods, graph: Graph): Iterable<Problem> {
  if (isKnative(pods) || pods.owner.type === 'PodTemplate') return;
  const namespace = graph.objectNamed('Namespace', undefined, pods.namespace);
  const level = namespace?.at('metadata', 'labels', `${PREFIX}enforce`).text ?? '';
  if (namespace === undefined || (level !== 'baseline' && level !== 'restricted')) return;
  const [minor, cluster] = [versionOf(namespace, graph), minorOf(graph)];
  const standard: Standard = { pods, minor, cluster, windows: isWindows(pods.spec) };
  const found = level === 'baseline' ? baseline(standard) : restricted(standard);
  for (const { place, words, wayOut, got } of found)
    yield problem(place, `${words}, as ${namespace.title} enforces ${level}`, wayOut, got);
}

/** The version of the standards: the newest that the cluster knows, or an older one that the namespace names. */
function versionOf(namespace: KubeObject, graph: Graph): number {
  const version = namespace.at('metadata', 'labels', `${PREFIX}enforce-version`).text ?? 'latest';
  const minor = Number(/^v1\.(\d+)$/.exec(version)?.[1] ?? Infinity);
  return Math.min(minor, minorOf(graph));
}

function isWindows(spec: Place): boolean {
  return spec.at('os', 'name').text === 'windows';
}
