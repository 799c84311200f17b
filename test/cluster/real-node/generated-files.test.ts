// The files that the ConfigMaps hold, each read by the program that it is for, in the image that the application uses.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KubernetesObject, V1ConfigMap, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { ApplySet } from '../apply-sets';
import { Cluster, nameOf } from '../cluster';
import { Output } from '../processes';

/** How a program reads a file, which it gets on its standard input. */
interface Reader {
  readonly file: RegExp;
  readonly command: string;
  /** What it says of the mistake that `withMistake` makes. */
  readonly complaint: RegExp;
}

// Postgres reads both of its files only when it starts: with a database of its own, beside the one that runs.
const startPostgres = (file: string) => `set -e
dir=$(mktemp -d)
trap 'rm -r "$dir"' EXIT
cat > "$dir/${file}"
touch "$dir/postgresql.conf"
[ -e "$dir/pg_hba.conf" ] || echo 'local all all trust' > "$dir/pg_hba.conf"
initdb -D "$dir/data" -U postgres > /dev/null
if ! pg_ctl -D "$dir/data" -s -w -l "$dir/log" start -o "-c config_file=$dir/postgresql.conf -c hba_file=$dir/pg_hba.conf \\
    -c listen_addresses= -c port=5433 -c unix_socket_directories=$dir"; then
  cat "$dir/log" >&2
  exit 1
fi
pg_ctl -D "$dir/data" -s -m immediate stop`;

const readers: Reader[] = [
  {
    file: /^nginx\.conf$/,
    command: 'cat > /tmp/read.conf && nginx -t -c /tmp/read.conf',
    complaint: /unknown directive/,
  },
  {
    file: /^postgresql\.conf$/,
    command: startPostgres('postgresql.conf'),
    complaint: /unrecognized configuration parameter/,
  },
  { file: /^pg_hba\.conf$/, command: startPostgres('pg_hba.conf'), complaint: /invalid connection type/ },
  { file: /\.sh$/, command: 'cat > /tmp/read.sh && sh -n /tmp/read.sh', complaint: /[sS]yntax error/ },
];

/** Tests the files of these sets, which are up. */
export function testGeneratedFiles(sets: ApplySet[], connect: () => Cluster): void {
  describe('generated files', () => {
    const unread: string[] = [];
    for (const { configMap, file, text, set } of filesOf(sets)) {
      const name = `${nameOf(configMap)}, ${file}`;
      if (file.endsWith('.json')) {
        it(`${name} is JSON`, () => assert.doesNotThrow(() => JSON.parse(text)));
        continue;
      }
      const reader = readers.find((each) => each.file.test(file));
      if (reader === undefined) {
        unread.push(name);
        continue;
      }
      it(`${name} is understood by its program`, async () => {
        const { code, stderr } = await read(connect(), set, configMap, reader, text);
        assert.equal(code, 0, stderr);
      });
      it(`${name} is refused with a mistake in it`, async () => {
        const { code, stderr } = await read(connect(), set, configMap, reader, withMistake(file, text));
        assert.notEqual(code, 0);
        assert.match(stderr, reader.complaint);
      });
    }
    it('all have a program that reads them', (t) => {
      for (const name of unread) t.diagnostic(`no program reads ${name}`);
      assert.deepEqual(unread, []);
    });
  });
}

/** The files of ConfigMaps: what has a name with a suffix; the other keys are variables. */
function filesOf(sets: ApplySet[]): { set: ApplySet; configMap: V1ConfigMap; file: string; text: string }[] {
  return sets.flatMap((set) =>
    set.objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .flatMap((configMap: V1ConfigMap) =>
        Object.entries(configMap.data ?? {})
          .filter(([key]) => key.includes('.'))
          .map(([file, text]) => ({ set, configMap, file, text })),
      ),
  );
}

function withMistake(file: string, text: string): string {
  return file.endsWith('.sh') ? `${text}\nif true; then\n` : text.replace(/^(\s*)(?!#)([a-z]{3})/m, '$1x$2');
}

/** Has the file read in a running container of the image whose pods mount it. */
async function read(
  cluster: Cluster,
  set: ApplySet,
  configMap: V1ConfigMap,
  reader: Reader,
  text: string,
): Promise<Output> {
  const image = imageThatMounts(set, configMap);
  const namespace = configMap.metadata?.namespace ?? 'default';
  for (const { metadata, spec, status } of await cluster.list<V1Pod>('v1', 'Pod', namespace)) {
    const container = spec?.containers.find((each) => each.image === image);
    if (container === undefined || status?.phase !== 'Running') continue;
    const exec = ['exec', '-i', '-n', namespace, metadata?.name ?? '', '-c', container.name, '--'];
    return cluster.kubectl([...exec, 'sh', '-c', reader.command], text);
  }
  return assert.fail(`no container of ${image}, which mounts ${nameOf(configMap)}, runs in ${namespace}`);
}

function imageThatMounts(set: ApplySet, configMap: V1ConfigMap): string {
  for (const { containers, initContainers = [], volumes = [] } of set.objects.flatMap(podSpecs)) {
    const volume = volumes.find((each) => each.configMap?.name === configMap.metadata?.name);
    const mounts = [...containers, ...initContainers].find(({ volumeMounts = [] }) =>
      volumeMounts.some(({ name }) => name === volume?.name),
    );
    if (mounts?.image !== undefined) return mounts.image;
  }
  return assert.fail(`no pod mounts ${nameOf(configMap)}`);
}

/** The pod specs of the templates in an object. */
function podSpecs(object: KubernetesObject): V1PodSpec[] {
  const { spec } = object as {
    spec?: { template?: { spec: V1PodSpec }; jobTemplate?: { spec: { template: { spec: V1PodSpec } } } };
  };
  const template = spec?.template ?? spec?.jobTemplate?.spec.template;
  return template === undefined ? [] : [template.spec];
}
