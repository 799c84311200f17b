import { ApiObjectMetadata } from 'cdk8s';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { checkMetadata } from '../../private/metadata';
import { check, dnsSubdomain, serviceName } from '../../private/rules';
import { ReachOptions } from '../networking';
import { isAutoscaling } from './scale';

/** The metadata of a Service or Route, with what tells how it is reached. */
export function objectMetadata(
  scope: IConstruct,
  metadata: ApiObjectMetadata | undefined,
  reach: ReachOptions,
): ApiObjectMetadata {
  checkMetadata(scope, metadata, serviceName);
  const misplaced = Object.keys(metadata?.annotations ?? {}).find(isAutoscaling);
  if (misplaced !== undefined) {
    throw invalid(
      scope,
      `'metadata.annotations' must not be for the autoscaler, got ${shown(misplaced)}`,
      "put it in 'podAnnotations'",
    );
  }
  const { visibility, networkingLayer } = reach;
  check(
    scope,
    'networkingLayer',
    networkingLayer?.ingressClass,
    dnsSubdomain,
    'name the class that the layer answers to',
  );
  return {
    ...metadata,
    labels: { ...metadata?.labels, ...(visibility && { 'networking.knative.dev/visibility': visibility }) },
    annotations: {
      ...metadata?.annotations,
      ...(networkingLayer && { 'networking.knative.dev/ingress-class': networkingLayer.ingressClass }),
    },
  };
}
