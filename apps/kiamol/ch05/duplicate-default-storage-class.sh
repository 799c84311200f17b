#!/bin/sh
# Makes a storage class like the default one of the cluster, under another name, which is not the default.
set -eu
name="${1:-kiamol}"

classes="$(kubectl get storageclasses --output json)"

# Of several default classes, Kubernetes takes the newest, too.
class="$(printf '%s' "$classes" | jq --arg name "$name" '
  .items
  | map(select(.metadata.annotations["storageclass.kubernetes.io/is-default-class"] == "true"))
  | sort_by(.metadata.creationTimestamp)
  | if length == 0 then error("the cluster has no default storage class") else last end
  | {apiVersion, kind, provisioner, parameters, reclaimPolicy, volumeBindingMode,
     allowVolumeExpansion, allowedTopologies, mountOptions, metadata: {name: $name}}
  | with_entries(select(.value != null))
')"

printf '%s' "$class" | kubectl create --filename -
