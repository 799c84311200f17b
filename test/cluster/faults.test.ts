// Mistakes planted in a copy of `dist`: the checks must find them.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { expectApplies, expectDeletes } from './apply';
import { ApplySet, chainsOf } from './apply-sets';
import { Cluster } from './cluster';

/** A mistake in one of the manifests. */
interface Fault {
  readonly file: string;
  readonly plant: (manifest: string) => string;
  /** What the failure must say. */
  readonly found: RegExp;
}

const autoscaler = JSON.stringify({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'planted', namespace: 'pi' },
  spec: { maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' } },
});

const faults: { readonly [what: string]: Fault } = {
  'a Service with a wrong selector': {
    file: 'pi.k8s.yaml',
    plant: (manifest) => manifest.replace(/(kind: Service\n[^]*?selector:\n\s+\S+: )\S+/, '$1nobody'),
    found: /: Service pi\/\S+ selects no pod that is ready .*\n(no|the last) warnings/,
  },
  'a port that no container has': {
    file: 'pi.k8s.yaml',
    plant: (manifest) => manifest.replace(/targetPort: \S+/, 'targetPort: nowhere'),
    found: /: Service pi\/\S+ (selects no pod|has no pod with its target port nowhere).*\n(no|the last) warnings/,
  },
  'the number of a port that no container has': {
    file: 'pi.k8s.yaml',
    plant: (manifest) => manifest.replace(/targetPort: \S+/, 'targetPort: 9999'),
    found: /: Service pi\/\S+ has no container that declares its target port 9999 \(TCP\)\n/,
  },
  'an autoscaler of nothing': {
    file: 'pi.k8s.yaml',
    plant: (manifest) => `${manifest}---\n${autoscaler}`,
    found: /: HorizontalPodAutoscaler pi\/planted .*"nobody" not found\n/,
  },
  'a missing claim': {
    file: 'todo-list.k8s.yaml',
    plant: (manifest) =>
      manifest
        .split('---\n')
        .filter((object) => !/^kind: PersistentVolumeClaim$/m.test(object))
        .join('---\n'),
    found: /: Job todo-list\/\S+ is not complete\nthe last warnings:[^]*persistentvolumeclaim "\S+" not found/,
  },
  'a pod that its namespace forbids': {
    file: 'numbers.k8s.yaml',
    plant: (manifest) => manifest.replace('      containers:\n', '      hostNetwork: true\n      containers:\n'),
    found: /violates? PodSecurity/,
  },
  'a field that does not exist': {
    file: 'numbers.k8s.yaml',
    plant: (manifest) => manifest.replace('replicas:', 'replica:'),
    found: /unknown field "spec.replica"/,
  },
};

const silently = () => undefined;

/** Plants mistakes in copies, made below `temp`, of the manifests in `dist`. */
export function testFaults(dist: string, temp: string, connect: () => Cluster): void {
  describe('planted faults', () => {
    for (const [number, [what, fault]] of Object.entries(faults).entries()) {
      it(`${what} is found`, async () => {
        const set = planted(join(dist, fault.file), join(temp, `fault-${number}`), fault.plant);
        try {
          await assert.rejects(expectApplies(connect(), set, silently, 10), fault.found);
        } finally {
          await expectDeletes(connect(), [set], [], silently);
        }
      });
    }
  });
}

/** The set of the changed manifest alone, in a folder of its own. */
function planted(file: string, folder: string, plant: (manifest: string) => string): ApplySet {
  const manifest = readFileSync(file, 'utf8');
  const changed = plant(manifest);
  assert.notEqual(changed, manifest, 'nothing was planted');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'planted.k8s.yaml'), changed);
  const [[set] = []] = chainsOf(folder);
  assert(set);
  return set;
}
