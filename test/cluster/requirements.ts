// What the tests need on the machine.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { output } from './processes';

/** A part of the tests. */
export const parts = ['folders', 'faults', 'knative', 'node', 'lessons'] as const;
export type Part = (typeof parts)[number];

/** Whether a part runs pods. */
export const onRealNode = (part: Part) => part === 'node' || part === 'lessons';

/** Files that must be there, and the Debian packages that hold them. */
const everywhere = { '/usr/bin/setpriv': 'util-linux', '/usr/bin/diff': 'diffutils' };
const onNode = {
  '/usr/bin/containerd': 'containerd',
  '/usr/sbin/runc': 'runc',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  '/usr/sbin/iptables': 'iptables',
  '/usr/sbin/ip': 'iproute2',
};

/** Fails with one line that says what to install. */
export async function checkRequirements(parts: readonly Part[]): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('the clusters run on Linux only; set KUBECONFIG to test on one that runs');
  const files = Object.entries({ ...everywhere, ...(parts.some(onRealNode) ? onNode : {}) });
  const packages = files.filter(([file]) => !existsSync(file)).map(([, name]) => name);
  const missing = [
    ...((await goVersion()) >= 26 ? [] : ['Go 1.26 or newer (https://go.dev/dl)']),
    ...(parts.some(onRealNode) && process.getuid?.() !== 0 ? ['root (sudo), or --only folders,faults,knative'] : []),
    ...(packages.length > 0 ? [`Debian packages (apt-get install ${packages.join(' ')})`] : []),
  ];
  if (missing.length > 0) throw new Error(`test:cluster needs ${missing.join('; ')}`);
}

/** The same for the tests on a cluster of the user's. */
export function checkUserRequirements(): void {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = ['kubectl', 'diff'].filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length > 0) throw new Error(`test:cluster with KUBECONFIG needs ${missing.join(' and ')} on the PATH`);
}

/** The minor version of Go; 0 when there is none. */
async function goVersion(): Promise<number> {
  const version = await output('go', ['version']).then(
    ({ stdout }) => /go1\.(\d+)/.exec(stdout)?.[1],
    () => undefined,
  );
  return Number(version ?? 0);
}
