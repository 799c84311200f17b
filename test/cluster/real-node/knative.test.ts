// The pods that Knative would make of its Service; without an ingress proxy, nothing sends requests to them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KubernetesObject, V1PodSpec } from '@kubernetes/client-node';
import { Yaml } from 'cdk8s';
import { Cluster } from '../cluster';
import { until } from '../processes';
import { ask, expectUp, urlOf } from './support';

/** Tests the pods of the revision in that file. */
export function testKnativePods(file: string, connect: () => Cluster): void {
  describe('knative', () => {
    it('greets from the pods of its first revision, in a restricted namespace', async () => {
      // The client of the API takes a Service of Knative for one of Kubernetes.
      const objects = Yaml.load(file) as KubernetesObject[];
      const namespace = objects.find(({ kind }) => kind === 'Namespace');
      const service = objects.find(({ apiVersion }) => apiVersion === 'serving.knative.dev/v1');
      assert(namespace !== undefined && service !== undefined);
      const deployment = deploymentOf(service);
      const items = [namespace, deployment, nodePort(deployment)];
      await connect().quietly(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      await expectUp(connect(), items);
      const url = await urlOf(connect(), namespace.metadata?.name ?? '', 'revision');
      const greets = () => ask(url).then(({ body }) => body === 'Hello DwK!\n', () => false); // prettier-ignore
      await until('greeting', greets);
    });
  });
}

const labels = { 'app.kubernetes.io/name': 'revision' };

/** The Deployment of the revision as Knative writes it, without the proxy that it puts into the pod. */
function deploymentOf(service: KubernetesObject): KubernetesObject {
  const { spec } = service as { spec?: { template: { spec: V1PodSpec } } };
  const [container] = spec?.template.spec.containers ?? [];
  const port = { name: 'user-port', containerPort: 8080 };
  const env = [...(container?.env ?? []), { name: 'PORT', value: '8080' }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'revision', namespace: service.metadata?.namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...spec?.template.spec, containers: [{ ...container, ports: [port], env }] },
      },
    },
  } as KubernetesObject;
}

function nodePort({ metadata }: KubernetesObject): KubernetesObject {
  const spec = { type: 'NodePort', selector: labels, ports: [{ port: 80, targetPort: 'user-port' }] };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec } as KubernetesObject;
}
