import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { programName, scriptOf, ShellCommand, ShellScript } from '../../shell-script';
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
    if (command.tested) continue;
    for (const path of writtenBy(command)) {
      const mount = mountOf(path, place);
      if (mount === undefined || !isReadOnly(mount, pods)) continue;
      const takes = takesDirectory(command);
      if (takes && isRoot(path, mount)) continue;
      // The last command decides how an init container ends; what comes before may fail and be gone on from.
      const last = list === 'initContainers' && i === script.commands.length - 1;
      const fails = last && command.certain && !takes && !LEAVES.test(script.text);
      if (!fails && ASKS.test(script.text)) continue;
      const words = `must not write below ${mount.at('mountPath').text}, which the container may only read`;
      const wayOut = "omit 'readOnly' of the mount, or write to a mount of an emptyDir";
      yield (fails ? problem : doubt)(script.place, words, wayOut, path);
    }
  }
}

/** What may end a script before its last command. */
const LEAVES = /\b(exit|return|exec)\b/;

/** A script that looks whether it may write. */
const ASKS = /(\[|\btest)\s+-w\s/;

/** Whether a command also ends well when the directory that it makes is there. */
function takesDirectory(command: ShellCommand): boolean {
  return programName(command) === 'mkdir' && command.words.some((word) => /^(-\w*p|--parents)/.test(word ?? ''));
}

function isRoot(path: string, mount: Place): boolean {
  return path.replace(/\/+$/, '') === mount.at('mountPath').text?.replace(/\/+$/, '');
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

/** The file that the script makes at its end. A directory alone is room for its own work; so are temporary files and logs. */
function writtenLast({ commands }: ShellScript): string | undefined {
  const last = commands.at(-1);
  if (last === undefined || /^(touch|mkdir|chmod|chown|chgrp)$/.test(programName(last))) return undefined;
  const path = writtenBy(last)[0];
  return path === undefined || /^\/(var\/)?tmp\/|\/logs?\/|\.log$/.test(path) ? undefined : path;
}

/** Programs whose last word is what they write, and those that write each word. */
const TO_LAST = /^(cp|mv|install|ln)$/;
const TO_EACH = /^(tee|touch|mkdir|chmod|chown|chgrp)$/;

/** Options after which a program has the name of the file that it writes. */
const BEFORE_FILE: { [program: string]: RegExp } = {
  curl: /^(-\w*o|--output)$/,
  wget: /^(-\w*O|--output-document)$/,
};

/** The absolute paths that a command writes, as far as they are written out. */
function writtenBy(command: ShellCommand): string[] {
  const program = programName(command);
  const rest = command.words.slice(1);
  const operands = rest.filter((word) => word === undefined || !word.startsWith('-'));
  const toFirst = rest.some((word) => /^(-\w*t|--target-directory)/.test(word ?? ''));
  const last = TO_LAST.test(program) && operands.length > 1 && !toFirst ? operands.slice(-1) : [];
  const inPlace = program === 'sed' && rest.some((word) => /^(-\w*i|--in-place)/.test(word ?? ''));
  const each = TO_EACH.test(program) || inPlace ? operands : [];
  const option = Object.hasOwn(BEFORE_FILE, program) ? BEFORE_FILE[program] : undefined;
  const named = rest.filter((_, i) => option?.test(rest[i - 1] ?? ''));
  return [...command.outputs, ...last, ...each, ...named].flatMap((path) =>
    path?.startsWith('/') === true ? [path] : [],
  );
}
