import { ApiObjectMetadataDefinition } from 'cdk8s';
import { copied } from './copies';
import { memberOf, Props, Unusual } from './props';
import { COPY } from './ways';

/** The private members of metadata that cdk8s renders. */
interface Inner {
  readonly _additionalAttributes: Props;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly annotations: Props;
  readonly finalizers: unknown[];
  readonly ownerReferences: unknown[];
  readonly labels: Props;
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- only compared
const stock = ApiObjectMetadataDefinition.prototype.toJson;

/** What cdk8s knows of metadata. */
const KNOWN = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'] as const;
const isKnown = new Set<string>(KNOWN);

/** Metadata as JSON, as cdk8s makes it: without what is empty. */
function metadataOf(inner: Inner): unknown {
  const known = Object.fromEntries(KNOWN.map((key) => [key, inner[key]]));
  return withoutEmpty(copied({ ...inner._additionalAttributes, ...known }, COPY));
}

/** Metadata as props; as JSON when it is not of the usual kind. */
export function metadataProps(metadata: ApiObjectMetadataDefinition): unknown {
  const inner = innerOf(metadata);
  const { name, namespace, annotations, labels, finalizers, ownerReferences } = inner;
  const usual = typeof name === 'string' && areTexts(annotations) && areTexts(labels) && !hasOthers(inner);
  if (!usual || finalizers.length + ownerReferences.length > 0) return metadataOf(inner);
  return { annotations: unlessEmpty(annotations), labels: unlessEmpty(labels), name, namespace: memberOf(namespace) };
}

function innerOf(metadata: ApiObjectMetadataDefinition): Inner {
  if (metadata.toJson !== stock) throw new Unusual();
  return metadata as unknown as Inner;
}

/** Whether somebody added what cdk8s does not know. */
function hasOthers({ _additionalAttributes }: Inner): boolean {
  return Object.keys(_additionalAttributes).some((key) => !isKnown.has(key));
}

function areTexts(map: Props): boolean {
  for (const key in map) if (typeof map[key] !== 'string') return false;
  return true;
}

function unlessEmpty(map: Props): Props | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

function withoutEmpty(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.length === 0 ? undefined : json.map(withoutEmpty);
  const full = Object.entries(json).flatMap(([key, value]) => {
    const member = withoutEmpty(value);
    return member === undefined ? [] : [[key, member]];
  });
  return full.length === 0 ? undefined : Object.fromEntries(full);
}
