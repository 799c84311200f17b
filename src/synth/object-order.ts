/** In which order the objects of a file are written; dependencies come first in both. */
export enum ObjectOrder {
  /** As cdk8s does: in the order in which they were made. */
  TREE = 'Tree',

  /**
   * What others refer to comes before them, so that a file applies at once: namespaces, custom resource definitions, classes,
   * accounts, roles, Secrets, ConfigMaps, volumes, Services, workloads, jobs, and so on to custom resources.
   */
  APPLY = 'Apply',
}
