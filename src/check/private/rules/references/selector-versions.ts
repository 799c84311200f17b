import { KubeObject } from '../../kube-object';
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

/** Labels whose value is another with each release. */
const CHANGING = ['version', 'app.kubernetes.io/version', 'helm.sh/chart'];

function* versions({ root, name }: KubeObject): Iterable<Problem> {
  const labels = root.at('spec', 'selector', 'matchLabels');
  for (const key of CHANGING) {
    const place = labels.at(key);
    // Words such as `stable` stay, and a version in the name is a workload for each version.
    if (!/\d/.test(place.text ?? '') || plain(name).includes(plain(place.text ?? ''))) continue;
    const words = 'must not be in the selector, which cannot change when the version does';
    yield doubt(place, words, 'keep it in the labels of the pod template alone, or in the name of the workload too');
  }
}

/** As names write versions: without dots. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
