/** In which order the keys of a manifest are written. */
export enum KeyOrder {
  /** As cdk8s renders them: by alphabet, after `apiVersion`, `kind` and `metadata`; what a patch or an override adds comes last. */
  ALPHABETICAL = 'Alphabetical',

  /** As people write manifests: `name` first, then `image`, `command`, `args` and so on, `template` and `status` last; labels and data by alphabet. */
  KUBERNETES = 'Kubernetes',
}
