import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods, PROBES } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { filesOf } from '../../volume-files';
import { setAmong } from './pod-values';

/** Rules on programs that are files of ConfigMaps and Secrets. */
export const SCRIPT_FILE_RULES: Rule[] = [
  {
    id: 'script-mode',
    title: 'a command that is a file of a ConfigMap or Secret which nobody may execute',
    containerFields: ['command', ...PROBES, 'lifecycle'],
    container: scripts,
  },
];

/** Not even root may run a file without a bit that says so. */
function* scripts({ place, askedCommands }: Container, pods: Pods, graph: Graph): Iterable<Problem> {
  for (const command of [place.at('command'), ...askedCommands]) {
    const program = command.at(0);
    const mode = program.text === undefined ? undefined : modeOf(program.text, place, pods, graph);
    if (mode === undefined || (mode.number & 0o111) !== 0) continue;
    const octal = `0${mode.number.toString(8).padStart(3, '0')}`;
    const words = `must be a file that may be executed, but volume ${mode.volume} gives it mode ${octal}`;
    yield problem(program, words, "write 'defaultMode: 0555' (365) in the volume");
  }
}

interface Mode {
  readonly number: number;
  readonly volume: string;
}

/** The mode of a file that a container sees, if a ConfigMap or Secret makes it. */
function modeOf(path: string, container: Place, pods: Pods, graph: Graph): Mode | undefined {
  const { spec, owner } = pods;
  const mounts = container.at('volumeMounts').items.filter((mount) => fileBelow(mount, path) !== undefined);
  const length = (mount: Place): number => (mount.at('mountPath').text ?? '').length;
  const [mount] = mounts.sort((a, b) => length(b) - length(a));
  const name = mount?.at('name').text;
  if (mount === undefined || name === undefined) return undefined;
  const claims = owner.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('metadata', 'name').text);
  const volume = spec.at('volumes').items.find((item) => item.at('name').text === name);
  if (volume === undefined || claims.includes(name)) return undefined;
  const [source] = setAmong(volume, ['configMap', 'secret', 'projected']);
  const file = fileBelow(mount, path) ?? '';
  if (source === undefined || filesOf(volume, pods, graph)?.includes(file) === false) return undefined;
  return { number: modeIn(source, file), volume: name };
}

/** The path of a file in the volume that is mounted; nothing when the mount does not have it. */
function fileBelow(mount: Place, path: string): string | undefined {
  const at = (mount.at('mountPath').text ?? '').replace(/\/+$/, '');
  const inside = mount.at('subPath').text;
  if (at === '' || mount.at('subPathExpr').present) return undefined;
  if (path === at) return inside;
  if (!path.startsWith(`${at}/`)) return undefined;
  return [inside, path.slice(at.length + 1)].filter((part) => part !== undefined).join('/');
}

const DEFAULT = 0o644;

function modeIn(source: Place, file: string): number {
  const parts = source.key === 'projected' ? source.at('sources').items : [source];
  const lists = parts.flatMap((part) => [part, ...setAmong(part, ['configMap', 'secret'])]);
  const items = lists.flatMap((list) => list.at('items').items);
  const own = items.find((item) => item.at('path').text === file)?.at('mode').number;
  return own ?? source.at('defaultMode').number ?? DEFAULT;
}
