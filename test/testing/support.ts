import { Manifests } from '../../src/testing';
import { messageOf } from '../support';

process.env['NO_COLOR'] = '1'; // messages are compared as plain text

/** Objects that have names, from YAML without `apiVersion`. */
export const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { tier: front } }
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: web
          image: busybox
          args: [a, b]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec: { replicas: 3 }
---
apiVersion: v1
kind: Service
metadata: { name: web }
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: web, namespace: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`;

/** The lines below `but` of what `has` says about one ConfigMap with this data. */
export function differencesIn(data: unknown, expected: unknown): string[] {
  return differencesOf({ data }, { data: expected });
}

/** What a container says that is not as expected; nothing where it is. */
export function differencesOf(fields: object, expected: object): string[] {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', ...fields }] },
  };
  const container = Manifests.ofYaml(JSON.stringify(pod)).pod('Pod').container();
  try {
    container.has(expected);
  } catch {
    const [, lines = ''] = messageOf(() => container.has(expected)).split('\nbut\n');
    return lines.split('\n').map((line) => line.trim());
  }
  return [];
}
