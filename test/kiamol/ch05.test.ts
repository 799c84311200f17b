import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Size } from 'cdk8s';
import { check, samples, storage as volumes, synth, workload } from 'cdk8s-patterns';
import { storage } from '../../apps/kiamol/ch05';
import { Chapter } from '../../apps/kiamol/lesson';
import { Manifests } from '../../src/testing';
import { findings } from '../check/support';
import { at, messageOf, newChart, podOf } from '../support';

const { PersistentVolume, PersistentVolumeClaim, PersistentVolumeSource, Volume } = volumes;

/** What the folders of the chapter make: those of a system, or of one of its steps and manifests. */
function made(...path: string[]): Manifests {
  const chapter = new Chapter(new synth.Folder(new App(), 'kiamol'), 'ch05');
  storage(chapter);
  return Manifests.of(path.reduce((scope, id) => scope.node.findChild(id) as Chapter, chapter));
}

/** The volume of 50 MiB, the claim of 40 MiB and more claims, in one chart. */
function withClaims(...claims: Partial<volumes.PersistentVolumeClaimProps>[]): check.Report {
  const chart = newChart();
  new PersistentVolume(chart, 'Volume', {
    metadata: { name: 'pv01' },
    storage: Size.mebibytes(50),
    source: PersistentVolumeSource.nfs('nfs.my.network', '/kubernetes-volumes'),
  });
  for (const [i, claim] of [{ metadata: { name: 'postgres-pvc' } }, ...claims].entries()) {
    const props = { storage: Size.mebibytes(40), storageClassName: '', ...claim };
    new PersistentVolumeClaim(chart, `Claim${i}`, props);
  }
  return check.Checks.tree(chart, { strict: true });
}

describe('sleep', () => {
  const steps = ['2-empty-dir', '3-host-path-root', '4-host-path-sub-path', '5-downward-api', '6-projected'];
  const forms = ['sleep', ...steps].map((step) => made('sleep', step).one('Deployment', 'sleep'));
  const mountsOf = (form: object | undefined): { name: string }[] =>
    (at(form, 'spec', 'template', 'spec', 'containers', 0, 'volumeMounts') ?? []) as { name: string }[];

  test('keeps name, selector and container in all its forms', () => {
    for (const form of forms) {
      expect(at(form, 'metadata')).toEqual({ name: 'sleep' });
      expect(at(form, 'spec', 'selector')).toEqual({ matchLabels: { app: 'sleep' } });
      expect(at(form, 'spec', 'template', 'spec', 'containers')).toHaveLength(1);
    }
  });

  test('has as many mounts as each form needs, those of the logs of one volume', () => {
    expect(forms.map((form) => mountsOf(form).length)).toEqual([0, 1, 1, 2, 1, 1]);
    expect(mountsOf(forms[3]).map(({ name }) => name)).toEqual(['node-root', 'node-root']);
  });

  test('may not mount the whole node without a word about it', () => {
    const chart = newChart();
    const node = Volume.hostPath('node-root', '/', { type: volumes.HostPathType.DIRECTORY });
    new samples.Sleep(chart, 'Sleep', { mounts: [node.at('/node-root')] });
    expect(check.Checks.tree(chart).findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'node-root',
        "'spec.template.spec.containers[0].volumeMounts[0]' must be read-only, or have a 'subPath': it shows the whole node, where root of the container is root, got /node-root; mount only the directory that is needed",
      ],
    ]);
  });

  test('refuses a path that leads out of the volume', () => {
    const node = Volume.hostPath('node-root', '/');
    for (const subPath of ['/var/log', '../var/log']) {
      expect(messageOf(() => new samples.Sleep(newChart(), 'Sleep', { mounts: [node.at('/logs', { subPath })] }))).toBe(
        `[app/Sleep/Deployment] 'containers[0].mounts[0].subPath' must be a relative path without '..', got "${subPath}"; write the path inside the volume`,
      );
    }
  });
});

describe('paths of the node', () => {
  const build = (security: workload.PodSecurityLevel) => (): unknown => {
    const mounts = [Volume.hostPath('node', '/srv').at('/srv')];
    return podOf(new workload.Deployment(newChart(), 'Web', { security, containers: [{ image: 'nginx', mounts }] }));
  };

  test.each([workload.PodSecurityLevel.BASELINE, workload.PodSecurityLevel.RESTRICTED])(
    'need another level than %s, which keeps root of the container from the node',
    (level) => {
      expect(messageOf(build(level))).toBe(
        `[app/Web] 'security' must not be ${level} with a hostPath volume, got "node"; use a claim or an emptyDir, or the level privileged`,
      );
    },
  );

  test('are refused by a namespace that enforces baseline', () => {
    const namespace = `{ apiVersion: v1, kind: Namespace, metadata: { name: default, labels: { pod-security.kubernetes.io/enforce: baseline } } }`;
    const found = findings(`${namespace}\n---\n${made('sleep', '4-host-path-sub-path').yaml}`);
    expect(found.map(([rule, pointer]) => [rule, pointer])).toEqual([
      ['pod-security', '/spec/template/spec/volumes/0/hostPath'],
    ]);
  });
});

describe('mounts and volumes', () => {
  test('a mount must be of a volume of the pod', () => {
    const { yaml } = made('sleep', '2-empty-dir');
    expect(findings(yaml.replace(/(emptyDir: {}\s+name: )data/, '$1date'))).toEqual([
      [
        'missing-volume',
        '/spec/template/spec/containers/0/volumeMounts/0/name',
        '\'spec.template.spec.containers[0].volumeMounts[0].name\' must be one of the pod\'s volumes (date), got "data"; did you mean "date"?',
      ],
    ]);
  });

  test('a volume is in the pod because a container mounts it', () => {
    const chart = newChart();
    Volume.emptyDir('unused');
    new samples.Sleep(chart, 'Sleep', { mounts: [Volume.emptyDir('data').at('/data')] });
    expect(podOf(chart)).toHaveProperty('volumes', [{ name: 'data', emptyDir: {} }]);
  });
});

describe('claims', () => {
  const ENDING = 'ask for less, add a volume, or declare one with declare.External.object(chart, ...)';
  const OFFERS =
    '\'spec\' must ask for what a PersistentVolume that is free offers (pv01: 50Mi ReadWriteOnce of class "")';

  test('say nothing, nothing at all, or a name about their class', () => {
    const specs = [
      ['postgres-claims', 'dynamic'],
      ['postgres-claims', 'static'],
      ['storage-class', '2-claim'],
    ].map((path) => made(...path).one('PersistentVolumeClaim')['spec']);
    expect(specs.map((spec) => at(spec, 'storageClassName'))).toEqual([undefined, '', 'kiamol']);
    expect(specs[0]).not.toHaveProperty('storageClassName');
  });

  test('a claim within the size of the volume is met', () => {
    expect(withClaims().findings).toEqual([]);
  });

  test('postgres-pvc-toobig would stay pending', () => {
    const { findings: found } = withClaims({ metadata: { name: 'postgres-pvc-toobig' }, storage: Size.mebibytes(100) });
    expect(found.map(({ rule, message }) => [rule, message])).toEqual([
      ['unbound-claim', `${OFFERS}, got 100Mi ReadWriteOnce of class ""; ${ENDING}`],
    ]);
  });

  test('a second claim of the one volume would stay pending', () => {
    const { findings: found } = withClaims({ metadata: { name: 'second' } });
    expect(found.map(({ rule, message }) => [rule, message])).toEqual([
      ['unbound-claim', `${OFFERS}, got 40Mi ReadWriteOnce of class ""; ${ENDING}`],
    ]);
  });

  test('a claim that names a volume which is too small is not even made', () => {
    const chart = newChart();
    const source = PersistentVolumeSource.nfs('nfs.my.network', '/kubernetes-volumes');
    const volume = new PersistentVolume(chart, 'Pv01', {
      metadata: { name: 'pv01' },
      storage: Size.mebibytes(50),
      source,
    });
    const storage = Size.mebibytes(100);
    expect(messageOf(() => new PersistentVolumeClaim(chart, 'TooBig', { storage, volume }))).toBe(
      "[app/TooBig] 'storage' must be at most the size of volume pv01 (50Mi), got 100Mi; ask for less, or use a larger volume",
    );
  });

  test('a local volume is on a node', () => {
    const volume = made('persistent-volume-local').yaml;
    const { nodeAffinity, ...spec } = made('persistent-volume-local').one('PersistentVolume')['spec'] as {
      nodeAffinity: object;
    };
    expect(nodeAffinity).toEqual({
      required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kiamol', operator: 'In', values: ['ch05'] }] }] },
    });
    expect(findings(volume)).toEqual([]);
    expect(
      findings(JSON.stringify({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv01' }, spec })),
    ).toEqual([
      [
        'volume-source',
        '/spec/nodeAffinity',
        "'spec.nodeAffinity' must tell on which node a local volume is, got nothing; name the node by the label 'kubernetes.io/hostname'",
      ],
    ]);
  });
});

describe('todo-list', () => {
  const pods = (step: string): unknown => at(made('todo-list', step).one('Deployment', 'todo-db'), 'spec');

  test('changes nothing but the claim when it gets another disk', () => {
    const [before, after] = [pods('2-postgres'), pods('4-storage-class')].map((spec) => JSON.stringify(spec));
    expect(after).toBe(before?.replace('"postgres-pvc"', '"postgres-pvc-kiamol"'));
  });

  test('may not run two databases on one disk', () => {
    const yaml = ['persistentvolume', 'postgres-persistentvolumeclaim', '2-postgres'].map(
      (id) => made('todo-list', id).yaml,
    );
    const two = yaml
      .join('---\n')
      .replace(
        '  name: todo-db\nspec:\n  selector:\n    match',
        '  name: todo-db\nspec:\n  replicas: 2\n  selector:\n    match',
      );
    expect(findings(two).map(([rule, , message]) => [rule, message])).toEqual([
      [
        'shared-claim',
        "'spec.replicas' must be 1 with claim postgres-pvc, which is for one node (ReadWriteOnce), got 2; use a claim with ReadWriteMany, or a StatefulSet with claim templates",
      ],
    ]);
  });

  test('reaches the database by the name of its Service, with the password that it was made with', () => {
    const [secret, connection] = [
      made('todo-list', '2-postgres').pod('Deployment', 'todo-db').container('db').files['/secrets/postgres_password'],
      made('todo-list', '3-web').pod('Deployment', 'todo-web').container('web').files['/app/secrets/secrets.json'],
    ];
    expect(JSON.parse(connection ?? '')).toEqual({
      ConnectionStrings: { ToDoDb: `Server=todo-db;Database=todo;User Id=postgres;Password=${secret};` },
    });
    expect(
      made('todo-list', '2-postgres')
        .service('todo-db')
        .pods.map(({ owner }) => owner),
    ).toEqual(['Deployment todo-db']);
  });
});

describe('clone-default-storage-class', () => {
  const tool = made('clone-default-storage-class');

  test('runs the script that is in the repository, which its owner may execute', () => {
    const name = 'duplicate-default-storage-class.sh';
    const script = readFileSync(join(__dirname, '../../apps/kiamol/ch05', name), 'utf8');
    const pod = tool.pod('Pod', 'clone-sc');
    expect(pod.container('clone').files).toEqual({ [`/scripts/${name}`]: script });
    expect(at(pod.spec, 'volumes', 0, 'configMap', 'defaultMode')).toBe(0o500);
  });

  test('has no rights: it gets the classes of the cluster from the person who runs it', () => {
    expect(tool.all.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Pod']);
    expect(tool.pod('Pod').spec).not.toHaveProperty('serviceAccountName');
  });
});

describe('lab', () => {
  test.each([
    ['todo-web', 'web', '/data', 'todo-web-data'],
    ['todo-proxy', 'nginx', '/data/nginx/cache', 'todo-proxy-cache'],
  ])('%s keeps its files in a claim, one pod at a time', (name, container, path, claim) => {
    const all = made('lab');
    const pod = all.pod('Deployment', name);
    const mount = { name: 'data', mountPath: path };
    expect(pod.container(container).spec['volumeMounts']).toContainEqual(mount);
    expect(pod.spec['volumes']).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: claim } });
    expect(at(all.one('Deployment', name), 'spec', 'strategy')).toEqual({ type: 'Recreate' });
  });

  test('the claims hold what the applications write', () => {
    const all = made('lab');
    expect(all.pod('Deployment', 'todo-proxy').container().files['/etc/nginx/nginx.conf']).toContain(
      'proxy_cache_path /data/nginx/cache ',
    );
    expect(all.pod('Deployment', 'todo-web').container().env['ConnectionStrings__ToDoDb']).toBe(
      'Filename=/data/todo-list.db',
    );
  });
});
