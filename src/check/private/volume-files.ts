import { Graph } from './graph';
import { KubeObject } from './kube-object';
import { Place } from './place';
import { Pods } from './pods';

/** The paths of the files that a volume is made of, where all are known: those of ConfigMaps and Secrets. */
export function filesOf(volume: Place, pods: Pods, graph: Graph): string[] | undefined {
  const sources = volume.at('projected').present ? volume.at('projected', 'sources').items : [volume];
  const files: string[] = [];
  for (const source of sources) {
    const more = filesOfSource(source, pods, graph);
    if (more === undefined) return undefined;
    files.push(...more);
  }
  return files;
}

function filesOfSource(source: Place, { namespace, owner }: Pods, graph: Graph): string[] | undefined {
  const configMap = source.at('configMap');
  const secret = source.at('secret');
  const token = source.at('serviceAccountToken');
  if (source.at('downwardAPI').present) return pathsOf(source.at('downwardAPI'));
  if (token.present) return [token.at('path').text ?? ''];
  const config = configMap.present ? configMap : secret;
  if (!config.present) return undefined;
  if (config.at('items').items.length > 0) return pathsOf(config);
  const name = (configMap.present ? config.at('name').text : config.at('secretName').text) ?? config.at('name').text;
  const target = graph.find(configMap.present ? 'ConfigMap' : 'Secret', namespace, name ?? '', owner);
  return target === undefined ? undefined : 'object' in target ? dataKeys(target.object) : target.keys;
}

/** The keys of a ConfigMap or Secret; nothing for a Secret that a controller fills. */
export function dataKeys(object: KubeObject): string[] | undefined {
  if (object.kind === 'Secret' && object.at('type').text === 'kubernetes.io/service-account-token') return undefined;
  return ['data', 'stringData', 'binaryData'].flatMap((field) => object.at(field).members.map(([key]) => key));
}

function pathsOf(source: Place): string[] {
  return source.at('items').items.flatMap((item) => item.at('path').text ?? []);
}
