import { Place } from '../../place';
import { Pods } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { effective, setAmong } from './pod-values';

/** Read permission for the group or for others. */
const SHARED = 0o044;

/** Where files get modes. */
const MODES = ['volumes.secret', 'volumes.configMap', 'volumes.projected'].flatMap((source) => {
  const items = source === 'volumes.projected' ? ['sources.secret.items', 'sources.configMap.items'] : ['items'];
  return [`${source}.defaultMode`, ...items.map((list) => `${source}.${list}.mode`)];
});

/** Rules on files of Secrets and ConfigMaps. */
export const SECRET_FILE_RULES: Rule[] = [
  {
    id: 'unreadable-secret',
    title: 'files of a Secret that the user of the container cannot read',
    podFields: MODES,
    pods: (pods) => unreadable(pods),
  },
];

/** The kubelet writes the files as root; with `fsGroup` it gives them to that group, readable. */
function* unreadable(pods: Pods): Iterable<Problem> {
  const { spec } = pods;
  if (spec.at('securityContext', 'fsGroup').present || spec.at('os', 'name').text === 'windows') return;
  for (const volume of spec.at('volumes').items) {
    const modes = modesOf(volume).filter((mode) => ((mode.number ?? SHARED) & SHARED) === 0);
    const users = modes.length === 0 ? [] : usersOf(volume.at('name').text ?? '', pods);
    if (users.length === 0 || users.some((user) => user === undefined || user === 0)) continue;
    for (const mode of modes) {
      const words = `must let user ${[...new Set(users)].join(' and ')} read the files, which belong to root`;
      const octal = `0${(mode.number ?? 0).toString(8)}`;
      yield problem(
        mode,
        words,
        "write 0440 with an 'fsGroup' in the pod's securityContext",
        `${mode.number} (${octal})`,
      );
    }
  }
}

/** The users of the containers that mount a volume; nothing for one whose user its image decides. */
function usersOf(name: string, pods: Pods): (number | undefined)[] {
  return pods.containers
    .filter(({ place }) => place.at('volumeMounts').items.some((mount) => mount.at('name').text === name))
    .map(({ place }) => effective(place, pods, 'runAsUser').number);
}

/** The modes that files of a volume get, where they are written. */
function modesOf(volume: Place): Place[] {
  const own = setAmong(volume, ['secret', 'configMap']).map((source) => ({ source, all: source }));
  const projected = volume.at('projected');
  const parts = projected
    .at('sources')
    .items.flatMap((part) => setAmong(part, ['secret', 'configMap']).map((source) => ({ source, all: projected })));
  const modes = [...own, ...parts].filter(({ source, all }) => !isOwned(source, all));
  const places = modes.flatMap(({ source, all }) => {
    const items = source.at('items').items;
    const single = items.map((item) => item.at('mode')).filter(({ present }) => present);
    return items.length > 0 && single.length === items.length ? single : [...single, all.at('defaultMode')];
  });
  return [...new Map(places.filter(({ present }) => present).map((place) => [place.pointer, place])).values()];
}

/** Since Kubernetes 1.37 files may belong to another user. */
function isOwned(source: Place, all: Place): boolean {
  return all.at('defaultUser').present || source.at('items').items.some((item) => item.at('user').present);
}
