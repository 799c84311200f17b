import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { setAmong } from '../pods/pod-values';
import { valuesOf } from './config';

/** The settings that a container gets as variables, from ConfigMaps and Secrets too, where they are known. */
export class ContainerVariables {
  constructor(
    private readonly container: Container,
    private readonly pods: Pods,
    private readonly graph: Graph,
  ) {}

  /** The value of a variable, or what the file holds that its sister `<name>_FILE` names. */
  public value(name: string): string | undefined {
    const variable = this.variable(name);
    if (variable !== undefined)
      return variable.at('valueFrom').present ? this.ofKey(variable.at('valueFrom')) : literal(variable);
    const file = this.variable(`${name}_FILE`);
    const path = file && literal(file);
    return path === undefined ? this.ofAll(name) : this.inFile(path)?.replace(/[\r\n]+$/, '');
  }

  /** Of several with one name, the last one counts. */
  private variable(name: string): Place | undefined {
    return this.container.place
      .at('env')
      .items.filter((item) => item.at('name').text === name)
      .at(-1);
  }

  private ofKey(from: Place): string | undefined {
    const [ref] = setAmong(from, ['configMapKeyRef', 'secretKeyRef']);
    return ref && this.text(ref.key === 'secretKeyRef', ref.at('name').text, ref.at('key').text);
  }

  private ofAll(name: string): string | undefined {
    const values = this.container.place.at('envFrom').items.map((source) => {
      const [ref] = setAmong(source, ['configMapRef', 'secretRef']);
      const prefix = source.at('prefix').text ?? '';
      if (ref === undefined || !name.startsWith(prefix)) return undefined;
      return this.text(ref.key === 'secretRef', ref.at('name').text, name.slice(prefix.length));
    });
    return values.filter((value) => value !== undefined).at(-1);
  }

  private inFile(path: string): string | undefined {
    for (const mount of this.container.place.at('volumeMounts').items) {
      const directory = (mount.at('mountPath').text ?? '').replace(/\/+$/, '');
      if (!path.startsWith(`${directory}/`) || mount.at('subPath').present) continue;
      const name = mount.at('name').text;
      const volume = this.pods.spec.at('volumes').items.find((item) => item.at('name').text === name);
      return volume && this.inVolume(volume, path.slice(directory.length + 1));
    }
    return undefined;
  }

  private inVolume(volume: Place, file: string): string | undefined {
    for (const part of [volume, ...volume.at('projected', 'sources').items]) {
      for (const source of setAmong(part, ['configMap', 'secret'])) {
        const items = source.at('items').items;
        const key = items.length === 0 ? file : items.find((item) => item.at('path').text === file)?.at('key').text;
        const object = source.at('secretName').text ?? source.at('name').text;
        const value = this.text(source.key === 'secret', object, key);
        if (value !== undefined) return value;
      }
    }
    return undefined;
  }

  private text(isSecret: boolean, name = '', key = ''): string | undefined {
    const object = this.graph.objectNamed(isSecret ? 'Secret' : 'ConfigMap', this.pods.namespace, name);
    return object && valuesOf(object).get(key)?.toString();
  }
}

/** A text without other variables in it. */
function literal(variable: Place): string | undefined {
  const { text } = variable.at('value');
  return text?.includes('$(') === true ? undefined : text;
}
