import { serviceOf } from '../../hosts';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods, PROBES } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { isHeadless, typeOf } from './services';

/** Rules on commands that ask whether something is there. */
export const PING_RULES: Rule[] = [
  {
    id: 'ping-service',
    title: 'a probe, hook or init container that pings a Service, or the container itself',
    containerFields: [...PROBES, 'lifecycle', 'command', 'args'],
    container: function* (container, pods, graph) {
      for (const command of commandsOf(container)) yield* pinging(command, pods, graph);
    },
  },
];

function commandsOf({ place, list, askedCommands }: Container): Place[] {
  return list === 'initContainers' ? [...askedCommands, place.at('command'), place.at('args')] : askedCommands;
}

/** The address of a Service is no machine: it takes TCP and UDP, and most clusters answer no echo request there. */
function* pinging(command: Place, pods: Pods, graph: Graph): Iterable<Problem> {
  for (const host of pinged(command.items.flatMap(({ text }) => text ?? []))) {
    if (/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)) {
      const words = 'must ask the program of the container: a ping of its own address always succeeds';
      yield doubt(command, words, 'use httpGet, tcpSocket or grpc, or a command that calls the program');
      continue;
    }
    const called = serviceOf(host, pods.namespace);
    const service = called && graph.objectNamed('Service', called.namespace, called.name);
    const spec = service?.at('spec');
    if (service === undefined || spec === undefined || isHeadless(spec) || typeOf(spec) === 'ExternalName') continue;
    const words = `must not ping ${service.title}, whose address answers no ping on most clusters`;
    yield doubt(command, words, 'call one of its ports, such as with nc -z or wget');
  }
}

/** The words that `ping` may mean as hosts, in a command or in the script of a shell. */
function pinged(command: string[]): string[] {
  const shell = /(^|\/)(ba|da|a|k|z)?sh$|^-[a-z]*c$/.test(command[0] ?? '') || command.length === 1;
  const parts = shell ? command.flatMap((text) => text.split(/[;&|()\n]+|\$\(|`/)) : [command.join(' ')];
  return parts.flatMap((part) => {
    const [, words = ''] = PING.exec(part.trim()) ?? [];
    return words
      .split(/\s+/)
      .filter((word) => word !== '' && !/^(-.*|\d+)$|[<>]/.test(word))
      .map(unquoted);
  });
}

/** `ping` as a command of its own: that of `redis-cli ping` asks a server. */
const PING = /^(?:(?:if|while|until|do|then|else|!|exec|timeout\s+\S+)\s+)*(?:\S*\/)?ping6?\s+(.*)$/;

function unquoted(word: string): string {
  return word.replaceAll(/["']/g, '');
}
