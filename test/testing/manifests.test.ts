import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { synth } from 'cdk8s-patterns';
import { Construct } from 'constructs';
import { Manifests } from '../../src/testing';
import { messageOf, newChart } from '../support';
import { SHOP } from './support';

const shop = Manifests.ofYaml(SHOP);

function configMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

function inFolder<T>(files: { [path: string]: string }, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('of', () => {
  test('has the objects of a chart, of charts and objects inside it, and of nothing beside it', () => {
    const chart = newChart();
    configMap(new Construct(configMap(chart, 'a'), 'Inner'), 'b');
    configMap(new Chart(chart, 'Nested'), 'c');
    configMap(new Chart(chart.node.root, 'Other'), 'd');
    expect(Manifests.of(chart).names).toEqual(['ConfigMap a', 'ConfigMap b', 'ConfigMap c']);
    expect(Manifests.of(chart.node.findChild('Nested')).names).toEqual(['ConfigMap c']);
  });

  test('has the objects of all charts of an App', () => {
    const app = new App();
    for (const id of ['x', 'y']) configMap(new Chart(app, id), id);
    expect(Manifests.of(app).names).toEqual(['ConfigMap x', 'ConfigMap y']);
  });

  test('has what synth.App writes: no namespace on kinds that have none', () => {
    const object = { apiVersion: 'v1', kind: 'Namespace' };
    const [stock, ours] = [new App(), new synth.App()].map((app) => {
      new ApiObject(new Chart(app, 'c', { namespace: 'shop' }), 'Namespace', { ...object, metadata: { name: 'a' } });
      return Manifests.of(app).one('Namespace');
    });
    expect(stock).toEqual({ ...object, metadata: { name: 'a', namespace: 'shop' } });
    expect(ours).toEqual({ ...object, metadata: { name: 'a' } });
  });

  test('has what a chart with a toJson of its own renders', () => {
    class Own extends Chart {
      public toJson(): object[] {
        return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own' }, data: undefined }];
      }
    }
    const own = new Own(new App(), 'own');
    configMap(own, 'replaced');
    expect(Manifests.of(own).all).toEqual([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own' } }]);
  });

  test('has objects as they are now, hashed names included', () => {
    const chart = newChart({ disableResourceNameHashes: false });
    const object = new ApiObject(chart, 'A', { apiVersion: 'v1', kind: 'ConfigMap' });
    const before = Manifests.of(chart);
    object.metadata.addLabel('a', 'b');
    expect(before.one('ConfigMap', object.name)).not.toHaveProperty('metadata.labels');
    expect(Manifests.of(chart).one('ConfigMap', object.name)).toHaveProperty('metadata.labels', { a: 'b' });
  });

  test('fails when a validation fails', () => {
    const chart = newChart();
    chart.node.addValidation({ validate: () => ['first', 'second'] });
    expect(messageOf(() => Manifests.of(chart))).toBe(
      "'app' must be valid, got\n  [app] first\n  [app] second\ncorrect it or its test",
    );
  });

  test('has no objects for a construct without any', () => {
    expect(Manifests.of(new App())).toMatchObject({ all: [], names: [], yaml: '' });
  });
});

describe('ofFolder', () => {
  const object = (name: string): string => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}"}}`;

  test('reads YAML and JSON files in the order of their paths, and no hidden ones', () => {
    const files = {
      'b/2.json': object('z'),
      'a.yaml': object('y'),
      'b/1.yml': object('x'),
      '.git/a.yaml': 'no: [',
      'c.txt': '[',
    };
    const all = inFolder(files, (folder) => Manifests.ofFolder(folder).find('ConfigMap'));
    expect(all.map(({ metadata }) => metadata)).toEqual([{ name: 'y' }, { name: 'x' }, { name: 'z' }]);
  });

  test('fails when nothing is there', () => {
    expect(messageOf(() => Manifests.ofFolder('/no/such/folder'))).toBe(
      "'/no/such/folder' must be a folder that can be read, got nothing; correct the path",
    );
    inFolder({ 'readme.md': '' }, (folder) =>
      expect(messageOf(() => Manifests.ofFolder(folder))).toBe(
        `'${folder}' must have YAML or JSON files, got none; name the folder of the manifests`,
      ),
    );
  });

  test('fails for YAML that is no manifest, with its place', () => {
    const file = `${object('a')}\n---\nreplicas: 3\n`;
    expect(inFolder({ 'b/values.yaml': file }, (folder) => messageOf(() => Manifests.ofFolder(folder)))).toBe(
      'b/values.yaml:3:1: \'manifest\' must be an object with a kind, got {"replicas":3}; leave it out'.replace(
        ':1:',
        ':',
      ),
    );
  });
});

describe('ofYaml', () => {
  test('takes the items of a List for objects', () => {
    const item = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [item, { apiVersion: 'v1', kind: 'SecretList', items: [item] }],
    };
    expect(Manifests.ofYaml(JSON.stringify(list)).all).toEqual([item, item]);
  });

  test('fails for a text that is no YAML', () => {
    expect(messageOf(() => Manifests.ofYaml('a: [1'))).toMatch(
      /^text:1:\d+: 'text' must be YAML, got: .*; correct the line$/,
    );
  });
});

describe('where', () => {
  test.each<[string, Parameters<Manifests['where']>[0], string[]]>([
    ['name', { name: 'web' }, ['Deployment web', 'Service web', 'Service web']],
    ['namespace', { namespace: 'shop' }, ['Deployment api', 'Deployment web', 'Service web']],
    ['the namespace default', { namespace: 'default' }, ['Service web']],
    ['labels', { labels: { tier: 'front' } }, ['Deployment web']],
    ['apiVersion', { apiVersion: 'v1' }, ['Namespace shop', 'Service web']],
    [
      'all of them',
      { name: 'web', namespace: 'shop', labels: {}, apiVersion: 'serving.knative.dev/v1' },
      ['Service web'],
    ],
    ['a label that none has', { labels: { tier: 'back' } }, []],
    ['nothing', {}, ['Deployment api', 'Deployment web', 'Namespace shop', 'Service web', 'Service web']],
  ])('keeps what has %s', (_, filter, names) => {
    expect(shop.where(filter).names).toEqual(names);
  });
});

describe('find and one', () => {
  test('find objects by kind, with the group where two groups have it', () => {
    expect(shop.find('Service')).toHaveLength(2);
    expect(shop.one('Service.serving.knative.dev')).toHaveProperty('metadata', { name: 'web', namespace: 'shop' });
    expect(shop.find('Deployment', { spec: { replicas: 3 } })).toEqual([shop.one('Deployment', 'api')]);
    expect(shop.find('Pod')).toEqual([]);
  });

  test('give what can be read member by member', () => {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- as users write it
    expect(shop.one('Deployment', 'web')['spec'].template.spec.containers[0].args).toEqual(['a', 'b']);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- as users write it
    expect(shop.pod('Deployment', 'web').container().spec['args'][1]).toBe('b');
  });

  test('give copies: a change of one changes no other', () => {
    const metadata = shop.one('Namespace')['metadata'] as { name: string };
    metadata.name = 'changed';
    expect(shop.one('Namespace')).toStrictEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  });

  test.each<[string, () => unknown, string]>([
    [
      'there are several',
      () => shop.one('Deployment'),
      'manifests must have one Deployment, got Deployment web in namespace shop, Deployment api in namespace shop; give its name',
    ],
    [
      'there are several of the name',
      () => shop.one('Service', 'web'),
      'manifests must have one Service web, got Service web, Service.serving.knative.dev web in namespace shop; choose with where()',
    ],
    [
      'there is none of the name',
      () => shop.where({ namespace: 'shop' }).one('Deployment', 'wbe'),
      'manifests must have one Deployment wbe, got none; there are: Deployment web in namespace shop, Deployment api in namespace shop, Service.serving.knative.dev web in namespace shop; did you mean "Deployment/web"?',
    ],
    [
      'there is none of the kind',
      () => shop.where({ name: 'api' }).one('deploymnet'),
      'manifests must have one deploymnet, got none; there are: Deployment api in namespace shop; did you mean "Deployment"?',
    ],
    [
      'there is nothing',
      () => Manifests.ofYaml('').one('Pod'),
      'manifests must have one Pod, got none; there are no objects',
    ],
    [
      'pods are asked of what makes none',
      () => shop.pod('Namespace'),
      "'kind' must be a kind that makes pods, got Namespace shop; name a workload",
    ],
  ])('fail when %s', (_, run, words) => {
    expect(messageOf(run)).toBe(words);
  });
});

test('yaml has all objects, as they were read', () => {
  expect(Manifests.ofYaml(shop.yaml).all).toEqual(shop.all);
  expect(shop.where({ apiVersion: 'v1' }).yaml).toBe(
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
  );
});
