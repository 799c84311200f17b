import { findings } from '../support';
import { APP, pod, podWith } from './pods';

describe('container-name', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a name with capitals',
      '1.27',
      pod('containers: [{ name: My_App, image: nginx }]'),
      '/spec/containers/0/name',
      '\'spec.containers[0].name\' must be at most 63 lower case letters, digits and \'-\', starting and ending with a letter or digit, got "My_App"; write "my-app"',
    ],
    [
      'an empty name',
      '1.27',
      pod('containers: [{ name: "", image: nginx }]'),
      '/spec/containers/0/name',
      '\'spec.containers[0].name\' must not be empty, got ""; give it a name',
    ],
    [
      'a name of 64 characters',
      '1.27',
      pod('containers: [{ name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, image: nginx }]'),
      '/spec/containers/0/name',
      '\'spec.containers[0].name\' must be at most 63 lower case letters, digits and \'-\', starting and ending with a letter or digit, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; write "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
    ],
    [
      'two containers of one name before 1.30',
      '1.29',
      pod('containers: [{ name: app, image: nginx }, { name: app, image: redis }]'),
      '/spec/containers/1/name',
      '\'spec.containers[1].name\' must differ from the names of the other containers of the pod, got "app"; give one of them another name',
    ],
    [
      'an init container with the name of a container',
      '1.27',
      pod(`${APP}, initContainers: [{ name: app, image: busybox }]`),
      '/spec/containers/0/name',
      '\'spec.containers[0].name\' must differ from the names of the other containers of the pod, got "app"; give one of them another name',
    ],
  ];
  const right: [string, string, string][] = [
    [
      'a name of 63 characters',
      '1.27',
      pod('containers: [{ name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, image: nginx }]'),
    ],
    ['a name that is a number', '1.27', pod('containers: [{ name: "1", image: nginx }]')],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['container-name', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  test('leaves two containers of one name to the schema from 1.30 on', () => {
    const twice = pod('containers: [{ name: app, image: nginx }, { name: app, image: redis }]');
    expect(findings(twice, { target: '1.30' }).map(([rule]) => rule)).toEqual(['duplicate-item']);
  });

  test('lets Knative name the container', () => {
    const yaml =
      'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ image: nginx, ports: [{ name: h2c, containerPort: 0 }], readinessProbe: {} }] } } }';
    expect(findings(yaml).filter(([rule]) => /^container-|^probe-/.test(rule))).toEqual([]);
  });
});

describe('container-image', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'no image',
      '1.27',
      pod('containers: [{ name: app }]'),
      '/spec/containers/0/image',
      "'spec.containers[0].image' must be set, got nothing; name the image that the container runs",
    ],
    [
      'an empty image',
      '1.27',
      pod('containers: [{ name: app, image: "" }]'),
      '/spec/containers/0/image',
      '\'spec.containers[0].image\' must be set, got ""; name the image that the container runs',
    ],
    [
      'an image with a space',
      '1.27',
      pod('containers: [{ name: app, image: "nginx " }]'),
      '/spec/containers/0/image',
      '\'spec.containers[0].image\' must not begin or end with spaces, got "nginx "; write "nginx"',
    ],
    [
      'an image in capitals',
      '1.27',
      pod('containers: [{ name: app, image: acme/Web:1.0 }]'),
      '/spec/containers/0/image',
      '\'spec.containers[0].image\' must be the name of an image, such as \'nginx:1.30.6-alpine\', got "acme/Web:1.0"; write it in lower case: "acme/web:1.0"',
    ],
    [
      'an image with a scheme',
      '1.27',
      pod('containers: [{ name: app, image: "https://registry.example.com/web" }]'),
      '/spec/containers/0/image',
      "'spec.containers[0].image' must be the name of an image, such as 'nginx:1.30.6-alpine', got \"https://registry.example.com/web\"; write it without 'https://'",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'an image with host, port, tag and digest',
      '1.27',
      pod(
        'containers: [{ name: app, image: "localhost:5000/a/b_c:V1@sha256:0000000000000000000000000000000000000000000000000000000000000000" }]',
      ),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['container-image', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});

describe('container-port', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a name of 16 characters',
      '1.27',
      podWith('ports: [{ name: http-web-server1, containerPort: 80 }]'),
      '/spec/containers/0/ports/0/name',
      '\'spec.containers[0].ports[0].name\' must be at most 15 lower case letters, digits and single \'-\', with at least one letter, got "http-web-server1"; write a short word, such as "http"',
    ],
    [
      'a name with an underscore',
      '1.27',
      podWith('ports: [{ name: Http_Web, containerPort: 80 }]'),
      '/spec/containers/0/ports/0/name',
      '\'spec.containers[0].ports[0].name\' must be at most 15 lower case letters, digits and single \'-\', with at least one letter, got "Http_Web"; write "http-web"',
    ],
    [
      'a name without a letter',
      '1.27',
      podWith('ports: [{ name: "8080", containerPort: 80 }]'),
      '/spec/containers/0/ports/0/name',
      '\'spec.containers[0].ports[0].name\' must be at most 15 lower case letters, digits and single \'-\', with at least one letter, got "8080"; write a short word, such as "http"',
    ],
    [
      'a port 0',
      '1.27',
      podWith('ports: [{ containerPort: 0 }]'),
      '/spec/containers/0/ports/0/containerPort',
      "'spec.containers[0].ports[0].containerPort' must be a whole number from 1 to 65535, got 0; write the number that the container listens on",
    ],
    [
      'a port 65536',
      '1.27',
      podWith('ports: [{ containerPort: 65536 }]'),
      '/spec/containers/0/ports/0/containerPort',
      "'spec.containers[0].ports[0].containerPort' must be a whole number from 1 to 65535, got 65536; write the number that the container listens on",
    ],
    [
      'a host port 65536',
      '1.27',
      podWith('ports: [{ containerPort: 80, hostPort: 65536 }]'),
      '/spec/containers/0/ports/0/hostPort',
      "'spec.containers[0].ports[0].hostPort' must be a whole number from 1 to 65535, got 65536; write a number from 1 to 65535, or omit it",
    ],
    [
      'two ports of one name',
      '1.27',
      podWith('ports: [{ name: http, containerPort: 80 }, { name: http, containerPort: 81 }]'),
      '/spec/containers/0/ports/1/name',
      '\'spec.containers[0].ports[1].name\' must differ from the names of the other ports of container app, got "http"; give one of them another name',
    ],
    [
      'one host port for two containers',
      '1.27',
      pod(
        'containers: [{ name: a, image: nginx, ports: [{ containerPort: 80, hostPort: 80 }] }, { name: b, image: nginx, ports: [{ containerPort: 81, hostPort: 80 }] }]',
      ),
      '/spec/containers/1/ports/0/hostPort',
      "'spec.containers[1].ports[0].hostPort' must be free on the node, but another port of the pod has it, got 80; give one of them another number",
    ],
    [
      'one port for two containers, which have one address',
      '1.27',
      pod(
        'containers: [{ name: a, image: nginx, ports: [{ containerPort: 80 }] }, { name: b, image: nginx, ports: [{ name: web, containerPort: 80 }] }]',
      ),
      '/spec/containers/1/ports/0/containerPort',
      "'spec.containers[1].ports[0].containerPort' must differ from the ports of container a, whose address it shares, got 80; change one of them",
    ],
    [
      'another host port in the network of the host',
      '1.27',
      podWith('ports: [{ containerPort: 80, hostPort: 8080 }]', 'hostNetwork: true'),
      '/spec/containers/0/ports/0/hostPort',
      "'spec.containers[0].ports[0].hostPort' must be the container's port 80 in a pod with 'hostNetwork', got 8080; write 80, or omit it",
    ],
    [
      'one port for two containers in the network of the host',
      '1.27',
      pod(
        'containers: [{ name: a, image: nginx, ports: [{ containerPort: 80 }] }, { name: b, image: nginx, ports: [{ containerPort: 80 }] }], hostNetwork: true',
      ),
      '/spec/containers/1/ports/0/containerPort',
      "'spec.containers[1].ports[0].containerPort' must be free on the node, but another port of the pod has it, got 80; give one of them another number",
    ],
  ];
  const right: [string, string, string][] = [
    ['a name of 15 characters', '1.27', podWith('ports: [{ name: http-web-server, containerPort: 65535 }]')],
    [
      'one name in two containers',
      '1.27',
      pod(
        'containers: [{ name: a, image: nginx, ports: [{ name: http, containerPort: 80 }] }, { name: b, image: nginx, ports: [{ name: http, containerPort: 81 }] }]',
      ),
    ],
    [
      'one host port for two protocols',
      '1.27',
      podWith('ports: [{ containerPort: 53, hostPort: 53 }, { containerPort: 53, hostPort: 53, protocol: UDP }]'),
    ],
    [
      'one host port on two addresses',
      '1.27',
      podWith(
        'ports: [{ containerPort: 53, hostPort: 53, hostIP: 10.0.0.1 }, { containerPort: 53, hostPort: 53, hostIP: 10.0.0.2 }]',
      ),
    ],
    ['one number twice', '1.27', podWith('ports: [{ containerPort: 53 }, { containerPort: 53 }]')],
    [
      'one number in two containers, for two protocols',
      '1.27',
      pod(
        'containers: [{ name: a, image: nginx, ports: [{ containerPort: 53 }] }, { name: b, image: nginx, ports: [{ containerPort: 53, protocol: UDP }] }]',
      ),
    ],
    [
      'one number in a container and in one that ends before',
      '1.27',
      pod(
        'initContainers: [{ name: a, image: nginx, ports: [{ containerPort: 80 }] }], containers: [{ name: b, image: nginx, ports: [{ containerPort: 80 }] }]',
      ),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['container-port', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});
