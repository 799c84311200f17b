import * as check from '../check';
import { PlacedAcknowledgement } from './config';

/** The report without what is acknowledged, and with a finding for each acknowledgement that matches none. */
export function withoutAcknowledged(
  report: check.Report,
  acknowledged: PlacedAcknowledgement[],
  sets: check.ApplySet[],
  strict: boolean,
): check.Report {
  const used = new Set<PlacedAcknowledgement>();
  const left = report.findings.filter(({ rule, object }) => {
    const matching = acknowledged.filter((entry) => entry.rule === rule && isOf(entry, object));
    for (const entry of matching) used.add(entry);
    return matching.length === 0;
  });
  const objects = idsIn(sets);
  const unused = acknowledged.filter((entry) => !used.has(entry));
  return new check.Report([...left, ...unused.map((entry) => unusedFinding(entry, objects, strict))], report.objects);
}

function isOf(entry: PlacedAcknowledgement, { kind, name, namespace }: check.ObjectId): boolean {
  return entry.kind === kind && entry.name === name && (entry.namespace === undefined || entry.namespace === namespace);
}

/** One run may check a part of what a project has: that an object is not there is a warning only, unlike a rule that is not. */
function unusedFinding(entry: PlacedAcknowledgement, objects: Set<string>, strict: boolean): check.Finding {
  const { rule, kind, name, namespace, position } = entry;
  const isThere = objects.has(`${kind}/${name}`);
  const unknown = check.Checks._unknownRule(rule);
  return {
    severity: unknown !== undefined || isThere || strict ? check.Severity.ERROR : check.Severity.WARNING,
    rule: 'unused-acknowledgement',
    message:
      unknown ??
      `'acknowledged' must match a finding${isThere ? ' of the object' : ', and the object was not checked'}, got "${rule}"; remove it`,
    object: { apiVersion: '', kind, name, ...(namespace !== undefined && { namespace }) },
    pointer: '',
    set: '',
    position,
  };
}

function idsIn(sets: check.ApplySet[]): Set<string> {
  const ids = sets.flatMap(({ manifests }) =>
    manifests.flatMap(({ json }) => {
      const { kind, metadata, items } = json as {
        kind?: unknown;
        metadata?: { name?: unknown } | null;
        items?: unknown;
      };
      const inner = Array.isArray(items)
        ? idsIn([{ name: '', manifests: items.map((item: unknown) => ({ json: item ?? {} })) }])
        : [];
      return [`${String(kind)}/${String(metadata?.name)}`, ...inner];
    }),
  );
  return new Set(ids);
}
