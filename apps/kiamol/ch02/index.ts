import { Chapter } from '../lesson';
import { helloKiamol } from './hello-kiamol';
import { hostnameWeb } from './hostname-web';
import { ownLabels } from './own-labels';

/** Chapter 2: running containers in Kubernetes with Pods and Deployments. */
export function pods(chapter: Chapter): void {
  helloKiamol(chapter);
  ownLabels(chapter);
  hostnameWeb(chapter);
}
