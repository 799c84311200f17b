/** Labels that a controller adds to its pods, by key: what their value can be, or nothing where any value can be. */
export type MadeLabels = { readonly [key: string]: ((value: string) => boolean) | undefined };

/** Whether pods with these labels have a label, or may get it from their controller. */
export function mayHave(
  labels: { readonly [key: string]: string },
  made: MadeLabels,
  key: string,
  value: string,
): boolean {
  if (Object.hasOwn(labels, key)) return labels[key] === value;
  return Object.hasOwn(made, key) && (made[key]?.(value) ?? true);
}

/** The labels that the controller of an object of this kind adds to its pods. */
export function madeLabels(type: string, name: string): MadeLabels {
  const any = undefined;
  const numbered = (value: string): boolean => /^-\d+$/.test(value.slice(name.length)) && value.startsWith(name);
  switch (type) {
    case 'Deployment.apps':
      return { 'pod-template-hash': any };
    case 'StatefulSet.apps':
      return {
        'statefulset.kubernetes.io/pod-name': numbered,
        'apps.kubernetes.io/pod-index': any,
        'controller-revision-hash': any,
      };
    case 'DaemonSet.apps':
      return { 'controller-revision-hash': any, 'pod-template-generation': any };
    case 'Job.batch':
      return jobLabels((value) => value === name);
    case 'CronJob.batch':
      return jobLabels((value) => value.startsWith(`${name}-`));
    case 'Service.serving.knative.dev':
    case 'Configuration.serving.knative.dev':
      return {
        'serving.knative.dev/service': (value) => value === name,
        'serving.knative.dev/configuration': (value) => value === name,
        'serving.knative.dev/revision': any,
        app: any,
      };
    default:
      return {};
  }
}

function jobLabels(named: (value: string) => boolean): MadeLabels {
  return {
    'job-name': named,
    'batch.kubernetes.io/job-name': named,
    'controller-uid': undefined,
    'batch.kubernetes.io/controller-uid': undefined,
    'batch.kubernetes.io/job-completion-index': undefined,
  };
}
