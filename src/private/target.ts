import { IConstruct } from 'constructs';
import { invalid, shown } from './errors';

/** The context in which `synth.App` publishes the Kubernetes version that its manifests are for. */
export const TARGET_CONTEXT = 'cdk8s-patterns:target';

/** The oldest version that manifests are made for, and the one in a stock App. */
export const OLDEST_TARGET = '1.27';

const minors = new Map<string, number>();

/** The minor of a version: 27 of `1.27`. Checks ask for that of their target again and again. */
export function minorVersion(version: string): number {
  const known = minors.get(version);
  if (known !== undefined) return known;
  const minor = Number(version.split('.')[1]);
  minors.set(version, minor);
  return minor;
}

/** The Kubernetes version that the manifests of this tree are for, such as `1.27`. */
export function targetOf(scope: IConstruct): string {
  const target: unknown = scope.node.tryGetContext(TARGET_CONTEXT) ?? OLDEST_TARGET;
  if (typeof target === 'string' && /^1\.\d+$/.test(target)) return target;
  throw invalid(
    scope,
    `context '${TARGET_CONTEXT}' must be a version such as "1.27", got ${shown(target)}`,
    'correct it or remove it',
  );
}
