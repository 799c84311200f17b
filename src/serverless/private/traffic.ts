import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { check, serviceName, whole } from '../../private/rules';
import { TrafficTarget } from '../traffic-target';

/** The whole name of a revision: the given one, or that of the service in front of it. */
export function wholeRevisionName(service: string, revision: string): string {
  return revision.startsWith(`${service}-`) ? revision : `${service}-${revision}`;
}

/** Whose traffic it is, and whose revisions get it. */
export interface TrafficOwner {
  /** The name of the Service or Route, which tags stand before. */
  readonly name: string;
  /** The Service that the revisions belong to, if it is known. */
  readonly service?: string;
  /** What `latest` is, in the words of the owner; nothing where there is no latest. */
  readonly latest?: { [key: string]: unknown };
}

/** The traffic as Knative spells it; fails in house words for what its webhook rejects. */
export function trafficSpec(scope: IConstruct, targets: TrafficTarget[], owner: TrafficOwner): object[] {
  const revisions = targets.map(({ _revision, percent, tag }, i) => {
    check(scope, `traffic[${i}].percent`, percent, whole(0, 100), 'give whole percents');
    checkTag(scope, `traffic[${i}].tag`, tag, owner.name);
    return revisionOf(scope, `traffic[${i}]`, _revision, owner);
  });
  checkDifferent(
    scope,
    'tag',
    targets.map(({ tag }) => tag),
    'rename one of them',
  );
  const untagged = revisions.map((revision, i) => (targets[i]?.tag === undefined ? (revision ?? 'latest') : undefined));
  checkDifferent(scope, 'revision', untagged, 'add their percents, or tag one of them');
  const percents = targets.map(({ percent }) => percent);
  const sum = percents.reduce((total, percent) => total + percent, 0);
  if (sum !== 100) {
    throw invalid(
      scope,
      `'traffic' must make 100 percent, got ${percents.join(' + ') || 'no targets'}`,
      'change the percents',
    );
  }
  return targets.map(({ percent, tag }, i) => ({
    ...(revisions[i] === undefined ? owner.latest : { revisionName: revisions[i] }),
    percent,
    tag,
  }));
}

function revisionOf(
  scope: IConstruct,
  prop: string,
  revision: string | undefined,
  owner: TrafficOwner,
): string | undefined {
  if (revision === undefined) {
    if (owner.latest !== undefined) return undefined;
    throw invalid(
      scope,
      `'${prop}' must name a revision in a Route without 'service', got the latest`,
      "set 'service'",
    );
  }
  const name = owner.service === undefined ? revision : wholeRevisionName(owner.service, revision);
  check(scope, `${prop}.revision`, name, serviceName, 'correct the name');
  return name;
}

function checkTag(scope: IConstruct, prop: string, tag: string | undefined, name: string): void {
  check(scope, prop, tag, serviceName, 'choose another tag');
  const host = `${tag}-${name}`;
  if (tag !== undefined && host.length > 63) {
    const rule = 'must give a host of at most 63 characters with the name';
    throw invalid(scope, `'${prop}' ${rule}, got ${shown(host)} of ${host.length}`, 'shorten it');
  }
}

function checkDifferent(scope: IConstruct, what: string, values: (string | undefined)[], wayOut: string): void {
  const twice = values.find((value, i) => value !== undefined && values.indexOf(value) !== i);
  if (twice !== undefined) throw invalid(scope, `'traffic' must differ in ${what}, got ${shown(twice)} twice`, wayOut);
}
