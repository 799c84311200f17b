import { all } from '../manifests';
import { findingsOf } from '../support';

const object = (apiVersion: string, kind: string, metadata: string): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }
`;
const configMap = (metadata: string): string => object('v1', 'ConfigMap', metadata);
const daemonSet = (name: string, port: string, pod = ''): string => `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: a, image: a, ports: [{ ${port} }] }]${pod} }
`;
const port = 'containerPort: 80, hostPort: 9100';

describe('duplicate-object', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'one name twice',
      all(configMap('name: a'), configMap('name: a, namespace: default')),
      [
        [
          '/metadata/name',
          '\'metadata.name\' must be the name of one ConfigMap in namespace default only, got "a"; rename or remove one of them',
        ],
      ],
    ],
    [
      'one name in two versions of a group',
      all(
        object('autoscaling/v1', 'HorizontalPodAutoscaler', 'name: a'),
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'name: a'),
      ),
      [
        [
          '/metadata/name',
          '\'metadata.name\' must be the name of one HorizontalPodAutoscaler in namespace default only, got "a"; rename or remove one of them',
        ],
      ],
    ],
    [
      'one name of an object without a namespace',
      all(object('v1', 'Namespace', 'name: a'), object('v1', 'Namespace', 'name: a')),
      [
        [
          '/metadata/name',
          '\'metadata.name\' must be the name of one Namespace only, got "a"; rename or remove one of them',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('duplicate-object', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['one name in two namespaces', all(configMap('name: a'), configMap('name: a, namespace: b'))],
    ['one name of two kinds', all(configMap('name: a'), object('v1', 'Secret', 'name: a'))],
    [
      'one name of two groups',
      all(object('v1', 'Service', 'name: a'), object('serving.knative.dev/v1', 'Service', 'name: a')),
    ],
    ['one prefix twice', all(configMap('generateName: a-'), configMap('generateName: a-'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('duplicate-object', yaml)).toEqual([]);
  });
});

describe('host-port-clash', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'one port of each node',
      all(daemonSet('a', port), daemonSet('b', port)),
      [
        [
          '/spec/template/spec/containers/0/ports/0/hostPort',
          "'spec.template.spec.containers[0].ports[0].hostPort' must not be that of DaemonSet a, which runs on the same nodes, got 9100; choose another port, or other nodes",
        ],
      ],
    ],
    [
      'one port on the network of each node',
      all(daemonSet('a', port), daemonSet('b', 'containerPort: 9100', ', hostNetwork: true')),
      [
        [
          '/spec/template/spec/containers/0/ports/0/containerPort',
          "'spec.template.spec.containers[0].ports[0].containerPort' must not be that of DaemonSet a, which runs on the same nodes, got 9100; choose another port, or other nodes",
        ],
      ],
    ],
    [
      'one port on one address and on all',
      all(daemonSet('a', port), daemonSet('b', `${port}, hostIP: 10.0.0.2`)),
      [
        [
          '/spec/template/spec/containers/0/ports/0/hostPort',
          "'spec.template.spec.containers[0].ports[0].hostPort' must not be that of DaemonSet a, which runs on the same nodes, got 9100; choose another port, or other nodes",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('host-port-clash', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['one port and two protocols', all(daemonSet('a', port), daemonSet('b', `${port}, protocol: UDP`))],
    [
      'one port and two addresses',
      all(daemonSet('a', `${port}, hostIP: 10.0.0.1`), daemonSet('b', `${port}, hostIP: 10.0.0.2`)),
    ],
    ['nodes that are chosen', all(daemonSet('a', port), daemonSet('b', port, ', nodeSelector: { a: b }'))],
    ['ports of the containers', all(daemonSet('a', 'containerPort: 80'), daemonSet('b', 'containerPort: 80'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('host-port-clash', yaml)).toEqual([]);
  });
});
