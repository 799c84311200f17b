// A node on this machine on which pods really run, in namespaces of its own: their end takes every process, mount,
// bridge and firewall rule with it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installed, kubernetes } from '../build';
import { ControlPlane, startControlPlane } from '../control-plane';
import { atEnd, output, Running, until } from '../processes';
import { Image, images } from './images';
import { openNamespaces } from './namespaces';
import { nodeFiles, nodeObjects } from './node-config';

/** A cluster of one node on which pods run. */
export interface RealNode {
  readonly plane: ControlPlane;
  /** The address of the node, which also answers on node ports. */
  readonly address: string;
  stop(): Promise<void>;
}

/** The kubelet of this version is known to run here. */
const version = '1.27.16';

const programs = {
  registry: 'github.com/google/go-containerregistry/cmd/registry@v0.22.1',
  crane: 'github.com/google/go-containerregistry/cmd/crane@v0.22.1',
  coredns: 'github.com/coredns/coredns@v1.14.7',
  provisioner: 'github.com/rancher/local-path-provisioner@v0.0.30',
};

/** Builds the programs and images of the node, so that its start takes no minutes. */
export async function buildRealNode(lessons: boolean): Promise<void> {
  await kubernetes(version);
  for (const name of Object.keys(programs) as (keyof typeof programs)[]) await program(name);
  await images(lessons);
}

/** Starts a control plane and its node, and waits until the node is ready. */
export async function startRealNode(lessons: boolean): Promise<RealNode> {
  const registry = await program('registry');
  const crane = await program('crane');
  const coredns = await program('coredns');
  const provisioner = await program('provisioner');
  const made = await images(lessons);

  const dir = mkdtempSync(join(tmpdir(), 'real-node-'));
  atEnd(() => rmSync(dir, { recursive: true, force: true }));
  const node = await openNamespaces(dir);
  const plane = await startControlPlane({ version, advertiseAddress: node.host, fakeNodes: 0 });
  for (const [file, text] of Object.entries(nodeFiles(dir, node.address, node.cgroup, plane.kubeconfig))) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  const kubectl = ['--kubeconfig', plane.kubeconfig];
  const objects = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: nodeObjects(dir, node.address) });
  const { code, stderr } = await output(plane.program('kubectl'), [...kubectl, 'create', '-f', '-'], objects);
  if (code !== 0) throw new Error(`the objects of the node are refused: ${stderr}`);

  const needed: Running[] = [];
  const wait = (what: string, ...command: [string, ...string[]]) =>
    until(what, () => node.run(...command).then(() => true, () => false), { needed }); // prettier-ignore
  needed.push(node.start(registry, '--port=5000'), node.start('containerd', `--config=${dir}/containerd.toml`));
  await wait('registry', crane, 'catalog', '--insecure', '127.0.0.1:5000');
  for (const { name, archive } of made)
    await node.run(crane, 'push', '--insecure', archive, pushName({ name, archive }));
  await wait('containerd', 'ctr', 'version');
  needed.push(
    node.start(plane.program('kube-proxy'), `--config=${dir}/kube-proxy.json`, '--hostname-override=real-node'),
    node.start(coredns, '-conf', `${dir}/Corefile`),
    node.start(provisioner, 'start', '--config', `${dir}/provisioner.json`, ...kubectl, '--namespace=local-path-storage',
      '--service-account-name=local-path-provisioner', '--helper-image=busybox:1.37.0'), // prettier-ignore
    node.start(plane.program('kubelet'), `--config=${dir}/kubelet.json`, '--hostname-override=real-node', ...kubectl,
      `--node-ip=${node.address}`, '--container-runtime-endpoint=unix:///run/containerd/containerd.sock'), // prettier-ignore
  );
  await wait('node', plane.program('kubectl'), ...kubectl, 'wait', '--for=condition=Ready', 'node/real-node');

  const stop = async () => {
    await node.close();
    await plane.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { plane, address: node.address, stop };
}

async function program(name: keyof typeof programs): Promise<string> {
  const module = programs[name];
  return join(await installed(name, ['-ldflags', '-s -w', module]), module.replace(/^.*\/|@.*$/g, ''));
}

/** Where the registry of the node keeps an image that manifests know by that name. */
function pushName({ name }: Image): string {
  const [first = '', ...rest] = name.split('/');
  const path = rest.length === 0 ? `library/${name}` : first.includes('.') ? rest.join('/') : name;
  return `127.0.0.1:5000/${path}`;
}
