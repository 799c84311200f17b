import { shown } from '../../../private/errors';
import { nearest } from '../../../private/nearest';
import { SchemaProblem } from './problem';
import { INSTEAD, REMOVED } from './removed';
import { Kind } from './table';
import { inSpan, whenKnown } from './walk';

/** The group of an API version: `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** What is wrong with an API version and kind of Kubernetes itself that `minor` does not serve. */
export function kindProblem(
  apiVersion: string,
  kind: string,
  kinds: ReadonlyMap<string, Kind>,
  minor: number,
): SchemaProblem {
  const served = [...kinds.values()].filter((one) => inSpan(minor, one));
  const inGroup = served.filter((one) => groupOf(one.apiVersion) === groupOf(apiVersion));
  const name = `${apiVersion} ${kind}`;
  const elsewhen = kinds.get(name);
  const today = best(inGroup.filter((one) => one.kind === kind)) ?? REMOVED.get(name);
  const elsewhere = today ?? best(served.filter((one) => one.kind === kind));

  if (elsewhen !== undefined || REMOVED.has(name)) {
    const use = elsewhere === undefined ? undefined : `use ${elsewhere} ${kind}`;
    const gone = INSTEAD[kind] ?? 'omit it';
    return {
      rule: 'wrong-version',
      path: ['apiVersion'],
      words: `must be served by Kubernetes 1.${minor} for ${kind}`,
      got: shown(apiVersion),
      wayOut: use ?? (elsewhen === undefined ? gone : whenKnown(minor, [elsewhen])),
    };
  }
  const near = nearestKind(kind, inGroup) ?? nearestKind(kind, served);
  return {
    rule: 'unknown-kind',
    path: [elsewhere === undefined ? 'kind' : 'apiVersion'],
    words: elsewhere === undefined ? `must be a kind of ${apiVersion}` : `must be an API version of ${kind}`,
    got: shown(elsewhere === undefined ? kind : apiVersion),
    wayOut: elsewhere !== undefined ? `${kind} is in ${elsewhere}` : (near ?? 'see `kubectl api-resources`'),
  };
}

/** The stable API version before a beta, the higher before the lower. */
function best(kinds: Kind[]): string | undefined {
  const rank = ({ apiVersion }: Kind): number => {
    const [, major = '0', stage, number = '0'] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
    const stages: { [stage: string]: number } = { alpha: 0, beta: 1000 };
    return (stages[stage ?? ''] ?? 2000) + Number(major) * 10 + Number(number);
  };
  return [...kinds].sort((a, b) => rank(b) - rank(a))[0]?.apiVersion;
}

function nearestKind(kind: string, kinds: Kind[]): string | undefined {
  const near = nearest(
    kind,
    kinds.map((one) => one.kind),
  );
  return near === undefined ? undefined : `did you mean '${near}'?`;
}
