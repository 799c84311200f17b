import { ApiObjectMetadata } from 'cdk8s';
import { defined } from './defined';

/** Metadata of a part of something named: `<name>-<role>`, in its namespace; what is not given, cdk8s fills in. */
export function childMetadata(metadata: ApiObjectMetadata | undefined, role: string): ApiObjectMetadata {
  const name = metadata?.name;
  return defined({ name: name === undefined ? undefined : `${name}-${role}`, namespace: metadata?.namespace });
}
