// A Kubernetes control plane on this machine, with fake nodes on which every pod is ready at once, or with none.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubernetes, kwok, Version } from './build';
import { atEnd, freePorts, output, Running, start, until } from './processes';

/** A control plane that runs. It stops at the end of the run at the latest. */
export interface ControlPlane {
  readonly version: string;
  /** The kubeconfig file of an administrator. */
  readonly kubeconfig: string;
  /** A folder for state, which `stop` removes. Logs lie in its folder `logs`. */
  readonly dir: string;
  /** The absolute path of `kubectl`, `kubelet`, `kube-proxy` and the like, of this version. */
  program(name: string): string;
  stop(): Promise<void>;
}

/** How a control plane is started. */
export interface ControlPlaneOptions {
  readonly version: Version;
  /** The address under which nodes and pods find the API server. By default one that leads nowhere. */
  readonly advertiseAddress?: string;
  /** The address that the API server listens on, also the one in the kubeconfig. By default the advertised one, else 127.0.0.1. */
  readonly bindAddress?: string;
  readonly apiServerFlags?: string[];
  readonly controllerManagerFlags?: string[];
  /** How many nodes are faked, in as many zones; 3 by default. With them comes a class of claims that binds every claim. */
  readonly fakeNodes?: number;
}

/** Starts a control plane, and waits until pods can be made. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { version, fakeNodes = 3 } = options;
  const bin = await kubernetes(version);
  const dir = mkdtempSync(join(tmpdir(), `kubernetes-${version}-`));
  const programs: Running[] = [];
  const plane: ControlPlane = {
    version,
    kubeconfig: join(dir, 'kubeconfig'),
    dir,
    program: (name) => join(bin, name),
    stop: () => (stopped ??= stop()),
  };
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await Promise.all(programs.map((program) => program.stop())); // the state is thrown away: no need to be gentle
    rmSync(dir, { recursive: true, force: true });
    if (fakeNodes > 0) removeVolumes();
  };
  atEnd(() => plane.stop());
  const run = (name: string, ...flags: string[]) => programs.push(start(plane.program(name), flags, { dir }));

  const [etcd = 0, peers = 0, port = 0] = await freePorts(3);
  const bind = options.bindAddress ?? options.advertiseAddress ?? '127.0.0.1';
  writeCredentials(dir, `https://${bind}:${port}`);
  run('etcd', ...etcdFlags(etcd, peers));
  run(
    'kube-apiserver',
    ...apiServerFlags(options.advertiseAddress, bind, port, etcd),
    ...(options.apiServerFlags ?? []),
  );
  await until('ready API server', () => succeeds(plane, 'get', '--raw', '/readyz'), { needed: programs });

  const client = ['--leader-elect=false', '--secure-port=0', '--kube-api-qps=500', '--kube-api-burst=1000'];
  run('kube-scheduler', ...client, '--kubeconfig=scheduler.kubeconfig');
  run(
    'kube-controller-manager',
    ...[...client, '--kubeconfig=controller-manager.kubeconfig', '--use-service-account-credentials'],
    ...['--root-ca-file=apiserver.crt', '--service-account-private-key-file=sa.key'],
    ...(fakeNodes > 0 ? ['--enable-hostpath-provisioner', '--horizontal-pod-autoscaler-sync-period=2s'] : []),
    ...(options.controllerManagerFlags ?? []),
  );
  if (fakeNodes > 0) programs.push(await fake(plane, fakeNodes));
  await until('service account', () => succeeds(plane, 'get', 'serviceaccount', 'default'), { needed: programs });
  return plane;
}

const etcdFlags = (client: number, peers: number) => [
  ...['--name=default', '--data-dir=etcd', '--unsafe-no-fsync', '--log-level=warn'],
  ...[`--listen-client-urls=http://127.0.0.1:${client}`, `--advertise-client-urls=http://127.0.0.1:${client}`],
  ...[`--listen-peer-urls=http://127.0.0.1:${peers}`, `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`],
  `--initial-cluster=default=http://127.0.0.1:${peers}`,
];

/** Without a certificate of its own the server makes one, for these addresses, which signs itself. */
const apiServerFlags = (advertise = '192.0.2.1', bind: string, port: number, etcd: number) => [
  ...[`--etcd-servers=http://127.0.0.1:${etcd}`, '--cert-dir=.'],
  ...[`--bind-address=${bind}`, `--advertise-address=${advertise}`, `--secure-port=${port}`],
  ...['--token-auth-file=tokens.csv', '--authorization-mode=Node,RBAC', '--allow-privileged'],
  ...['--service-account-issuer=https://kubernetes.default.svc.cluster.local'],
  ...['--service-account-key-file=sa.key', '--service-account-signing-key-file=sa.key'],
  ...['--service-cluster-ip-range=10.96.0.0/16', '--kubelet-preferred-address-types=InternalIP'],
];

/** Keys and tokens, and a kubeconfig for each who has one. The certificate of the API server is not there yet. */
function writeCredentials(dir: string, server: string): void {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const write = (file: string, text: string) => writeFileSync(join(dir, file), text, { mode: 0o600 });
  write('sa.key', privateKey);
  const users = [
    ['kubeconfig', 'kubernetes-admin', 'system:masters'],
    ['controller-manager.kubeconfig', 'system:kube-controller-manager', 'system:authenticated'],
    ['scheduler.kubeconfig', 'system:kube-scheduler', 'system:authenticated'],
  ].map(([file = '', name = '', group = '']) => ({ file, name, group, token: randomBytes(16).toString('hex') }));
  write('tokens.csv', users.map(({ name, group, token }) => `${token},${name},${name},${group}\n`).join(''));
  for (const { file, name, token } of users) {
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      clusters: [{ name: 'test', cluster: { server, 'certificate-authority': 'apiserver.crt' } }],
      users: [{ name, user: { token } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: name } }],
    };
    write(file, JSON.stringify(config));
  }
}

/** Adds nodes that exist only in the API, and starts KWOK, which plays their kubelets. */
async function fake(plane: ControlPlane, count: number): Promise<Running> {
  const program = join(await kwok(), 'kwok');
  const [port = 0] = await freePorts(1);
  const items = [storageClass, ...Array.from({ length: count }, (_, i) => node(i + 1, plane.version))];
  const { code, stderr } = await kubectl(
    plane,
    ['create', '--validate=false', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  );
  if (code !== 0) throw new Error(`no fake nodes: ${stderr}`);
  const flags = [
    '--manage-all-nodes=true',
    '--node-ip=10.0.0.1',
    '--cidr=10.245.0.1/16',
    '--node-lease-duration-seconds=40',
  ];
  const stages = join(__dirname, 'stages.yaml');
  return start(
    program,
    ['--kubeconfig=kubeconfig', `--config=${stages}`, ...flags, `--server-address=127.0.0.1:${port}`],
    plane,
  );
}

/** Labels that lessons tell their readers to give to a node. */
const lessonLabels: Record<number, Record<string, string>> = {
  1: { kiamol: 'ch05', rng: 'hw' },
  2: { kiamol: 'ch06' },
};

/** The node brings its range of pod addresses: the controller that hands them out is slow. */
function node(number: number, version: string): object {
  const name = `node-${number}`;
  const resources = { cpu: '16', memory: '64Gi', pods: '110', 'ephemeral-storage': '200Gi' };
  const cidr = `10.244.${number}.0/24`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'region',
        'topology.kubernetes.io/zone': `zone-${number}`,
        ...lessonLabels[number],
      },
    },
    spec: { podCIDR: cidr, podCIDRs: [cidr] },
    status: { allocatable: resources, capacity: resources, nodeInfo: { kubeletVersion: `v${version}` } },
  };
}

/** Its provisioner is a part of the controller manager; it binds claims of any size and access mode. */
const storageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'kubernetes.io/host-path',
};

/** Removes the folders of volumes. They are empty, since no pod ever runs; no other cluster of fake nodes will miss them. */
function removeVolumes(): void {
  const volumes = '/tmp/hostpath_pv'; // as it stands in the controller manager
  if (!existsSync(volumes)) return;
  for (const folder of [...readdirSync(volumes).map((name) => join(volumes, name)), volumes]) {
    try {
      rmdirSync(folder);
    } catch {
      // not empty, so not ours, or gone already
    }
  }
}

const kubectl = (plane: ControlPlane, args: string[], input?: string) =>
  output(plane.program('kubectl'), ['--kubeconfig', plane.kubeconfig, ...args], input);

const succeeds = async (plane: ControlPlane, ...args: string[]) => (await kubectl(plane, args)).code === 0;
