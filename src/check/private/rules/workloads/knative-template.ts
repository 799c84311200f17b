import { serviceName } from '../../../../private/rules';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { brokenText } from '../../broken';
import { isKnative } from '../pods/pod-values';
import { knativeScale } from './knative-scale';

const SERVING = ['Service', 'Configuration'].map((kind) => `${kind}.serving.knative.dev`);

/** Rules on the pods of Knative, which may have much less than others. */
export const KNATIVE_TEMPLATE_RULES: Rule[] = [
  {
    id: 'knative-template',
    title: 'a template of Knative with what its webhook refuses',
    pods: function* (pods) {
      if (!isKnative(pods)) return;
      yield* revisionName(pods);
      yield* podFields(pods.spec);
      yield* ports(pods);
      for (const container of pods.containers) yield* ofContainer(container, pods);
    },
  },
  {
    id: 'knative-scale',
    title: 'bounds of scaling in Knative that its webhook refuses',
    kinds: SERVING,
    object: (object) => knativeScale(object),
  },
];

/** What no pod of Knative may have, however it is installed. */
const NEVER = [
  ...['restartPolicy', 'terminationGracePeriodSeconds', 'activeDeadlineSeconds', 'nodeName', 'hostname', 'subdomain'],
  ...['priority', 'readinessGates', 'ephemeralContainers', 'overhead'],
];

/** What an installation must switch on. */
const SWITCHED = [
  ...['affinity', 'topologySpreadConstraints', 'hostAliases', 'nodeSelector', 'runtimeClassName', 'tolerations'],
  ...['securityContext', 'shareProcessNamespace', 'priorityClassName', 'schedulerName', 'initContainers', 'dnsPolicy'],
  ...['dnsConfig', 'hostNetwork', 'hostPID', 'hostIPC'],
];
const NEVER_IN_CONTAINERS = ['lifecycle', 'stdin', 'stdinOnce', 'tty', 'volumeDevices'];
const NEVER_IN_CONTEXT = ['privileged', 'seLinuxOptions', 'procMount', 'windowsOptions', 'appArmorProfile'];
const RESERVED_PORTS = [8008, 8012, 8013, 8022, 9090, 9091];
const RESERVED_VARIABLES = ['K_SERVICE', 'K_CONFIGURATION', 'K_REVISION'];
const RESERVED_PATHS = ['/', '/dev', '/dev/log'];

/** The most that an installation allows unless it is told otherwise. */
const LIMITS = { containerConcurrency: 1000, timeoutSeconds: 600 };

function* absent(place: Place, fields: string[], wayOut = 'omit it'): Iterable<Problem> {
  for (const field of fields.map((name) => place.at(name)))
    if (field.present && field.value !== false) yield problem(field, 'must be absent in Knative', wayOut);
}

function* revisionName({ owner, template }: Pods): Iterable<Problem> {
  const name = template.at('metadata', 'name');
  yield* brokenText(name, serviceName, 'correct the name');
  if ((name.text ?? '') === '' || name.text?.startsWith(`${owner.name}-`)) return;
  const words = `must begin with the name of the ${owner.kind}, as ${owner.name}-`;
  yield problem(name, words, `did you mean "${owner.name}-${name.text}"?`);
}

function* podFields(spec: Place): Iterable<Problem> {
  yield* absent(spec, NEVER);
  const token = spec.at('automountServiceAccountToken');
  if (token.flag === true) yield problem(token, 'must not be true in Knative', 'omit it, and let the account say so');
  for (const field of SWITCHED.map((name) => spec.at(name)))
    if (field.present && field.value !== false)
      yield doubt(field, 'must be absent unless a feature of Knative is switched on for it', 'omit it');
  for (const [name, most] of Object.entries(LIMITS)) {
    const place = spec.at(name);
    const value = place.number ?? 0;
    if (value < 0) yield problem(place, 'must not be negative', 'omit it');
    if (value > most) yield doubt(place, `must be at most ${most} unless Knative is told otherwise`, 'lower it');
  }
}

function* ports({ spec, containers }: Pods): Iterable<Problem> {
  const own = containers.filter(({ list }) => list === 'containers');
  const all = own.flatMap((container) => container.ports);
  const [, second] = all;
  if (second !== undefined) yield problem(second, 'must be the only port in Knative', 'omit it');
  if (all.length === 0 && own.length > 1)
    yield problem(spec.at('containers'), 'must declare one port', 'declare the port of the one that serves', 'none');
  for (const port of all) {
    yield* absent(port, ['hostPort', 'hostIP']);
    const [number, name, protocol] = ['containerPort', 'name', 'protocol'].map((field) => port.at(field));
    if (number && RESERVED_PORTS.includes(number.number ?? 0))
      yield problem(number, 'must not be a port that Knative has beside the container', 'choose another');
    if (name?.text && !['http1', 'h2c'].includes(name.text))
      yield problem(name, 'must be http1 or h2c in Knative', 'omit it for http1');
    if (protocol?.text && protocol.text !== 'TCP') yield problem(protocol, 'must be TCP in Knative', 'omit it');
  }
}

function* ofContainer({ place, list }: Container, pods: Pods): Iterable<Problem> {
  yield* absent(place, NEVER_IN_CONTAINERS);
  yield* absent(place.at('securityContext'), NEVER_IN_CONTEXT);
  if (place.at('name').text === 'queue-proxy')
    yield problem(place.at('name'), 'must not be that of the container which Knative adds', 'rename it');
  const serves = list === 'containers' && (place.at('ports').items.length > 0 || pods.containers.length === 1);
  const reserved = serves ? ['PORT', ...RESERVED_VARIABLES] : RESERVED_VARIABLES;
  for (const name of place.at('env').items.map((item) => item.at('name')))
    if (reserved.includes(name.text ?? ''))
      yield problem(name, 'must not be a variable that Knative sets itself', 'rename the variable');
  for (const path of place.at('volumeMounts').items.map((item) => item.at('mountPath')))
    if (RESERVED_PATHS.includes((path.text ?? '').replace(/\/+/g, '/').replace(/(.)\/$/, '$1')))
      yield problem(path, 'must not be a path that Knative reserves', 'mount it elsewhere');
  yield* readiness(place.at('readinessProbe'));
}

/** Without a period, Knative asks as often as it likes. */
function* readiness(probe: Place): Iterable<Problem> {
  if ((probe.at('periodSeconds').number ?? 0) !== 0) return;
  for (const field of ['timeoutSeconds', 'failureThreshold'].map((name) => probe.at(name)))
    if ((field.number ?? 0) !== 0)
      yield problem(field, "must be absent without 'periodSeconds' in Knative", "omit it, or set 'periodSeconds'");
}
