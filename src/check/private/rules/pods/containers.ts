import { dnsLabel, image, portName, portNumber } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods, PROBES } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { emptyText, isKnative, missingText, repeated } from './pod-values';

/** Rules on what a container is called, runs, and listens on. */
export const CONTAINER_RULES: Rule[] = [
  {
    id: 'container-name',
    title: 'a name of a container that Kubernetes does not take, or that two containers have',
    pods: (pods, graph) => namesOf(pods, graph),
  },
  {
    id: 'container-image',
    title: 'a container without an image, or with one that no runtime can read',
    container: (container) => imageOf(container),
  },
  {
    id: 'command-line',
    title: 'a command that is one text with spaces, which would be the name of a program',
    containerFields: ['command', ...PROBES, 'lifecycle'],
    container: (container) => commandsOf(container),
  },
  {
    id: 'container-port',
    title: 'a port of a container with a wrong name or number, or that is there twice',
    pods: function* (pods) {
      for (const container of pods.containers) yield* portsOf(container, isKnative(pods));
      yield* hostPortsOf(pods);
      yield* sharedPortsOf(pods);
    },
  },
];

/** From 1.30 on, the schemas say that names differ within one list; between the lists they never do. */
const NAMED_LISTS = 30;

/** Programs are run without a shell: nothing splits the text at its blanks. */
function* commandsOf({ place, askedCommands }: Container): Iterable<Problem> {
  for (const command of [place.at('command'), ...askedCommands]) {
    const [only, second] = command.items;
    const text = only?.text ?? '';
    if (only === undefined || second !== undefined || !/^[\w./-]+ +[^ ]/.test(text)) continue;
    if (command.object.at('spec', 'template', 'spec', 'os', 'name').text === 'windows') continue;
    const parts = text.split(/ +/).map((part) => JSON.stringify(part));
    yield problem(
      only,
      'must be the program alone, its arguments are items of their own',
      `write [${parts.join(', ')}]`,
    );
  }
}

function* namesOf(pods: Pods, graph: Graph): Iterable<Problem> {
  const all = pods.spec.at('containers');
  if (Array.isArray(all.value) && all.items.length === 0) yield problem(all, 'must have a container', 'add one');
  const inSchema = minorOf(graph) >= NAMED_LISTS && !isKnative(pods);
  const first = new Map<string, Container['list']>();
  for (const { place, list, name } of pods.containers) {
    const at = place.at('name');
    yield* emptyText(at, 'give it a name');
    yield* brokenText(at, dnsLabel, nameWayOut(at));
    const other = first.get(name);
    first.set(name, other ?? list);
    if (name === '' || other === undefined || (other === list && inSchema)) continue;
    yield problem(at, 'must differ from the names of the other containers of the pod', 'give one of them another name');
  }
}

function nameWayOut({ text = '' }: Place): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return name === '' || dnsLabel(name) !== undefined ? 'give it a name' : `write "${name}"`;
}

/** A runtime refuses what is no name of an image, so that the pod never starts. */
function* imageOf({ place }: Container): Iterable<Problem> {
  const at = place.at('image');
  yield* missingText(at, 'name the image that the container runs');
  // A blank one is how OpenShift asks for an image stream: what fills it in is not in the manifests.
  if (at.text === undefined || at.text.trim() === '') return;
  if (at.text.trim() !== at.text) {
    yield problem(at, 'must not begin or end with spaces', `write "${at.text.trim()}"`);
  } else {
    yield* brokenText(at, image, wayOutOf(at.text));
  }
}

function wayOutOf(name: string): string {
  const scheme = /^\w+:\/\//.exec(name);
  if (scheme !== null) return `write it without '${scheme[0]}'`;
  const lower = name.toLowerCase();
  return image(lower) === undefined ? `write it in lower case: "${lower}"` : 'write it as <registry>/<name>:<tag>';
}

function* portsOf({ place, ports }: Container, knative: boolean): Iterable<Problem> {
  for (const port of ports) {
    const name = port.at('name');
    yield* brokenText(name, portName, shorterName(name));
    if (!(knative && port.at('containerPort').number === 0))
      yield* brokenNumber(port.at('containerPort'), portNumber, 'write the number that the container listens on');
    if (port.at('hostPort').number !== 0)
      yield* brokenNumber(port.at('hostPort'), portNumber, 'write a number from 1 to 65535, or omit it');
  }
  const words = `must differ from the names of the other ports of container ${place.at('name').text ?? ''}`;
  const names = ports.map((port) => port.at('name')).filter(({ text }) => text !== '');
  yield* repeated(names, ({ text }) => text, words, 'give one of them another name');
}

function shorterName({ text = '' }: Place): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return portName(name) === undefined ? `write "${name}"` : 'write a short word, such as "http"';
}

function* hostPortsOf({ containers, spec }: Pods): Iterable<Problem> {
  const hostNetwork = spec.at('hostNetwork').flag === true;
  const regular = containers.filter(({ list }) => list === 'containers').flatMap(({ ports }) => ports);
  if (hostNetwork) for (const port of regular) yield* otherHostPort(port);
  // Init containers run one after the other, so that each is compared with itself only.
  const inits = containers.filter(({ list }) => list === 'initContainers').map(({ ports }) => ports);
  const words = 'must be free on the node, but another port of the pod has it';
  for (const ports of [regular, ...inits]) {
    const identity = (port: Place): string | undefined => hostPort(port, hostNetwork);
    yield* repeated(ports, identity, words, 'give one of them another number', hostPlace);
  }
}

function* otherHostPort(port: Place): Iterable<Problem> {
  const at = port.at('hostPort');
  const number = port.at('containerPort').number;
  if (at.number === undefined || at.number === 0 || at.number === number) return;
  yield problem(
    at,
    `must be the container's port ${number} in a pod with 'hostNetwork'`,
    `write ${number}, or omit it`,
  );
}

/** The containers of a pod have one address, so that of two programs with one port the second fails. */
function* sharedPortsOf({ running, spec }: Pods): Iterable<Problem> {
  if (spec.at('hostNetwork').flag === true) return;
  const owners = new Map<string, string>();
  for (const { name, ports } of running) {
    for (const port of ports) {
      const at = port.at('containerPort');
      if (at.number === undefined || at.number === 0) continue;
      const key = `${at.number}/${port.at('protocol').text ?? 'TCP'}`;
      const owner = owners.get(key) ?? name;
      owners.set(key, owner);
      if (owner === name) continue;
      yield doubt(
        at,
        `must differ from the ports of container ${owner}, whose address it shares`,
        'change one of them',
      );
    }
  }
}

/** Pods of the host's network get the ports of their containers as host ports. */
function hostPort(port: Place, hostNetwork: boolean): string | undefined {
  const own = port.at('hostPort').number ?? 0;
  const number = own === 0 && hostNetwork ? (port.at('containerPort').number ?? 0) : own;
  return number === 0 ? undefined : `${port.at('protocol').text ?? 'TCP'}/${port.at('hostIP').text ?? ''}/${number}`;
}

function hostPlace(port: Place): Place {
  return port.at('hostPort').present ? port.at('hostPort') : port.at('containerPort');
}
