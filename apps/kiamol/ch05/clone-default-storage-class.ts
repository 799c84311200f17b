import { join } from 'node:path';
import { config, storage, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const NAME = 'clone-sc';
const SCRIPT = 'duplicate-default-storage-class.sh';

/** A tool that makes the class kiamol on any cluster: like its default class, under another name. */
export function cloneDefaultStorageClass(chapter: Chapter): void {
  const system = new System(chapter, 'clone-default-storage-class', {
    purpose:
      'A pod with a script and its tools, for a task that a person starts and watches, with the rights of that person.',
    items: ['clone-default-storage-class', 'Pod v1 bare'],
  });
  const lesson = new Lesson(system, 'clone-storageclass-script', {
    section: '5.4',
    construct: 'workload.Pod',
    lines: [
      `kubectl wait --for=condition=Ready pod/${NAME}`,
      `kubectl get storageclass -o json | kubectl exec -i ${NAME} -- /scripts/${SCRIPT} | kubectl create -f -`,
      'The class stays when the tool is deleted: kubectl delete storageclass kiamol',
      'inferred: the script, for jq, which the image has. It asks the cluster nothing, so that the pod needs no rights.',
    ],
  });
  const script = new config.ConfigMap(lesson, 'Script', { metadata: { name: 'clone-script' } });
  script.addFile(join(__dirname, SCRIPT));
  new workload.Pod(lesson, 'Pod', {
    metadata: { name: NAME },
    containers: [
      {
        name: 'clone',
        image: 'kiamol/ch03-sleep',
        mounts: [storage.Volume.configMap('scripts', script, { defaultMode: 0o500 }).at('/scripts')],
      },
    ],
  });
}
