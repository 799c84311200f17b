// The releases of Kubernetes that the table is made of, one for each minor, and their sources.
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

export const RELEASES = [
  '1.27.16',
  '1.28.15',
  '1.29.6',
  '1.30.14',
  '1.31.14',
  '1.32.13',
  '1.33.13',
  '1.34.4',
  '1.35.4',
  '1.36.4',
  '1.37.1',
];

/** 27 for `1.27.16`. */
export const minorOf = (version) => Number(version.split('.')[1]);

/** The folder of the source of that release, which Go's client keeps in its module cache. */
export function sourceOf(version) {
  const flags = ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`];
  return JSON.parse(execFileSync('go', flags, { cwd: tmpdir(), encoding: 'utf8' })).Dir;
}
