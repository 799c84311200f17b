// The network, mounts and processes of the node, kept apart from those of this machine.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { atEnd, output, Running, start, until } from '../processes';

/** Namespaces that are open. */
export interface Namespaces {
  /** The addresses of this machine, and of the node, on the line between them. */
  readonly host: string;
  readonly address: string;
  /** The name under which the kernel keeps the groups of the node's containers. */
  readonly cgroup: string;
  /** Starts a program of the node, which ends with the namespaces. */
  start(program: string, ...args: string[]): Running;
  /** Runs a program on the node to its end. Fails when it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  /** Ends all that runs in them, and removes what the kernel keeps. */
  close(): Promise<void>;
}

/** Programs write to these folders of the node, whatever they are told, and lessons to the last; `dir` keeps what they write. */
const written = ['/var/lib/cni', '/var/lib/kubelet', '/var/log', '/volumes'];

/** Opens namespaces, joined to this machine by a line of two addresses. The files of the node lie in `dir`. */
export async function openNamespaces(dir: string): Promise<Namespaces> {
  const third = process.pid % 250;
  const [host, node, line] = [`10.231.${third}.1`, `10.231.${third}.2`, `cdk8s-${process.pid}`];
  const made = written.flatMap((folder) => mkdirSync(folder, { recursive: true }) ?? []);
  for (const folder of cgroups(line)) mkdirSync(folder, { recursive: true });
  const first = start(
    'unshare',
    ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', firstProcess(dir)],
    { dir, name: 'init' },
  );
  const close = async () => {
    await output('ip', ['link', 'delete', line]);
    await first.stop();
    for (const folder of cgroups(line).filter((folder) => existsSync(folder))) await removeCgroup(folder);
    for (const folder of made.filter((folder) => existsSync(folder))) rmdirSync(folder);
  };
  atEnd(close);
  await until('namespaces', () => existsSync(join(dir, 'ready')), { needed: [first] });
  const pid = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, 'utf8').trim();
  const enter = ['--target', pid, '--net', '--mount', '--pid', '--'];
  const run = async (program: string, ...args: string[]) => succeed('nsenter', [...enter, program, ...args]);

  await succeed('ip', ['link', 'add', line, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid]);
  await succeed('ip', ['address', 'add', `${host}/30`, 'dev', line]);
  await succeed('ip', ['link', 'set', line, 'up']);
  await run('ip', 'link', 'set', 'lo', 'up');
  await run('ip', 'address', 'add', `${node}/30`, 'dev', 'eth0');
  await run('ip', 'link', 'set', 'eth0', 'up');
  await run('ip', 'route', 'add', 'default', 'via', host);
  await run('sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  const startInside = (program: string, ...args: string[]) =>
    start('nsenter', [...enter, program, ...args], { dir, name: basename(program) });
  return { host, address: node, cgroup: line, run, start: startInside, close };
}

/** The first process of the node: makes its folders, and then only reaps the processes that others leave behind. */
function firstProcess(dir: string): string {
  const binds = written.map((folder) => `mkdir -p ${dir}${folder} && mount --bind ${dir}${folder} ${folder}`);
  // Without this, containers would not see the volumes that are mounted after they have started.
  const steps = ['mount -t tmpfs tmpfs /run', ...binds, 'mount --make-rshared /', `touch ${dir}/ready`];
  return `set -e; ${steps.join('; ')}; while :; do sleep 3600 & wait $!; done`;
}

/** The groups of that name: one, or with the old kind of groups, one for each controller. */
function cgroups(name: string): string[] {
  const root = '/sys/fs/cgroup';
  const all = existsSync(join(root, 'cgroup.procs')) ? [root] : readdirSync(root).map((folder) => join(root, folder));
  return all.filter((folder) => existsSync(join(folder, 'cgroup.procs'))).map((folder) => join(folder, name));
}

async function removeCgroup(folder: string): Promise<void> {
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of inner) await removeCgroup(join(folder, name));
  await until(`end of ${folder}`, () => {
    try {
      rmdirSync(folder);
      return true;
    } catch {
      return !existsSync(folder); // its processes are about to end
    }
  });
}

async function succeed(program: string, args: string[]): Promise<string> {
  const { code, stdout, stderr } = await output(program, args, '', 300_000);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}
