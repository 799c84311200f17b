import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { manifestsIn, synthesizedApps } from './dist';

interface Service {
  kind: string;
  metadata: { name: string; namespace: string };
  spec: { ports?: { port: number }[] };
}

const read = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');
const readme = read('README.md');
const outdir = synthesizedApps();

describe('README', () => {
  it('shows the programs that the import test compiles and runs', () => {
    const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]);
    expect(blocks).toEqual([read('test/import/shop.ts'), read('test/import/pi.ts')]);
  });

  it('lists namespace, Service and port of each application', () => {
    const services = manifestsIn(outdir)
      .flatMap((file) => Yaml.load(join(outdir, file)) as Service[])
      .filter(({ kind }) => kind === 'Service')
      // A Knative Service writes no port: it is always 80.
      .map(({ metadata, spec }) => [metadata.namespace, metadata.name, String(spec.ports?.[0]?.port ?? 80)]);
    const rows = readme
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
      .filter((cells) => /^\d+$/.test(cells[4] ?? ''))
      .map((cells) => cells.slice(2, 5));
    expect(rows).toHaveLength(6);
    expect(services).toEqual(expect.arrayContaining(rows));
  });
});
