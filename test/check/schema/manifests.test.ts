import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { manifestsIn } from '../../dist';
import { found } from './found';

const snapshots = join(__dirname, '../../snapshots');

describe('the manifests of this repository', () => {
  it.each(manifestsIn(snapshots))('%s is valid from the oldest Kubernetes to the newest', (path) => {
    const objects = Yaml.load(join(snapshots, path)) as unknown[];
    expect(['1.27', '1.32', '1.37'].map((target) => objects.map((object) => found(object, target)).flat())).toEqual([
      [],
      [],
      [],
    ]);
  });
});
