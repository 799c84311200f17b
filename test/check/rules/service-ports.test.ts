import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('service-ports', () => {
  test.each<Wrong>([
    [
      'no ports',
      made('Service', 'spec: { type: NodePort }'),
      '/spec/ports',
      "'spec.ports' must have at least one port, unless the Service is headless or an ExternalName, got nothing; add a port, or set 'clusterIP' to None",
    ],
    [
      'an empty list of ports',
      made('Service', 'spec: { ports: [] }'),
      '/spec/ports',
      "'spec.ports' must have at least one port, unless the Service is headless or an ExternalName, got []; add a port, or set 'clusterIP' to None",
    ],
    [
      'port 0',
      made('Service', 'spec: { ports: [{ port: 0 }] }'),
      '/spec/ports/0/port',
      "'spec.ports[0].port' must be a whole number from 1 to 65535, got 0; write the port that clients call",
    ],
    [
      'port 65536',
      made('Service', 'spec: { ports: [{ port: 65536 }] }'),
      '/spec/ports/0/port',
      "'spec.ports[0].port' must be a whole number from 1 to 65535, got 65536; write the port that clients call",
    ],
    [
      'target port 65536',
      made('Service', 'spec: { ports: [{ port: 80, targetPort: 65536 }] }'),
      '/spec/ports/0/targetPort',
      "'spec.ports[0].targetPort' must be a whole number from 1 to 65535, got 65536; write the port on which the container listens",
    ],
    [
      'a target port by a name that no container port can have',
      made('Service', 'spec: { ports: [{ port: 80, targetPort: web_port }] }'),
      '/spec/ports/0/targetPort',
      "'spec.ports[0].targetPort' must be at most 15 lower case letters, digits and single '-', with at least one letter, got \"web_port\"; write the number of the port, or its name on the container",
    ],
    [
      'a target port that is a number in quotes',
      made('Service', "spec: { ports: [{ port: 80, targetPort: '8080' }] }"),
      '/spec/ports/0/targetPort',
      "'spec.ports[0].targetPort' must be at most 15 lower case letters, digits and single '-', with at least one letter, got \"8080\"; write the number without quotes: 8080",
    ],
    [
      'a target port of 16 letters',
      made('Service', 'spec: { ports: [{ port: 80, targetPort: abcdefghijklmnop }] }'),
      '/spec/ports/0/targetPort',
      "'spec.ports[0].targetPort' must be at most 15 lower case letters, digits and single '-', with at least one letter, got \"abcdefghijklmnop\"; write the number of the port, or its name on the container",
    ],
    [
      'two ports without names',
      made('Service', 'spec: { ports: [{ port: 80, name: http }, { port: 81 }] }'),
      '/spec/ports/1/name',
      "'spec.ports[1].name' must be there where a Service has several ports, got nothing; name each port",
    ],
    [
      'two ports of one name',
      made('Service', 'spec: { ports: [{ port: 80, name: http }, { port: 81, name: http }] }'),
      '/spec/ports/1/name',
      '\'spec.ports[1].name\' must differ from the names of the other ports, got "http"; rename one of them',
    ],
    [
      'a name in capital letters',
      made('Service', 'spec: { ports: [{ port: 80, name: HTTP }] }'),
      '/spec/ports/0/name',
      '\'spec.ports[0].name\' must be at most 63 lower case letters, digits and \'-\', starting and ending with a letter or digit, got "HTTP"; did you mean "http"?',
    ],
    [
      'one port, with and without its protocol',
      made('Service', 'spec: { ports: [{ port: 80, name: a }, { port: 80, name: b, protocol: TCP }] }'),
      '/spec/ports/1/port',
      "'spec.ports[1].port' must differ from the other TCP ports, got 80; remove one of them, or give it another protocol",
    ],
    [
      'a node port of a Service inside',
      made('Service', 'spec: { ports: [{ port: 80, nodePort: 30080 }] }'),
      '/spec/ports/0/nodePort',
      "'spec.ports[0].nodePort' must be absent on a Service of type ClusterIP, got 30080; remove it, or set 'type' to NodePort",
    ],
    [
      'a node port below the usual ones',
      made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 29999 }] }'),
      '/spec/ports/0/nodePort',
      "'spec.ports[0].nodePort' must be from 30000 to 32767, unless the API server was given another range, got 29999; choose one of them, or omit it for a free one",
    ],
    [
      'a node port above the usual ones',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80, nodePort: 32768 }] }'),
      '/spec/ports/0/nodePort',
      "'spec.ports[0].nodePort' must be from 30000 to 32767, unless the API server was given another range, got 32768; choose one of them, or omit it for a free one",
    ],
    [
      'a node port that is no port',
      made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 65536 }] }'),
      '/spec/ports/0/nodePort',
      "'spec.ports[0].nodePort' must be a whole number from 1 to 65535, got 65536; omit it for a free one",
    ],
    [
      'one node port for two ports',
      made(
        'Service',
        'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30081, name: a }, { port: 81, nodePort: 30081, name: b }] }',
      ),
      '/spec/ports/1/nodePort',
      "'spec.ports[1].nodePort' must differ from the other TCP node ports, got 30081; omit it for a free one",
    ],
    [
      'an application protocol with spaces',
      made('Service', 'spec: { ports: [{ port: 80, appProtocol: my protocol }] }'),
      '/spec/ports/0/appProtocol',
      "'spec.ports[0].appProtocol' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"my protocol\"; write a name such as \"http\" or \"example.com/protocol\"",
    ],
    [
      'the port of the kubelet at a load balancer',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 10250 }] }'),
      '/spec/ports/0/port',
      "'spec.ports[0].port' must not be the port of the kubelet, got 10250; use another port, or Kubernetes 1.33",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('service-ports', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['no ports of a headless Service', made('Service', 'spec: { clusterIP: None }')],
    ['no ports of an ExternalName', made('Service', 'spec: { type: ExternalName, externalName: example.com. }')],
    ['port 1', made('Service', 'spec: { ports: [{ port: 1 }] }')],
    ['port 65535', made('Service', 'spec: { ports: [{ port: 65535 }] }')],
    ['target port 0, which stands for the port', made('Service', 'spec: { ports: [{ port: 80, targetPort: 0 }] }')],
    ['a target port of 15 letters', made('Service', 'spec: { ports: [{ port: 80, targetPort: abcdefghijklmno }] }')],
    [
      'names with digits, of more than 15 letters',
      made('Service', 'spec: { ports: [{ port: 80, name: 1-name-of-more-than-fifteen }] }'),
    ],
    [
      'one port with two protocols',
      made('Service', 'spec: { ports: [{ port: 80, name: a }, { port: 80, name: b, protocol: UDP }] }'),
    ],
    ['the first node port', made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30000 }] }')],
    ['the last node port', made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 32767 }] }')],
    [
      'one node port for two protocols',
      made(
        'Service',
        'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30082, name: a }, { port: 80, nodePort: 30082, name: b, protocol: UDP }] }',
      ),
    ],
    [
      'an application protocol with a prefix',
      made('Service', 'spec: { ports: [{ port: 80, appProtocol: kubernetes.io/h2c }] }'),
    ],
    [
      'the port of the kubelet at a load balancer, later',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 10250 }] }'),
      '1.37',
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('service-ports', yaml, target)).toEqual([]);
  });
});
