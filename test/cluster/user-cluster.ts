// The cluster of KUBECONFIG: what is wrong with it is said in one line, before anything takes time.
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Cluster } from './cluster';
import { output } from './processes';
import { checkUserRequirements, Part } from './requirements';

/** A cluster of the user's, and what can be tested on it. */
export interface UserCluster {
  readonly cluster: Cluster;
  readonly parts: readonly Part[];
}

/** Reaches the cluster of `kubeconfig`, one file or several; fails when it does not answer, or when none of `asked` can be tested on it. */
export async function userCluster(kubeconfig: string, temp: string, asked: readonly Part[]): Promise<UserCluster> {
  const possible: readonly Part[] = asked.filter((part) => part === 'folders' || part === 'knative');
  if (possible.length === 0) throw nothing(asked);
  checkUserRequirements();
  const file = await fixedCopy(kubeconfig, temp);
  const cluster = new Cluster({ kubectl: 'kubectl', kubeconfig: file, patience: 600, lasting: true });
  const ask = async (...args: string[]) => {
    const { code, stdout, stderr } = await cluster.kubectl(['get', ...args, '--request-timeout=10s']);
    if (code !== 0) throw new Error(`the cluster of KUBECONFIG (${kubeconfig}) cannot be tested: ${lastLine(stderr)}`);
    return stdout;
  };
  await ask('--raw', '/apis'); // the way with one request: a server that hangs costs 10 seconds once
  const crd = await ask('crd', 'services.serving.knative.dev', '--ignore-not-found', '-o', 'name');
  const parts = possible.filter((part) => part !== 'knative' || crd !== '');
  if (parts.length === 0) throw nothing(asked);

  const skipped = asked.filter((part) => !parts.includes(part)).join(', ');
  console.log(
    `on the cluster of KUBECONFIG (${kubeconfig})${skipped && `; skipped, since it cannot be tested there: ${skipped}`}`,
  );
  return { cluster, parts };
}

const nothing = (asked: readonly Part[]) =>
  new Error(
    `'--only' must name what a cluster of yours can test: folders, or knative where it is installed, got ${asked.join(',')}; unset KUBECONFIG to test on clusters that are made for it`,
  );

/** Merges the files as kubectl does. The copy stays on one cluster when the user goes to another meanwhile. */
async function fixedCopy(kubeconfig: string, temp: string): Promise<string> {
  if (!kubeconfig.split(delimiter).some(existsSync))
    throw new Error(
      `'KUBECONFIG' must name a file that exists, got '${kubeconfig}'; unset it to test on other clusters`,
    );
  const view = ['config', 'view', '--raw', '--flatten', '--minify', '-o', 'json'];
  const { code, stdout, stderr } = await output('kubectl', view);
  if (code !== 0)
    throw new Error(`'KUBECONFIG' must hold a context to use, got '${kubeconfig}'; kubectl says: ${lastLine(stderr)}`);
  const file = join(temp, 'kubeconfig');
  writeFileSync(file, stdout, { mode: 0o600 });
  return file;
}

const lastLine = (text: string) => text.trim().split('\n').at(-1);
