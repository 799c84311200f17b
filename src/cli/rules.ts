import { shown } from '../private/errors';
import { KubernetesVersion } from '../synth';

const VERSIONS = Object.values(KubernetesVersion) as string[];

/** What is wrong with a target version, with the value and the way out; nothing when it is known. */
export function targetRule(target: unknown): string | undefined {
  if (typeof target === 'string' && VERSIONS.includes(target)) return undefined;
  const minor = /^v?(1\.\d+)\.\S+$|^v(1\.\d+)$/.exec(String(target));
  const meant = minor?.[1] ?? minor?.[2] ?? '';
  const wayOut = VERSIONS.includes(meant) ? `did you mean "${meant}"?` : 'give the nearest of them';
  return `must be a version from "${VERSIONS.at(0)}" to "${VERSIONS.at(-1)}", got ${shown(target)}; ${wayOut}`;
}
