import { ApiObjectMetadata } from 'cdk8s';

/** Metadata of a part of something named: `<name>-<role>`; without a name, cdk8s names it. */
export function childMetadata(metadata: ApiObjectMetadata | undefined, role: string): ApiObjectMetadata | undefined {
  return metadata?.name === undefined ? undefined : { name: `${metadata.name}-${role}` };
}
