import { Acknowledgement } from '../../declare';
import { Finding, ObjectId, Severity } from '../finding';
import { CheckedSet, Found } from './engine';
import { KubeObject } from './kube-object';

/** An acknowledgement, and whether it is of this object. */
interface Entry {
  readonly rule: string;
  readonly reason: string;
  readonly object: ObjectId;
  readonly constructPath?: string;
  readonly matches: (object: KubeObject) => boolean;
}

/** The findings that are not acknowledged, and one for each acknowledgement that matches none. */
export function acknowledged(checked: CheckedSet, found: Found[]): Finding[] {
  const entries = [...inSet(checked), ...inTree(checked)];
  const used = new Set<Entry>();
  const left = found.filter(({ finding, object }) => {
    const matching = entries.filter((entry) => entry.rule === finding.rule && entry.matches(object));
    for (const entry of matching) used.add(entry);
    return matching.length === 0;
  });
  const unused = entries.filter((entry) => !used.has(entry));
  return [...left.map(({ finding }) => finding), ...unused.map((entry) => unusedFinding(entry, checked.set.name))];
}

function inTree({ graph }: CheckedSet): Entry[] {
  return graph.objects.flatMap((object) => {
    const { apiVersion, kind, name, construct } = object;
    const entries = construct === undefined ? [] : Acknowledgement.declaredOn(construct);
    return entries.map(({ rule, reason }) => ({
      rule,
      reason,
      object: { apiVersion, kind, name },
      constructPath: construct?.node.path,
      matches: (other: KubeObject) => other === object,
    }));
  });
}

function inSet({ set }: CheckedSet): Entry[] {
  return (set.acknowledged ?? []).map(({ rule, reason, kind, name, namespace }) => ({
    rule,
    reason,
    object: { apiVersion: '', kind, name },
    matches: (object) =>
      object.kind === kind && object.name === name && (namespace === undefined || object.namespace === namespace),
  }));
}

function unusedFinding({ rule, object, constructPath }: Entry, set: string): Finding {
  return {
    severity: Severity.ERROR,
    rule: 'unused-acknowledgement',
    message: `'acknowledgement' must match a finding of the object, got "${rule}"; remove it`,
    object,
    pointer: '',
    set,
    ...(constructPath !== undefined && { constructPath }),
  };
}
