// Knative Serving on a control plane with fake nodes: its real webhook and reconcilers run on this machine.
import { join } from 'node:path';
import { KubernetesObject } from '@kubernetes/client-node';
import { Yaml } from 'cdk8s';
import { knative } from './build';
import { ControlPlane } from './control-plane';
import { freePorts, output, Running, start, until } from './processes';

const registrations = ['configmap-validation', 'defaulting', 'resource-validation'];

/** Installs Knative Serving, and waits until it answers. It ends with the tests. */
export async function startKnative(plane: ControlPlane): Promise<void> {
  const bin = await knative();
  const core = join(bin, 'config/serving/core');
  const networking = ['certificate', 'domain-claim', 'ingress', 'serverlessservice'].map((name) => `${name}.yaml`);
  const apply = async (files: string[], input?: string) => {
    const flags = files.flatMap((file) => ['-f', file]);
    await kubectl(plane, ['apply', '--server-side', '--force-conflicts', ...flags], input);
  };
  const crds = networking.map((file) => join(bin, 'config/networking', file));
  await apply([join(core, '300-resources'), join(bin, 'config/caching/image.yaml'), ...crds]);
  await kubectl(plane, ['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
  await apply([join(core, '100-namespace.yaml')]);
  const settings = ['200-roles', '200-serviceaccount.yaml', 'configmaps', 'webhooks/secret.yaml'];
  await apply([...settings.map((file) => join(core, file)), join(bin, 'config/networking/config-network.yaml')]);
  await kubectl(plane, ['patch', '-n', namespace, 'configmap', 'config-deployment', '--type=merge', '-p', noRegistry]);

  const [port = 0, ...others] = await freePorts(5);
  const hooks = registrations.flatMap((name) => Yaml.load(join(core, `webhooks/${name}.yaml`)) as KubernetesObject[]);
  await apply(
    ['-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...services, ...hooks.map((hook) => at(port, hook))] }),
  );
  const programs = startPrograms(plane, bin, port, others);
  await until('certificate of the webhook', () => registered(plane), { needed: programs });
  await until('answer of the webhook', () => answers(plane), { needed: programs });
}

const namespace = 'knative-serving';

/** No image is ever pulled: tags stay as they are, wherever the image comes from. */
const noRegistry = JSON.stringify({
  data: {
    'queue-sidecar-image': 'knative.dev/queue:latest',
    'registries-skipping-tag-resolving': 'index.docker.io,docker.io,gcr.io,ghcr.io,quay.io,registry.k8s.io',
  },
});

/** The webhook runs on this machine: its Service is only another name of it. */
const services = [
  { metadata: { name: 'webhook', namespace }, spec: { type: 'ExternalName', externalName: 'localhost' } },
  {
    metadata: { name: 'activator-service', namespace },
    spec: { selector: { app: 'activator' }, ports: [{ name: 'http', port: 80 }] },
  },
].map((service) => ({ apiVersion: 'v1', kind: 'Service', ...service }));

/** The registration of a webhook that listens on that port. */
function at(port: number, registration: KubernetesObject): KubernetesObject {
  const { webhooks } = registration as { webhooks?: { clientConfig: { service: object } }[] };
  const moved = webhooks?.map((hook) => ({
    ...hook,
    clientConfig: { service: { ...hook.clientConfig.service, port } },
  }));
  return { ...registration, ...{ webhooks: moved } };
}

function startPrograms(plane: ControlPlane, bin: string, webhookPort: number, ports: number[]): Running[] {
  const env = {
    KUBECONFIG: plane.kubeconfig,
    KUBERNETES_MIN_VERSION: 'v1.27.0', // it asks for 1.28, and works with 1.27 all the same
    SYSTEM_NAMESPACE: namespace,
    CONFIG_LOGGING_NAME: 'config-logging',
    CONFIG_OBSERVABILITY_NAME: 'config-observability',
    METRICS_DOMAIN: 'knative.dev/internal/serving',
    METRICS_PROMETHEUS_HOST: '127.0.0.1',
    WEBHOOK_NAME: 'webhook',
    WEBHOOK_PORT: String(webhookPort),
  };
  return ['webhook', 'controller'].map((name, i) =>
    start(join(bin, name), ['--disable-ha'], {
      dir: plane.dir,
      name: `knative-${name}`,
      env: {
        ...env,
        POD_NAME: name,
        METRICS_PROMETHEUS_PORT: String(ports[2 * i]),
        PROFILING_PORT: String(ports[2 * i + 1]),
      },
    }),
  );
}

/** Whether all registrations carry the certificate that the webhook has made. */
async function registered(plane: ControlPlane): Promise<boolean> {
  const path = 'jsonpath={range .items[*].webhooks[*]}{.clientConfig.caBundle}{"\\n"}{end}';
  const bundles = await kubectl(plane, [
    'get',
    'mutatingwebhookconfigurations,validatingwebhookconfigurations',
    '-o',
    path,
  ]);
  return (
    bundles
      .trim()
      .split('\n')
      .filter((bundle) => bundle.length > 100).length >= registrations.length
  );
}

/** Whether the webhook sets a default. */
async function answers(plane: ControlPlane): Promise<boolean> {
  const spec = { template: { spec: { containers: [{ image: 'probe' }] } } };
  const service = {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'probe', namespace: 'default' },
    spec,
  };
  const path = 'jsonpath={.spec.template.spec.timeoutSeconds}';
  return kubectl(plane, ['create', '--dry-run=server', '-o', path, '-f', '-'], JSON.stringify(service)).then(
    (seconds) => seconds !== '',
    () => false,
  );
}

async function kubectl(plane: ControlPlane, args: string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await output(
    plane.program('kubectl'),
    ['--kubeconfig', plane.kubeconfig, ...args],
    input,
  );
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}
