import { Container, Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { scriptOf, ShellCommand, ShellScript } from '../../shell-script';
import { isEmptyDir, isReadOnly, mountOf, mountsVolume } from './mounted-paths';

/** Rules on where the scripts of containers write. */
export const SCRIPT_OUTPUT_RULES: Rule[] = [
  {
    id: 'read-only-mount',
    title: 'a script that writes to a volume which the container may only read',
    containerFields: ['volumeMounts'],
    container: (container, pods) => toReadOnly(container, pods),
  },
  {
    id: 'lost-output',
    title: 'an init container whose result lies in a volume that no other container mounts',
    containerFields: ['volumeMounts'],
    container: (container, pods) => lost(container, pods),
  },
];

function* toReadOnly({ place, list }: Container, pods: Pods): Iterable<Problem> {
  const script = scriptOf(place);
  if (script === undefined) return;
  for (const [i, command] of script.commands.entries()) {
    for (const path of writtenBy(command)) {
      const mount = mountOf(path, place);
      if (mount === undefined || !isReadOnly(mount, pods)) continue;
      // The last command decides how an init container ends; what comes before may fail and be gone on from.
      const fails = list === 'initContainers' && script.straight && i === script.commands.length - 1;
      const words = `must not write below ${mount.at('mountPath').text}, which the container may only read`;
      const wayOut = "omit 'readOnly' of the mount, or write to a mount of an emptyDir";
      yield (fails ? problem : doubt)(script.place, words, wayOut, path);
    }
  }
}

/** What an init container leaves behind is read by others, so its last command writes where others look. */
function* lost({ place, list, sidecar, name }: Container, pods: Pods): Iterable<Problem> {
  const script = list === 'initContainers' && !sidecar ? scriptOf(place) : undefined;
  const path = script && writtenLast(script);
  const mount = path === undefined ? undefined : mountOf(path, place);
  const volume = mount?.at('name').text;
  if (script === undefined || path === undefined || volume === undefined || !isEmptyDir(volume, pods)) return;
  const others = pods.containers.filter((other) => other.name !== name);
  if (others.some((other) => mountsVolume(other, volume))) return;
  const words = `must write to a volume that another container mounts, but nothing else mounts ${volume}`;
  yield doubt(script.place, words, 'mount it in the container that reads the file', path);
}

/** The file that the script makes at its end; a directory alone is room for its own work. */
function writtenLast({ commands }: ShellScript): string | undefined {
  const last = commands.at(-1);
  return last === undefined || /^(.*\/)?(touch|mkdir)$/.test(last.words[0] ?? '') ? undefined : writtenBy(last)[0];
}

/** Programs whose last word is what they write, and those that write each word. */
const TO_LAST = /^(.*\/)?(cp|mv|install|ln)$/;
const TO_EACH = /^(.*\/)?(tee|touch|mkdir)$/;

/** The absolute paths that a command writes, as far as they are written out. */
function writtenBy({ words, outputs }: ShellCommand): string[] {
  const [program = '', ...rest] = words;
  const operands = rest.filter((word) => word === undefined || !word.startsWith('-'));
  const toFirst = rest.some((word) => /^(-\w*t|--target-directory)/.test(word ?? ''));
  const last = TO_LAST.test(program) && operands.length > 1 && !toFirst ? operands.slice(-1) : [];
  const each = TO_EACH.test(program) ? operands : [];
  return [...outputs, ...last, ...each].flatMap((path) => (path?.startsWith('/') === true ? [path] : []));
}
