import { envName } from '../../../../private/rules';
import { minorOf } from '../../broken';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, listed, Problem, Rule } from '../../rule';
import { setAmong } from '../pods/pod-values';
import { valuesOf } from './config';

/** Rules on variables that containers take from ConfigMaps and Secrets. */
export const VARIABLE_RULES: Rule[] = [
  {
    id: 'duplicate-variable',
    title: 'a variable of a container that comes from two places, one of which is lost',
    containerFields: ['env', 'envFrom'],
    container: function* (container, pods, graph) {
      const sources = sourcesOf(container, pods, graph);
      yield* inSources(sources);
      yield* inVariables(container.place.at('env').items, sources);
    },
  },
  {
    id: 'unusable-variable',
    title: 'a key that becomes no variable, or none that the shell of the container can read',
    containerFields: ['envFrom'],
    container: (container, pods, graph) => unusable(container, pods, graph),
  },
];

/** An object whose keys all become variables. */
interface Source {
  readonly place: Place;
  readonly title: string;

  /** Their values by name, where they are known. */
  readonly values: Map<string, string | undefined>;
}

/** The objects of `envFrom` whose keys are known. */
function sourcesOf({ place }: Container, { namespace, owner }: Pods, graph: Graph): Source[] {
  return place.at('envFrom').items.flatMap((item) => {
    const [ref] = setAmong(item, ['configMapRef', 'secretRef']);
    const name = ref?.at('name');
    if (ref === undefined || name?.text === undefined) return [];
    const kind = ref.key === 'configMapRef' ? 'ConfigMap' : 'Secret';
    const target = graph.find(kind, namespace, name.text, owner);
    const prefix = item.at('prefix').text ?? '';
    const values = target === undefined ? [] : 'keys' in target ? unknown(target.keys) : textsOf(target.object);
    const named = values.map(([key, value]): [string, string | undefined] => [`${prefix}${key}`, value]);
    return [{ place: name, title: `${kind} ${name.text}`, values: new Map(named) }];
  });
}

function unknown(keys: string[] = []): [key: string, value: undefined][] {
  return keys.map((key) => [key, undefined]);
}

/** Binary data becomes no variable. */
function textsOf(object: KubeObject): [key: string, value: string | undefined][] {
  const isText = (key: string): boolean => ['data', 'stringData'].some((field) => object.at(field, key).present);
  return [...valuesOf(object)].filter(([key]) => isText(key)).map(([key, bytes]) => [key, bytes?.toString()]);
}

/** Whether a variable has another value, or may have one, in a second place. */
function differs(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || one !== other;
}

function* inSources(sources: Source[]): Iterable<Problem> {
  for (const [i, { place, values }] of sources.entries()) {
    for (const earlier of sources.slice(0, i)) {
      const names = [...values.keys()].filter((name) => earlier.values.has(name));
      const both = names.filter((name) => differs(values.get(name), earlier.values.get(name)));
      if (both.length === 0) continue;
      const words = `must not bring variables of ${earlier.title} again (${listed(both)}): the later value counts`;
      yield doubt(place, words, "rename the keys, or set a 'prefix'");
    }
  }
}

function* inVariables(variables: readonly Place[], sources: Source[]): Iterable<Problem> {
  for (const variable of variables) {
    const place = variable.at('name');
    const name = place.text ?? '';
    const { text } = variable.at('value');
    if (text?.includes(`$(${name})`) === true) continue; // the old value stays a part of it
    const source = sources.find(({ values }) => values.has(name) && differs(values.get(name), text));
    if (source === undefined) continue;
    yield doubt(place, `must not be a key of ${source.title} too, whose value is lost`, 'remove it here or there');
  }
}

const SHELLS = /(?:^|\/)(?:ba|da|a|k|z)?sh$/;

function* unusable(container: Container, pods: Pods, graph: Graph): Iterable<Problem> {
  const shell = SHELLS.test(container.place.at('command', 0).text ?? '');
  for (const { place, values } of sourcesOf(container, pods, graph)) {
    const names = [...values.keys()];
    const lost = minorOf(graph) >= 32 ? [] : names.filter((name) => envName(name) !== undefined);
    if (lost.length > 0) {
      const words = `must have keys that are names of variables: ${listed(lost)} ${lost.length > 1 ? 'are' : 'is'} left out`;
      yield doubt(place, words, "rename the keys, set a 'prefix', or name them one by one in 'env'");
    }
    const unread = names.filter((name) => !lost.includes(name) && !/^[A-Za-z_]\w*$/.test(name));
    if (shell && unread.length > 0) {
      const words = `must have keys that a shell can read as variables: ${listed(unread)} it cannot`;
      yield doubt(place, words, "name them one by one in 'env', as other variables");
    }
  }
}
