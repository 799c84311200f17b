import { IConstruct } from 'constructs';
import { Acknowledgement } from '../../declare';
import { sourceLineOf } from '../../private/trace';
import { Finding, ObjectId, Severity } from '../finding';
import { CheckedSet, Found } from './engine';
import { KubeObject } from './kube-object';
import { unknownRule } from './rule-ids';

/** An acknowledgement, and whether it is of this object. */
interface Entry {
  readonly rule: string;
  readonly reason: string;
  readonly object: ObjectId;
  readonly construct: IConstruct | undefined;
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
      construct,
      matches: (other: KubeObject) => other === object,
    }));
  });
}

function inSet({ set }: CheckedSet): Entry[] {
  return (set.acknowledged ?? []).map(({ rule, reason, kind, name, namespace }) => ({
    rule,
    reason,
    object: { apiVersion: '', kind, name },
    construct: undefined,
    matches: (object) =>
      object.kind === kind && object.name === name && (namespace === undefined || object.namespace === namespace),
  }));
}

function unusedFinding({ rule, object, construct }: Entry, set: string): Finding {
  const position = construct && sourceLineOf(construct);
  return {
    severity: Severity.ERROR,
    rule: 'unused-acknowledgement',
    message: unknownRule(rule) ?? `'acknowledgement' must match a finding of the object, got "${rule}"; remove it`,
    object,
    pointer: '',
    set,
    ...(construct !== undefined && { constructPath: construct.node.path }),
    ...(position !== undefined && { position }),
  };
}
