import { Schemas } from '../../../src/check/private/schema/schemas';
import { found } from './found';

const schemas = Schemas.kubernetes();
const MINORS = Array.from({ length: 11 }, (_, i) => `1.${27 + i}`);
const object = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'x' } });
const servedBy = (apiVersion: string, kind: string) => MINORS.filter((minor) => schemas.kind(apiVersion, kind, minor));

describe('Schemas.kind', () => {
  it.each([
    ['v1', 'Pod', true],
    ['v1', 'Namespace', false],
    ['apps/v1', 'Deployment', true],
    ['rbac.authorization.k8s.io/v1', 'Role', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', false],
    ['resource.k8s.io/v1alpha2', 'ResourceClaim', true],
    ['authorization.k8s.io/v1', 'SubjectAccessReview', false],
  ])('knows %s %s: namespaced is %s', (apiVersion, kind, namespaced) => {
    expect(schemas.kind(apiVersion, kind, '1.27')).toEqual({ namespaced });
  });

  it('knows in which minors a kind is served', () => {
    expect({
      deployments: servedBy('apps/v1', 'Deployment'),
      early: servedBy('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema'),
      late: servedBy('networking.k8s.io/v1', 'ServiceCIDR'),
      between: servedBy('resource.k8s.io/v1alpha2', 'ResourceClassParameters'),
      never: servedBy('extensions/v1beta1', 'Deployment'),
    }).toEqual({
      deployments: MINORS,
      early: ['1.27', '1.28'],
      late: ['1.33', '1.34', '1.35', '1.36', '1.37'],
      between: ['1.30'],
      never: [],
    });
  });

  it.each(['PodList', 'Scale', 'Eviction', 'TokenRequest', 'List', 'DeleteOptions'])('knows no v1 %s', (kind) => {
    expect(schemas.kind('v1', kind, '1.27')).toBeUndefined();
  });
});

describe('Schemas.groupKnown', () => {
  it.each(['v1', 'v7', 'apps/v1', 'apps/v7', 'extensions/v1beta1', 'settings.k8s.io/v1alpha1'])(
    'knows that of %s',
    (one) => {
      expect(schemas.groupKnown(one)).toBe(true);
    },
  );

  it.each(['serving.knative.dev/v1', 'app/v1', 'gateway.networking.k8s.io/v1'])('does not know that of %s', (one) => {
    expect(schemas.groupKnown(one)).toBe(false);
  });
});

describe('kinds that are not served', () => {
  it.each([
    [
      'apps/v1',
      'Deploymnt',
      "unknown-kind /kind: 'kind' must be a kind of apps/v1, got \"Deploymnt\"; did you mean 'Deployment'?",
    ],
    [
      'v1',
      'deployment',
      "unknown-kind /kind: 'kind' must be a kind of v1, got \"deployment\"; did you mean 'Deployment'?",
    ],
    [
      'v1',
      'Deployment',
      'unknown-kind /apiVersion: \'apiVersion\' must be an API version of Deployment, got "v1"; Deployment is in apps/v1',
    ],
    [
      'apps',
      'Deployment',
      'unknown-kind /apiVersion: \'apiVersion\' must be an API version of Deployment, got "apps"; Deployment is in apps/v1',
    ],
    [
      'apps/v2',
      'Deployment',
      'unknown-kind /apiVersion: \'apiVersion\' must be an API version of Deployment, got "apps/v2"; Deployment is in apps/v1',
    ],
    ['v1', 'Rollout', 'unknown-kind /kind: \'kind\' must be a kind of v1, got "Rollout"; see `kubectl api-resources`'],
    [
      'autoscaling/v3',
      'HorizontalPodAutoscaler',
      'unknown-kind /apiVersion: \'apiVersion\' must be an API version of HorizontalPodAutoscaler, got "autoscaling/v3"; HorizontalPodAutoscaler is in autoscaling/v2',
    ],
  ])('%s %s is unknown', (apiVersion, kind, problem) => {
    expect(found(object(apiVersion, kind))).toEqual([problem]);
  });

  it.each([
    ['extensions/v1beta1', 'Ingress', '1.27', 'use networking.k8s.io/v1 Ingress'],
    ['extensions/v1beta1', 'Deployment', '1.27', 'use apps/v1 Deployment'],
    ['networking.k8s.io/v1beta1', 'Ingress', '1.27', 'use networking.k8s.io/v1 Ingress'],
    ['batch/v1beta1', 'CronJob', '1.27', 'use batch/v1 CronJob'],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.27', 'use policy/v1 PodDisruptionBudget'],
    [
      'policy/v1beta1',
      'PodSecurityPolicy',
      '1.27',
      "label the Namespace 'pod-security.kubernetes.io/enforce', or use admission policies",
    ],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.37', 'use autoscaling/v2 HorizontalPodAutoscaler'],
    [
      'flowcontrol.apiserver.k8s.io/v1beta1',
      'FlowSchema',
      '1.27',
      'use flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema',
    ],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'use flowcontrol.apiserver.k8s.io/v1 FlowSchema'],
    ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', '1.28', 'use flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema'],
    ['networking.k8s.io/v1', 'ServiceCIDR', '1.27', 'it is known since Kubernetes 1.33: raise the target or omit it'],
    ['networking.k8s.io/v1alpha1', 'ClusterCIDR', '1.29', 'it is known until Kubernetes 1.28: omit it'],
  ])('%s %s has another version for %s', (apiVersion, kind, target, wayOut) => {
    expect(found(object(apiVersion, kind), target)).toEqual([
      `wrong-version /apiVersion: 'apiVersion' must be served by Kubernetes ${target} for ${kind}, got "${apiVersion}"; ${wayOut}`,
    ]);
  });

  it.each([
    ['v1', 'List'],
    ['v1', 'PodList'],
    ['apps/v1', 'DeploymentList'],
    ['serving.knative.dev/v1', 'Service'],
  ])('%s %s is left to the caller', (apiVersion, kind) => {
    expect(found(object(apiVersion, kind))).toEqual([]);
  });
});
