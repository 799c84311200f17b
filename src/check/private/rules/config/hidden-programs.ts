import { posix } from 'node:path';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, listed, problem, Problem, Rule } from '../../rule';
import { filesOf } from '../../volume-files';
import { setAmong } from '../pods/pod-values';

/** Rules on what files of ConfigMaps and Secrets hide in an image. */
export const HIDDEN_PROGRAM_RULES: Rule[] = [
  {
    id: 'hidden-program',
    title: 'a volume of files that hides the program of the container',
    containerFields: ['volumeMounts'],
    container: function* ({ place, list }, pods, graph) {
      if (list === 'ephemeralContainers') return;
      yield* impossible(place);
      const directories = directoriesOf(place, pods, graph);
      if (!directories.some(({ isFiles }) => isFiles)) return;
      for (const directory of directories) yield* ofDirectory(directory, place);
      yield* missingWords(place, directories);
    },
  },
];

/** A directory of a container that a volume covers as a whole. */
interface Directory {
  readonly place: Place;
  readonly path: string;

  /** Whether it has nothing but files that Kubernetes writes: keys of ConfigMaps and Secrets, fields of the pod. */
  readonly isFiles: boolean;
  readonly volume: string;

  /** The files, where all are known. */
  readonly files: string[] | undefined;
}

/** What container runtimes mount nothing over. */
const IMPOSSIBLE = ['/', '/proc'];

/** What images need to run any program. */
const SYSTEM = ['/bin', '/dev', '/etc', '/lib', '/lib64', '/sbin', '/sys', '/usr', '/usr/bin', '/usr/lib', '/usr/sbin'];

/** Where images keep the program that they run by themselves, by custom. */
const PROGRAM = ['/app', '/code', '/opt/app', '/srv/app', '/usr/app', '/usr/src/app'];

const SETTINGS = /\.(json|ya?ml|toml|ini|conf|cfg|config|properties|env|xml|txt|crt|cer|pem|key)$/i;
const SOURCES = ['configMap', 'secret', 'projected', 'downwardAPI'];

function* impossible(container: Place): Iterable<Problem> {
  for (const mount of container.at('volumeMounts').items) {
    const place = mount.at('mountPath');
    if (place.text !== undefined && place.text !== '' && IMPOSSIBLE.includes(trimmed(place.text)))
      yield problem(
        place,
        'must not be a directory of which the container is made',
        'mount it in a directory of its own',
      );
  }
}

function directoriesOf(container: Place, pods: Pods, graph: Graph): Directory[] {
  const volumes = new Map(pods.spec.at('volumes').items.map((volume) => [volume.at('name').text, volume]));
  return container.at('volumeMounts').items.flatMap((mount): Directory[] => {
    const [place, name] = [mount.at('mountPath'), mount.at('name').text];
    const volume = volumes.get(name);
    if (place.text === undefined || name === undefined) return [];
    const isPart = [mount.at('subPath'), mount.at('subPathExpr')].some(({ text }) => text !== undefined && text !== '');
    const isFiles = !isPart && volume !== undefined && setAmong(volume, SOURCES).length > 0;
    const files = isFiles ? filesOf(volume, pods, graph) : undefined;
    return [{ place, path: trimmed(place.text), isFiles, volume: name, files }];
  });
}

function* ofDirectory({ place, path, isFiles, files }: Directory, container: Place): Iterable<Problem> {
  if (!isFiles) return;
  if (SYSTEM.includes(path)) {
    yield doubt(
      place,
      'must not hide what programs of the image need',
      'mount it below, or a single file with subPath',
    );
  } else if (PROGRAM.includes(path) && files?.every((file) => SETTINGS.test(file)) && runsProgramOfImage(container)) {
    const words = `must not hide the directory where images keep their program (the volume has ${listed(files)})`;
    yield doubt(place, words, `mount it in a directory of its own, such as ${path}/config`);
  }
}

/** Whether nothing tells where the program is: there is no command, or one that starts in the directory of the image. */
function runsProgramOfImage(container: Place): boolean {
  const command = container.at('command').items;
  if (command.length === 0) return true;
  const words = [...command, ...container.at('args').items];
  return !container.at('workingDir').present && words.some(({ text }, i) => isRelative(text ?? '', i));
}

/** Words of the command line that name a file which the volume over its directory does not have. */
function* missingWords(container: Place, directories: Directory[]): Iterable<Problem> {
  const command = container.at('command').items;
  for (const [i, word] of [...command, ...container.at('args').items].entries()) {
    const path = pathOf(word.text ?? '', i, container.at('workingDir').text);
    const directory = path === undefined ? undefined : innermost(path, directories);
    if (path === undefined || directory?.files === undefined) continue;
    const file = path.slice(directory.path.length + 1);
    if (file === '' || directory.files.some((other) => other === file || other.startsWith(`${file}/`))) continue;
    const has = `volume ${directory.volume} has at ${directory.path} (${listed(directory.files)})`;
    const words = `must be among the files that ${has}, which hides those of the image`;
    const finding = i < command.length && i === 0 ? problem : doubt;
    yield finding(word, words, 'add it, or mount the volume in a directory of its own');
  }
}

/** The path that a word means, if it clearly means one. */
function pathOf(word: string, i: number, workingDir: string | undefined): string | undefined {
  if (word.includes('..')) return undefined;
  const path = i === 0 ? word : word.replace(/^--?[\w.-]+=/, '');
  if (/^\/[\w.@+/-]+$/.test(path)) return trimmed(path);
  if (workingDir === undefined || !isRelative(word, i)) return undefined;
  return trimmed(`${trimmed(workingDir)}/${word.replace(/^\.\//, '')}`);
}

/** Whether a word is a program in the working directory, or one that an interpreter runs from there. */
function isRelative(word: string, i: number): boolean {
  if (i === 0) return /^(\.|[\w.-]+)\/[\w./-]+$/.test(word);
  return /^(\.\/)?\w[\w./-]*\.(dll|jar|[cm]?js|py|rb|php|pl|sh)$/.test(word);
}

/** The directory that holds a path, of several the deepest one, if it is one of files. */
function innermost(path: string, directories: Directory[]): Directory | undefined {
  const around = directories.filter((directory) => path === directory.path || path.startsWith(`${directory.path}/`));
  const [deepest] = around.sort((a, b) => b.path.length - a.path.length);
  return deepest?.isFiles === true ? deepest : undefined;
}

/** A path without `.`, doubled slashes and the one at its end. */
function trimmed(path: string): string {
  if (/^(?:\/[\w-][\w.-]*)+$/.test(path)) return path;
  return posix.normalize(path).replace(/(?<=.)\/$/, '');
}
