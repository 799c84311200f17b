import { Chapter } from '../lesson';
import { helloKiamol } from './hello-kiamol';

/** Chapter 2: running containers in Kubernetes with Pods and Deployments. */
export function pods(chapter: Chapter): void {
  helloKiamol(chapter);
}
