import { findings, findingsOf } from '../support';
import { APP, pod, podWith, workload } from './pods';

describe('missing-volume', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a mount of no volume',
      '1.27',
      podWith('volumeMounts: [{ name: data, mountPath: /data }]'),
      '/spec/containers/0/volumeMounts/0/name',
      "'spec.containers[0].volumeMounts[0].name' must be one of the pod's volumes (none), got \"data\"; add it to 'volumes'",
    ],
    [
      'a mount of a misspelt volume',
      '1.27',
      podWith('volumeMounts: [{ name: confg, mountPath: /v }]', 'volumes: [{ name: config, emptyDir: {} }]'),
      '/spec/containers/0/volumeMounts/0/name',
      '\'spec.containers[0].volumeMounts[0].name\' must be one of the pod\'s volumes (config), got "confg"; did you mean "config"?',
    ],
    [
      'a device of no volume',
      '1.27',
      podWith('volumeDevices: [{ name: data, devicePath: /dev/a }]'),
      '/spec/containers/0/volumeDevices/0/name',
      "'spec.containers[0].volumeDevices[0].name' must be one of the pod's volumes (none), got \"data\"; add it to 'volumes'",
    ],
    [
      'a mount of an init container',
      '1.27',
      pod(`${APP}, initContainers: [{ name: init, image: busybox, volumeMounts: [{ name: data, mountPath: /data }] }]`),
      '/spec/initContainers/0/volumeMounts/0/name',
      "'spec.initContainers[0].volumeMounts[0].name' must be one of the pod's volumes (none), got \"data\"; add it to 'volumes'",
    ],
  ];
  const right: [string, string, string][] = [
    ['a volume that nothing mounts', '1.27', pod(`${APP}, volumes: [{ name: data, emptyDir: {} }]`)],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['missing-volume', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  const claims =
    'serviceName: web, volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]';
  const mounts = (name: string): string =>
    `containers: [{ name: app, image: nginx, volumeMounts: [{ name: ${name}, mountPath: /d }] }]`;
  const service =
    '---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { clusterIP: None, selector: { app: web }, ports: [{ port: 80 }] }';

  test('finds a mount of no claim template of a stateful set', () => {
    expect(findings(`${workload('StatefulSet', mounts('dat'), claims)}\n${service}`)).toEqual([
      [
        'missing-volume',
        '/spec/template/spec/containers/0/volumeMounts/0/name',
        `'spec.template.spec.containers[0].volumeMounts[0].name' must be one of the pod's volumes or of its claim templates (data), got "dat"; did you mean "data"?`,
      ],
    ]);
  });

  test('accepts a mount of a claim template', () => {
    expect(findings(`${workload('StatefulSet', mounts('data'), claims)}\n${service}`)).toEqual([]);
  });

  test('knows claim templates of stateful sets only', () => {
    expect(findingsOf('missing-volume', workload('Deployment', mounts('data'), claims))).toHaveLength(1);
  });
});

describe('volume-mount', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'one path twice',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }, { name: v, mountPath: /v, subPath: a }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
      '/spec/containers/0/volumeMounts/1/mountPath',
      '\'spec.containers[0].volumeMounts[1].mountPath\' must differ from the paths of the other mounts of the container, got "/v"; mount it at another path, or remove one of them',
    ],
    [
      'an empty path',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: "" }]', 'volumes: [{ name: v, emptyDir: {} }]'),
      '/spec/containers/0/volumeMounts/0/mountPath',
      '\'spec.containers[0].volumeMounts[0].mountPath\' must not be empty, got ""; write where the container sees it',
    ],
    [
      'an absolute path below the volume',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v, subPath: /a }]', 'volumes: [{ name: v, emptyDir: {} }]'),
      '/spec/containers/0/volumeMounts/0/subPath',
      "'spec.containers[0].volumeMounts[0].subPath' must be a relative path without '..', got \"/a\"; write a path below the volume",
    ],
    [
      'a path that leads out of the volume',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v, subPathExpr: ../a }]', 'volumes: [{ name: v, emptyDir: {} }]'),
      '/spec/containers/0/volumeMounts/0/subPathExpr',
      "'spec.containers[0].volumeMounts[0].subPathExpr' must be a relative path without '..', got \"../a\"; write a path below the volume",
    ],
    [
      'a path and an expression',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v, subPath: a, subPathExpr: b }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
      '/spec/containers/0/volumeMounts/0/subPathExpr',
      "'spec.containers[0].volumeMounts[0].subPathExpr' must not be set beside 'subPath', got \"b\"; remove one of them",
    ],
    [
      'mounts for the node from a container without privileges',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v, mountPropagation: Bidirectional }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
      '/spec/containers/0/volumeMounts/0/mountPropagation',
      "'spec.containers[0].volumeMounts[0].mountPropagation' must not be Bidirectional in a container that is not privileged, got \"Bidirectional\"; use 'HostToContainer'",
    ],
    [
      'a device that is no claim',
      '1.27',
      podWith('volumeDevices: [{ name: v, devicePath: /dev/a }]', 'volumes: [{ name: v, emptyDir: {} }]'),
      '/spec/containers/0/volumeDevices/0/name',
      "'spec.containers[0].volumeDevices[0].name' must be a volume of a claim, got \"v\"; mount it with 'volumeMounts', or use a claim of mode Block",
    ],
    [
      'recursive read-only of what can be written',
      '1.31',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v, recursiveReadOnly: Enabled }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
      '/spec/containers/0/volumeMounts/0/recursiveReadOnly',
      "'spec.containers[0].volumeMounts[0].recursiveReadOnly' must not be set without 'readOnly: true', got \"Enabled\"; add 'readOnly: true', or omit it",
    ],
    [
      'a path with a variable that the container does not have',
      '1.27',
      podWith(
        'env: [{ name: POD, value: a }], volumeMounts: [{ name: v, mountPath: /v, subPathExpr: "$(POD_NAME)/$(POD)" }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
      '/spec/containers/0/volumeMounts/0/subPathExpr',
      "'spec.containers[0].volumeMounts[0].subPathExpr' must use variables of the container that are not empty (POD), got \"$(POD_NAME)/$(POD)\"; add POD_NAME to 'env'",
    ],
    [
      'a path with a variable that is empty',
      '1.27',
      podWith(
        'env: [{ name: POD, value: "" }], volumeMounts: [{ name: v, mountPath: /v, subPathExpr: $(POD) }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
      '/spec/containers/0/volumeMounts/0/subPathExpr',
      "'spec.containers[0].volumeMounts[0].subPathExpr' must use variables of the container that are not empty (none), got \"$(POD)\"; add POD to 'env'",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'relative paths and colons, which the kubelet takes',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: data }, { name: v, mountPath: "/a:b" }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
    ],
    [
      'mounts for the node from a privileged container',
      '1.27',
      podWith(
        'securityContext: { privileged: true }, volumeMounts: [{ name: v, mountPath: /v, mountPropagation: Bidirectional }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
    ],
    [
      'a path with variables of the container and of Services',
      '1.27',
      podWith(
        'env: [{ name: POD, value: a }], volumeMounts: [{ name: v, mountPath: /v, subPathExpr: $(POD)/$$(A)/$(WEB_SERVICE_HOST) }]',
        'volumes: [{ name: v, emptyDir: {} }]',
      ),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['volume-mount', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  const claim = (mode: string): string =>
    `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: disk }\nspec: { volumeMode: ${mode}, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`;
  const volumes = 'volumes: [{ name: v, persistentVolumeClaim: { claimName: disk } }]';
  const mounted = podWith('volumeMounts: [{ name: v, mountPath: /v }]', volumes);
  const device = podWith('volumeDevices: [{ name: v, devicePath: /dev/a }]', volumes);

  test('finds a device of a claim of files', () => {
    expect(findings(`${device}\n${claim('Filesystem')}`)).toEqual([
      [
        'volume-mount',
        '/spec/containers/0/volumeDevices/0/name',
        `'spec.containers[0].volumeDevices[0].name' must be a claim of 'volumeMode: Block', got "v"; use 'volumeMounts', or change the claim`,
      ],
    ]);
  });

  test('finds a mount of a claim of blocks', () => {
    expect(findings(`${mounted}\n${claim('Block')}`)).toEqual([
      [
        'volume-mount',
        '/spec/containers/0/volumeMounts/0/name',
        `'spec.containers[0].volumeMounts[0].name' must not be a claim of 'volumeMode: Block', got "v"; use 'volumeDevices', or change the claim`,
      ],
    ]);
  });

  test('accepts a device of blocks and a mount of files', () => {
    expect([findings(`${device}\n${claim('Block')}`), findings(`${mounted}\n${claim('Filesystem')}`)]).toEqual([
      [],
      [],
    ]);
  });

  test('finds a device path that leads out', () => {
    const outside = podWith('volumeDevices: [{ name: v, devicePath: /dev/../a }]', volumes);
    expect(findings(`${outside}\n${claim('Block')}`)).toEqual([
      [
        'volume-mount',
        '/spec/containers/0/volumeDevices/0/devicePath',
        `'spec.containers[0].volumeDevices[0].devicePath' must not contain '..', got "/dev/../a"; write it without`,
      ],
    ]);
  });
});
