import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { programName, scriptOf, ShellCommand } from '../../shell-script';
import { isEmptyDir, isReadOnly, mountOf } from './mounted-paths';

/** Rules on what happens before a container starts. */
export const STARTUP_RULES: Rule[] = [
  {
    id: 'endless-init',
    title: 'an init container that never ends, so that the containers of the pod never start',
    podFields: ['initContainers'],
    pods: function* ({ containers }) {
      for (const container of containers) yield* endless(container);
    },
  },
  {
    id: 'missing-program',
    title: 'a program in a directory that is empty when the container starts',
    containerFields: ['volumeMounts'],
    container: (container, pods) => missing(container, pods),
  },
];

/** What may end a loop. */
const ENDS = /\b(break|exit|return|exec|kill|timeout)\b/;

function* endless({ place, list, sidecar }: Container): Iterable<Problem> {
  const script = list === 'initContainers' && !sidecar ? scriptOf(place) : undefined;
  if (script === undefined || ENDS.test(script.text)) return;
  const certain = script.commands.filter((command) => command.certain);
  const last = script.commands.at(-1);
  const stays = last?.certain === true && !last.tested && isEndless(last);
  if (!stays && !certain.some(isEndlessLoop)) return;
  const wayOut = 'move it to the containers, or let it end when its work is done';
  yield problem(script.place, 'must end, because the containers of the pod start after it', wayOut);
}

function isEndless(command: ShellCommand): boolean {
  const program = programName(command);
  const rest = command.words.slice(1);
  if (program === 'sleep') return rest[0] === 'infinity' || rest[0] === 'inf';
  const follows = rest.some((word) => /^(-\w*[fF]\w*|--follow.*)$/.test(word ?? ''));
  return program === 'tail' && follows && !rest.some((word) => word === undefined || word.startsWith('--pid'));
}

function isEndlessLoop({ keyword, words }: ShellCommand): boolean {
  const [program] = words;
  return keyword === 'while' ? program === 'true' || program === ':' : keyword === 'until' && program === 'false';
}

/** Only another container can put something into an empty directory before a program of it is needed. */
function* missing({ place, list, name }: Container, pods: Pods): Iterable<Problem> {
  const program = programOf(place);
  const mount = program?.text === undefined ? undefined : mountOf(program.text, place);
  const volume = mount?.at('name').text;
  if (program === undefined || volume === undefined || list === 'ephemeralContainers') return;
  if (!isEmptyDir(volume, pods)) return;
  if (pods.containers.some((other) => other.name !== name && mayWrite(other, volume, pods))) return;
  const words = `must be there when the container starts, but volume ${volume} is empty, and no other container fills it`;
  yield problem(program, words, 'write it in an init container that mounts the volume, or mount the volume elsewhere');
}

function mayWrite({ place }: Container, volume: string, pods: Pods): boolean {
  const mounts = place.at('volumeMounts').items.filter((mount) => mount.at('name').text === volume);
  return mounts.some((mount) => !isReadOnly(mount, pods));
}

/** The file that is run: the command, or the script that it gives to a shell. */
function programOf(container: Place): Place | undefined {
  const [program, first] = [...container.at('command').items, ...container.at('args').items];
  if (!container.at('command', 0).present) return undefined;
  const given = /^(.*\/)?(ba|da|a)?sh$/.test(program?.text ?? '') ? first : program;
  return given?.text?.startsWith('/') === true ? given : undefined;
}
