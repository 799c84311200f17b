import { join } from 'node:path';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const NAME = 'clone-sc';
const SCRIPT = 'duplicate-default-storage-class.sh';
const metadata = { name: NAME };

/** A tool that makes the class kiamol on any cluster: like its default class, under another name. */
export function cloneDefaultStorageClass(chapter: Chapter): void {
  const system = new System(chapter, 'clone-default-storage-class', {
    purpose: 'A pod with a script, its rights and its tools, for a task that a person starts and watches.',
    items: ['clone-default-storage-class', 'Pod v1 bare'],
  });
  access(system);
  const lesson = new Lesson(system, 'clone-storageclass-script', {
    section: '5.4',
    construct: 'workload.Pod',
    lines: [
      `kubectl wait --for=condition=Ready pod/${NAME}`,
      `kubectl exec ${NAME} -- /scripts/${SCRIPT}`,
      'The class stays when the tool is deleted: kubectl delete storageclass kiamol',
      'inferred: the script, for kubectl and jq, which the image has.',
    ],
  });
  const script = new config.ConfigMap(lesson, 'Script', { metadata: { name: 'clone-script' } });
  script.addFile(join(__dirname, SCRIPT));
  new workload.Pod(lesson, 'Pod', {
    metadata,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(lesson, 'Account', NAME),
    containers: [
      {
        name: 'clone',
        image: 'kiamol/ch03-sleep',
        mounts: [storage.Volume.configMap('scripts', script, { defaultMode: 0o500 }).at('/scripts')],
      },
    ],
  });
}

/** An account that may read and make storage classes. */
function access(system: System): void {
  const lesson = new Lesson(system, 'clone-storageclass-access', {
    section: '5.4',
    lines: [
      'inferred: all of it. The book uses the account default, which may do nothing on a cluster with RBAC.',
      'The binding names the namespace of the account: change it where you apply this to another one than default.',
    ],
  });
  new kplus.k8s.KubeServiceAccount(lesson, 'Account', { metadata });
  new kplus.k8s.KubeClusterRole(lesson, 'Role', {
    metadata,
    rules: [{ apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['list', 'create'] }],
  });
  new kplus.k8s.KubeClusterRoleBinding(lesson, 'Binding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NAME },
    subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: 'default' }],
  });
}
