import { Json } from './json';

/** Keys that come first, in this order, wherever they occur; keys that never occur together may stand in any order. */
const FIRST = rank(
  'apiVersion kind metadata name generateName secretName namespace labels annotations',
  'subjects roleRef apiGroups scaleTargetRef minReplicas maxReplicas',
  'image imagePullPolicy command args workingDir',
  'host key path pathType operator value values effect',
  'type immutable addressType podSelector policyTypes ingress egress from to',
  'schedule timeZone serviceName replicas clusterIP selector',
  'ports containerPort port targetPort nodePort protocol',
  'capacity accessModes storageClassName envFrom env resources resourceNames verbs',
  'exec httpGet tcpSocket grpc initialDelaySeconds periodSeconds timeoutSeconds successThreshold failureThreshold',
  'startupProbe readinessProbe livenessProbe lifecycle mountPath subPath',
  'weight maxSkew topologyKey whenUnsatisfiable labelSelector',
  'revisionName latestRevision tag percent serviceAccountName',
);

/** Keys that come last, in this order. */
const LAST = rank(
  'volumeMounts securityContext initContainers containers volumes',
  'nodeSelector affinity tolerations topologySpreadConstraints',
  'template volumeClaimTemplates jobTemplate traffic status',
);

/** Keys whose values are maps with keys of the user's own. */
const MAPS = new Set(
  'labels annotations matchLabels selector nodeSelector data stringData binaryData parameters volumeAttributes properties limits requests hard capacity'.split(
    ' ',
  ),
);

/** A copy of a manifest with its keys in the order in which people write them. */
export function kubernetesOrder(json: Json): Json {
  return ordered(json, true) as Json;
}

function ordered(value: unknown, known: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, true));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort(known ? byRank : byAlphabet);
  return Object.fromEntries(
    keys.map((key) => [key, ordered((value as { [key: string]: unknown })[key], !MAPS.has(key))]),
  );
}

function byRank(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || byAlphabet(a, b);
}

function rankOf(key: string): number {
  const last = LAST.get(key);
  return last === undefined ? (FIRST.get(key) ?? FIRST.size) : FIRST.size + 1 + last;
}

function byAlphabet(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function rank(...lines: string[]): Map<string, number> {
  const keys = lines.flatMap((line) => line.split(' '));
  return new Map(keys.map((key, i) => [key, i]));
}
