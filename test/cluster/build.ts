// Builds the programs of the clusters with Go, once: they stay in the cache, under a name made of a hash of their sources.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { atEnd, output, start, tail } from './processes';

/** Where the programs are kept between two runs. */
export const cache =
  process.env.CDK8S_PATTERNS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-patterns');

/** The versions of Kubernetes: the oldest that is supported, and the newest. */
export const versions = ['1.27.16', '1.37.1'] as const;
export type Version = (typeof versions)[number];

/** The folder of `etcd`, `kubectl`, `kubelet`, `kube-apiserver`, `kube-controller-manager`, `kube-proxy` and `kube-scheduler`. */
export async function kubernetes(version: Version): Promise<string> {
  const [gitMajor, gitMinor] = version.split('.');
  const values = Object.entries({ gitVersion: `v${version}`, gitMajor, gitMinor, gitTreeState: 'clean' });
  const flags = ['component-base/version', 'client-go/pkg/version'].flatMap((path) =>
    values.map(([variable, value]) => `-X k8s.io/${path}.${variable}=${value}`),
  );
  return installed(`kubernetes-${version}`, [`-modfile=${version}.mod`, '-ldflags', `-s -w ${flags.join(' ')}`, '.'], {
    module: 'kubernetes',
    files: ['main.go', `${version}.mod`, `${version}.sum`],
    names: ['etcd', 'kubectl', 'kubelet', 'kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler'],
  });
}

/** The folder of Knative's `webhook` and `controller`, and, below `config`, of the manifests that come with them. */
export function knative(): Promise<string> {
  return installed('knative', ['-ldflags', '-s -w', '.', 'knative.dev/serving/cmd/webhook'], {
    module: 'knative',
    files: ['main.go', 'go.mod', 'go.sum'],
    configOf: ['knative.dev/serving', 'knative.dev/networking', 'knative.dev/caching'],
  });
}

/** The folder of `kwok`, which plays the kubelets of nodes that exist only in the API. */
export function kwok(): Promise<string> {
  return installed('kwok', ['-ldflags', '-s -w', 'sigs.k8s.io/kwok/cmd/kwok@v0.8.0']);
}

/** Where the sources of programs lie. */
export interface Sources {
  /** A folder of `build`. */
  readonly module: string;
  /** The files of that folder that count; when one changes, the programs are built again. */
  readonly files: string[];
  /** More names of the program. */
  readonly names?: string[];
  /** The modules whose folder `config` is kept as `config/<last part of the name>`. */
  readonly configOf?: string[];
}

/** The folder of the cache that holds what `go install` with these arguments makes, such as `example.org/cmd/program@v1.0.0`. */
export async function installed(name: string, args: string[], from?: Sources): Promise<string> {
  const module = join(__dirname, 'build', from?.module ?? '');
  const hash = createHash('sha256').update(JSON.stringify([args, from]));
  for (const file of from?.files ?? []) hash.update(readFileSync(join(module, file)));
  const finished = join(cache, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(finished)) return finished;

  mkdirSync(cache, { recursive: true });
  const bin = mkdtempSync(join(cache, 'unfinished-'));
  atEnd(() => rmSync(bin, { recursive: true, force: true }));
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const progress = setInterval(() => console.log(`building ${name}: ${elapsed()}`), 15_000);
  console.log(`building ${name}, once; this takes minutes`);
  try {
    await go(module, bin, args);
  } finally {
    clearInterval(progress);
  }
  for (const link of from?.names ?? []) symlinkSync(name.replace(/-.*/, ''), join(bin, link));
  for (const dependency of from?.configOf ?? []) await copyConfig(module, dependency, join(bin, 'config'));
  renameSync(bin, finished);
  console.log(`built ${name} in ${elapsed()}`);
  return finished;
}

async function go(module: string, bin: string, args: string[]): Promise<void> {
  const env = { CGO_ENABLED: '0', GOBIN: bin, GOWORK: 'off', GOFLAGS: '-trimpath -buildvcs=false' };
  const compiler = start('go', ['-C', module, 'install', ...args], { dir: bin, env });
  setPriority(compiler.pid, 10);
  if ((await compiler.exit) !== 0) throw new Error(`go install ${args.join(' ')} failed:\n${tail(compiler.log, 20)}`);
  rmSync(join(bin, 'logs'), { recursive: true });
}

async function copyConfig(module: string, dependency: string, to: string): Promise<void> {
  const { stdout } = await output('go', ['-C', module, 'list', '-m', '-f', '{{.Dir}}', dependency]);
  mkdirSync(to, { recursive: true });
  const target = join(to, basename(dependency));
  const { code, stderr } = await output('cp', ['-rL', '--no-preserve=mode', join(stdout.trim(), 'config'), target]);
  if (code !== 0) throw new Error(`no manifests of ${dependency}: ${stderr}`);
}
