import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestsIn, synthesizedApps } from './dist';

const snapshots = join(__dirname, 'snapshots');
const outdir = synthesizedApps();
const written = manifestsIn(outdir);

describe('dist', () => {
  it.each(written)('%s is as reviewed', (path) => {
    expect(readFileSync(join(outdir, path), 'utf8')).toMatchFile(join(snapshots, path));
  });

  it('has a reviewed file for each manifest, and no more', () => {
    expect(manifestsIn(snapshots)).toEqual(written);
  });
});
