import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The paths of the manifests below a folder. */
export function manifestsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.k8s.yaml'))
    .sort();
}

/** Runs `apps/main.ts` as `npx cdk8s synth` does, into a folder that is removed after the tests. */
export function synthesizedApps(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'apps-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  process.env.CDK8S_OUTDIR = outdir;
  jest.requireActual('../apps/main');
  return outdir;
}
