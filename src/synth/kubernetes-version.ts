/** The minor versions of Kubernetes that manifests can be made for. */
export enum KubernetesVersion {
  /** Kubernetes 1.27. */
  V1_27 = '1.27',

  /** Kubernetes 1.28. */
  V1_28 = '1.28',

  /** Kubernetes 1.29. */
  V1_29 = '1.29',

  /** Kubernetes 1.30. */
  V1_30 = '1.30',

  /** Kubernetes 1.31. */
  V1_31 = '1.31',

  /** Kubernetes 1.32. */
  V1_32 = '1.32',

  /** Kubernetes 1.33. */
  V1_33 = '1.33',

  /** Kubernetes 1.34. */
  V1_34 = '1.34',

  /** Kubernetes 1.35. */
  V1_35 = '1.35',

  /** Kubernetes 1.36. */
  V1_36 = '1.36',

  /** Kubernetes 1.37. */
  V1_37 = '1.37',
}
