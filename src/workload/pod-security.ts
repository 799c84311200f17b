/**
 * How much a pod may do, as Pod Security admission puts it.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Anything, host paths and the network of the node included. */
  PRIVILEGED = 'privileged',
  /** What most stock images need: root inside the container, nothing of the node. */
  BASELINE = 'baseline',
  /** No root, no more privileges than at the start, no capabilities, the runtime's seccomp profile. */
  RESTRICTED = 'restricted',
}
