// The objects of all benchmarks: small web applications of five objects each, a little different from one to the next.

const ROLES = ['web', 'api', 'worker', 'search', 'mail', 'billing', 'reports'];
const LEVELS = ['debug', 'info', 'warn'];

/** How many objects a group has. */
export const GROUP = 5;

/** How values are written that cdk8s-plus wraps in classes: as the API has them. */
const asInTheApi = { quantity: (text) => text, port: (value) => value };

/** What tells application number `i` from others; also the values of the Helm chart. */
export function groupAt(i) {
  const role = ROLES[i % ROLES.length];
  const name = `${role}-${i}`;
  return {
    name,
    role,
    image: `registry.example.com/shop/${role}:1.${i % 40}.${i % 7}`,
    replicas: 1 + (i % 4),
    port: 8000 + (i % 10),
    cpu: `${50 * (1 + (i % 5))}m`,
    memory: `${64 * (1 + (i % 6))}Mi`,
    sidecar: i % 4 === 0,
    env: Array.from({ length: 3 + (i % 6) }, (_, k) => ({ name: `SETTING_${k}`, value: settingAt(i, k) })),
    properties: Array.from({ length: 6 + (i % 9) }, (_, k) => `${role}.option-${k}=${settingAt(i, k)}\n`).join(''),
    script: `#!/bin/sh\n# starts ${name}\nset -eu\n\nwhile true; do\n  echo "${name}: ok"\n  sleep ${5 + (i % 20)}\ndone\n`,
  };
}

/** Values that are plain, and those that YAML has to quote. */
function settingAt(i, k) {
  const values = [
    `http://${ROLES[(i + k) % ROLES.length]}.example.com:8080/v1`,
    String(i * 7 + k),
    LEVELS[i % 3],
    'true',
    '0.5, 0.9',
  ];
  return values[(i + k) % values.length];
}

/** The objects of application number `i`, as JSON of the API or, with another spelling, as props of `Kube...`. */
export function objectsAt(i, spelling = asInTheApi) {
  const group = groupAt(i);
  const { name, role, port, properties, script } = group;
  const metadata = { name, labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': role } };
  const servicePort = { name: 'http', port: 80, targetPort: spelling.port('http') };
  const backend = { service: { name, port: { name: 'http' } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'app.properties': properties, 'start.sh': script } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deploymentSpec(group, spelling) },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: name }, ports: [servicePort] } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...metadata, annotations: { 'example.com/owner': `team ${role}`, 'example.com/port': String(port) } },
      spec: { rules: [{ host: `${name}.example.com`, http: { paths } }] },
    },
  ];
}

function deploymentSpec(group, spelling) {
  const { name, role, replicas } = group;
  const containers = [mainContainer(group, spelling), ...(group.sidecar ? [sidecar(group, spelling)] : [])];
  const volumes = [
    { name: 'config', configMap: { name } },
    { name: 'tmp', emptyDir: {} },
  ];
  return {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name, role } },
      spec: { serviceAccountName: name, securityContext: { runAsNonRoot: true, runAsUser: 1000 }, containers, volumes },
    },
  };
}

function mainContainer({ name, role, image, port, cpu, memory, env }, { quantity, port: portOf }) {
  return {
    name: role,
    image,
    command: ['/bin/sh', '/etc/app/start.sh'],
    ports: [{ name: 'http', containerPort: port }],
    env: [
      ...env,
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'PROPERTIES', valueFrom: { configMapKeyRef: { name, key: 'app.properties' } } },
    ],
    readinessProbe: { httpGet: { path: '/ready', port: portOf('http') }, periodSeconds: 5 },
    livenessProbe: { httpGet: { path: '/healthz', port: portOf(port) }, initialDelaySeconds: 10 },
    resources: {
      requests: { cpu: quantity(cpu), memory: quantity(memory) },
      limits: { memory: quantity(memory) },
    },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/app', readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

function sidecar({ role }, { quantity }) {
  return {
    name: 'log',
    image: 'registry.example.com/log:2.1.0',
    args: ['--follow', `/tmp/${role}.log`],
    resources: { requests: { cpu: quantity('10m'), memory: quantity('16Mi') } },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}
