/** What `--help` prints. */
export const HELP = `Usage: cdk8s-patterns check [files or folders] [options]

Finds mistakes in Kubernetes manifests: references that lead nowhere, and what the API server refuses.

Files and folders hold YAML or JSON; "-" is standard input, which is also read when nothing is named and something is
piped in. Each folder with manifests is applied as one, after the folder around it and after the step before ("2-...").
Files that are named are applied together.

  --strict               make warnings errors
  --target <version>     the Kubernetes version, such as 1.31
  -n, --namespace <name> the namespace of objects that name none
  --format <format>      text, json or sarif
  -o, --output <file>    write the report to a file
  --config <file>        settings, externals and acknowledgements; else cdk8s-patterns.yaml, where that is there
  --against <path>       manifests that are on the cluster: find changes that the API server refuses; may be repeated
  --one-set              take all manifests as applied together
  --rules                list the rules
  -h, --help             print this
  --version              print the version

Exit status: 0 when no error is found, 1 when errors are found, 2 when the command could not do its work.

Examples:
  cdk8s-patterns check dist
  helm template shop ./chart | cdk8s-patterns check --namespace shop
  kubectl kustomize overlays/production | cdk8s-patterns check --target 1.31
`;
