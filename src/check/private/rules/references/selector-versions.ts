import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { doubt, Problem, Rule } from '../../rule';

/** Rules on labels in selectors that cannot stay. */
export const SELECTOR_VERSION_RULES: Rule[] = [
  {
    id: 'version-in-selector',
    title: 'a workload that finds its pods by a version, which its next version cannot change',
    kinds: ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'],
    object: (object) => versions(object),
  },
];

function* versions({ root, name }: KubeObject): Iterable<Problem> {
  for (const [key, place] of selected(root.at('spec', 'selector'))) {
    const value = place.text ?? '';
    // A version in the name is a workload for each version.
    if (!isVersion(key, value) || plain(name).includes(plain(value))) continue;
    const words = 'must not be in the selector, which cannot change when the version does';
    yield doubt(place, words, 'keep it in the labels of the pod template alone, or in the name of the workload too');
  }
}

/** The labels that pods must have, by their keys. */
function selected(selector: Place): [string, Place][] {
  const expressions = selector.at('matchExpressions').items.filter((item) => item.at('operator').text === 'In');
  return [
    ...selector.at('matchLabels').members,
    ...expressions.flatMap((item) =>
      item.at('values').items.map((value): [string, Place] => [item.at('key').text ?? '', value]),
    ),
  ];
}

/** Whether the value is another with each release. Words such as `stable` stay. */
function isVersion(key: string, value: string): boolean {
  return (VERSION_KEY.test(key) && /\d/.test(value)) || VERSION.test(value);
}

const VERSION_KEY = /(^|[-_./])version$|Version$|^helm\.sh\/chart$/;

/** Three numbers, alone or at the end of a name: `1.4.2`, `v1.4.2-rc.1`, `web-1.4.2`. Four are an address. */
const VERSION = /(^|[-_])v?\d+\.\d+\.\d+(?![\d.])/;

/** As names write versions: without dots. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
