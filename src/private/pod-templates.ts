/** Where the kinds of Kubernetes, as `Kind.group`, keep the template of their pods; a Pod is its own. */
const TEMPLATES: { readonly [type: string]: string[] } = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  'ReplicaSet.apps': ['spec', 'template'],
  'Deployment.apps': ['spec', 'template'],
  'StatefulSet.apps': ['spec', 'template'],
  'DaemonSet.apps': ['spec', 'template'],
  'Job.batch': ['spec', 'template'],
  'CronJob.batch': ['spec', 'jobTemplate', 'spec', 'template'],
  'Service.serving.knative.dev': ['spec', 'template'],
  'Configuration.serving.knative.dev': ['spec', 'template'],
};

/** The keys that lead to the template of the pods of a kind, if it makes any. */
export function podTemplateOf(type: string): string[] | undefined {
  return Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
}

/** The kinds that make pods. */
export const POD_MAKERS = Object.keys(TEMPLATES);
