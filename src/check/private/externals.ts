import { IConstruct } from 'constructs';
import { External, ExternalObject } from '../../declare';

const known = new WeakMap<IConstruct, { entries: number; all: ExternalObject[] }>();

/** What was declared to exist outside, on a construct and on those around it. */
export function externalsOf(construct: IConstruct | undefined): ExternalObject[] {
  if (construct === undefined) return [];
  return construct.node.scopes.flatMap((scope) => declaredOn(scope));
}

function declaredOn(scope: IConstruct): ExternalObject[] {
  const entries = scope.node.metadata.length;
  if (entries === 0) return [];
  const before = known.get(scope);
  if (before?.entries === entries) return before.all;
  const all = External.declaredOn(scope);
  known.set(scope, { entries, all });
  return all;
}
