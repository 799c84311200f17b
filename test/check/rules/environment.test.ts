import { findings } from '../support';
import { podWith } from './pods';

describe('environment-variable', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a name with a space',
      '1.27',
      podWith('env: [{ name: MY VAR, value: a }]'),
      '/spec/containers/0/env/0/name',
      "'spec.containers[0].env[0].name' must be letters, digits, '_', '-' and '.', not starting with a digit, got \"MY VAR\"; write \"MY_VAR\"",
    ],
    [
      'a name that begins with a digit',
      '1.27',
      podWith('env: [{ name: 1VAR, value: a }]'),
      '/spec/containers/0/env/0/name',
      "'spec.containers[0].env[0].name' must be letters, digits, '_', '-' and '.', not starting with a digit, got \"1VAR\"; write \"_1VAR\"",
    ],
    [
      'a name with an equals sign, in any version',
      '1.37',
      podWith('env: [{ name: A=B, value: a }]'),
      '/spec/containers/0/env/0/name',
      '\'spec.containers[0].env[0].name\' must be printable ASCII characters without \'=\', got "A=B"; write "A_B"',
    ],
    [
      'an empty name',
      '1.27',
      podWith('env: [{ name: "", value: a }]'),
      '/spec/containers/0/env/0/name',
      '\'spec.containers[0].env[0].name\' must not be empty, got ""; give it a name',
    ],
    [
      'a value and a source',
      '1.27',
      podWith('env: [{ name: A, value: a, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]'),
      '/spec/containers/0/env/0/valueFrom',
      '\'spec.containers[0].env[0].valueFrom\' must not be set beside \'value\', got {"fieldRef":{"fieldPath":"metadata.name"}}; remove one of them',
    ],
    [
      'a source without anything',
      '1.27',
      podWith('env: [{ name: A, valueFrom: {} }]'),
      '/spec/containers/0/env/0/valueFrom',
      "'spec.containers[0].env[0].valueFrom' must have one of configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef, got {}; name a source, or write 'value'",
    ],
    [
      'two sources',
      '1.27',
      podWith(
        'env: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name }, resourceFieldRef: { resource: limits.cpu } } }]',
      ),
      '/spec/containers/0/env/0/valueFrom/resourceFieldRef',
      '\'spec.containers[0].env[0].valueFrom.resourceFieldRef\' must not be set beside \'fieldRef\', got {"resource":"limits.cpu"}; remove one of them',
    ],
    [
      'a key that no ConfigMap can have',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: a/b, optional: true } } }]'),
      '/spec/containers/0/env/0/valueFrom/secretKeyRef/key',
      "'spec.containers[0].env[0].valueFrom.secretKeyRef.key' must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..', got \"a/b\"; write the key as it stands in the data",
    ],
    [
      'variables of nothing',
      '1.27',
      podWith('envFrom: [{ prefix: A_ }]'),
      '/spec/containers/0/envFrom/0',
      "'spec.containers[0].envFrom[0]' must have 'configMapRef' or 'secretRef', got {\"prefix\":\"A_\"}; name the source of the variables",
    ],
    [
      'variables of two objects',
      '1.27',
      podWith('envFrom: [{ configMapRef: { name: a, optional: true }, secretRef: { name: a, optional: true } }]'),
      '/spec/containers/0/envFrom/0/secretRef',
      '\'spec.containers[0].envFrom[0].secretRef\' must not be set beside \'configMapRef\', got {"name":"a","optional":true}; make two items of it',
    ],
    [
      'a prefix that begins with a digit',
      '1.27',
      podWith('envFrom: [{ prefix: 1A, configMapRef: { name: a, optional: true } }]'),
      '/spec/containers/0/envFrom/0/prefix',
      "'spec.containers[0].envFrom[0].prefix' must be letters, digits, '_', '-' and '.', not starting with a digit, got \"1A\"; correct it, or omit it",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'a name twice, and an empty value beside a source',
      '1.27',
      podWith(
        'env: [{ name: A, value: a }, { name: A, value: "", valueFrom: { fieldRef: { fieldPath: metadata.name } } }]',
      ),
    ],
    ['names with dots and dashes', '1.27', podWith('env: [{ name: a.b-c_D, value: a }]')],
    ['a name with a space since 1.32', '1.32', podWith('env: [{ name: 1 VAR, value: a }]')],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['environment-variable', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});

describe('field-reference', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a field that the kubelet does not know',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { fieldRef: { fieldPath: nodeName } } }]'),
      '/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath',
      "'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath' must be one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP, status.podIPs, metadata.labels['<key>'], metadata.annotations['<key>'], got \"nodeName\"; did you mean \"spec.nodeName\"?",
    ],
    [
      'all labels in a variable',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.labels } } }]'),
      '/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath',
      "'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath' must be one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP, status.podIPs, metadata.labels['<key>'], metadata.annotations['<key>'], got \"metadata.labels\"; name one of them: metadata.labels['<key>']",
    ],
    [
      'the phase of the pod',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { fieldRef: { fieldPath: status.phase } } }]'),
      '/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath',
      "'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath' must be one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP, status.podIPs, metadata.labels['<key>'], metadata.annotations['<key>'], got \"status.phase\"; read one of these, or write the value",
    ],
    [
      'the addresses of the node before 1.29',
      '1.28',
      podWith('env: [{ name: A, valueFrom: { fieldRef: { fieldPath: status.hostIPs } } }]'),
      '/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath',
      "'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath' must be one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP, status.podIPs, metadata.labels['<key>'], metadata.annotations['<key>'], got \"status.hostIPs\"; did you mean \"status.hostIP\"?",
    ],
    [
      'a label with a space',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels[\'a b\']" } } }]'),
      '/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath',
      "'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath' must name a label or annotation between [' and '], got \"metadata.labels['a b']\"; correct it",
    ],
    [
      'the address of the pod in a file',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, downwardAPI: { items: [{ path: ip, fieldRef: { fieldPath: status.podIP } }] } }]',
      ),
      '/spec/volumes/0/downwardAPI/items/0/fieldRef/fieldPath',
      "'spec.volumes[0].downwardAPI.items[0].fieldRef.fieldPath' must be one of metadata.annotations, metadata.labels, metadata.name, metadata.namespace, metadata.uid, metadata.labels['<key>'], metadata.annotations['<key>'], got \"status.podIP\"; read one of these, or write the value",
    ],
    [
      'an unknown resource',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { resourceFieldRef: { resource: limit.cpu } } }]'),
      '/spec/containers/0/env/0/valueFrom/resourceFieldRef/resource',
      '\'spec.containers[0].env[0].valueFrom.resourceFieldRef.resource\' must be one of requests.cpu, requests.memory, requests.ephemeral-storage, limits.cpu, limits.memory, limits.ephemeral-storage or <list>.hugepages-<size>, got "limit.cpu"; did you mean "limits.cpu"?',
    ],
    [
      'a divisor of its own',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: 10m } } }]'),
      '/spec/containers/0/env/0/valueFrom/resourceFieldRef/divisor',
      '\'spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor\' must be one of 1, 1m, got "10m"; write one of these, and multiply where it is read',
    ],
    [
      'the resources of a container that is not there',
      '1.27',
      podWith('env: [{ name: A, valueFrom: { resourceFieldRef: { containerName: ap, resource: limits.cpu } } }]'),
      '/spec/containers/0/env/0/valueFrom/resourceFieldRef/containerName',
      '\'spec.containers[0].env[0].valueFrom.resourceFieldRef.containerName\' must be a container of the pod (app), got "ap"; did you mean "app"?',
    ],
    [
      'a file without the container that is meant',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, downwardAPI: { items: [{ path: cpu, resourceFieldRef: { resource: limits.cpu } }] } }]',
      ),
      '/spec/volumes/0/downwardAPI/items/0/resourceFieldRef/containerName',
      "'spec.volumes[0].downwardAPI.items[0].resourceFieldRef.containerName' must be set, got nothing; name the container whose resources are meant",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'all fields of files',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: metadata.labels } }, { path: b, resourceFieldRef: { containerName: app, resource: limits.ephemeral-storage, divisor: 1k } }] } }]',
      ),
    ],
    [
      'the addresses of the node since 1.29',
      '1.29',
      podWith('env: [{ name: A, valueFrom: { fieldRef: { fieldPath: status.hostIPs } } }]'),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['field-reference', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});
