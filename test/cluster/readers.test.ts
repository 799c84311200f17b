// What `synth` writes is what kubectl reads.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { toYaml } from '../../src/synth/private/to-yaml';
import { hardTexts } from '../synth/documents';
import { Cluster } from './cluster';

interface ConfigMap {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data: { readonly [key: string]: string };
}

/** Tests texts that are hard to write in YAML, as keys and as values. */
export function testReaders(connect: () => Cluster): void {
  it('kubectl reads what is written', async () => {
    const texts = hardTexts(3000);
    const maps = Array.from({ length: 30 }, (_, i): ConfigMap => {
      const some = texts.slice(i * 100, (i + 1) * 100);
      const data = Object.fromEntries(some.map((text, k) => [some[k + 1] ?? text, text]));
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `texts-${i}` }, data };
    });
    const yaml = maps.map((map) => toYaml(map)).join('---\n');
    const args = ['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', '-'];
    const printed = (await connect().quietly(args, yaml)).split(/^(?=\{$)/m);
    assert.deepEqual(
      printed.map((json) => (JSON.parse(json) as ConfigMap).data),
      maps.map(({ data }) => data),
    );
  });
}
