import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { IConstruct } from 'constructs';
import { withoutStrayNamespace } from '../../private/kinds';
import { checkMetadata } from '../../private/metadata';
import { transform } from '../../private/override';
import { check } from '../../private/rules';

/** Checks metadata of an object that lies in no namespace. */
export function checkClusterMetadata(scope: IConstruct, metadata: ApiObjectMetadata | undefined): void {
  checkMetadata(scope, metadata);
  check(
    scope,
    'metadata.namespace',
    metadata?.namespace,
    () => 'must be absent: the kind has no namespaces',
    'omit it',
  );
}

/** A chart stamps its namespace on everything; the object is rendered without. */
export function withoutNamespace(object: ApiObject): ApiObject {
  transform(object, withoutStrayNamespace);
  return object;
}
