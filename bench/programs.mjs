// Programs of others that ours is measured against, built with Go once and kept in a cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const base =
  process.env.CDK8S_PATTERNS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-patterns');
const cache = join(base, 'bench');

/** The packages; Go 1.26 builds these versions. */
const packages = {
  helm: { path: 'helm.sh/helm/v3/cmd/helm', version: 'v3.22.0' },
  kustomize: { path: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.8.2' },
};

/** The version of a program that is measured. */
export const versionOf = (name) => packages[name].version;

/** The file of a program, built if need be; nothing, and a line that says so, where Go is missing. */
export function program(name) {
  const { path, version } = packages[name];
  const finished = join(cache, `${name}-${version}`);
  if (!existsSync(finished) && !build(`${path}@${version}`, finished)) return undefined;
  return join(finished, name);
}

function build(target, finished) {
  const { status: missing } = spawnSync('go', ['version'], { stdio: 'ignore' });
  if (missing !== 0) {
    console.log(`${target} is left out: it is built with Go, which is missing`);
    return false;
  }
  mkdirSync(cache, { recursive: true });
  const bin = mkdtempSync(join(cache, 'unfinished-'));
  try {
    console.log(`building ${target}, once, into ${cache}; this takes minutes`);
    const env = { ...process.env, CGO_ENABLED: '0', GOBIN: bin, GOWORK: 'off', GOFLAGS: '-trimpath -buildvcs=false' };
    const { status } = spawnSync('go', ['-C', bin, 'install', '-ldflags', '-s -w', target], { env, stdio: 'inherit' });
    if (status !== 0) throw new Error(`'go install ${target}' must succeed, got status ${status}; see above`);
    renameSync(bin, finished);
    return true;
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
}
