import * as cdk8s from 'cdk8s';
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { readdirSync } from 'node:fs';
import { External, Header, Override } from '../../src/declare';
import { targetOf } from '../../src/private/target';
import { AppProps, CheckLevel, KeyOrder, KubernetesVersion, ObjectOrder } from '../../src/synth';
import { filesIn, outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

function configMap(scope: Chart, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

test('honours all props', () => {
  const outdir = outputFolder();
  const props: Required<AppProps> = {
    outdir,
    outputFileExtension: '.yml',
    yamlOutputType: YamlOutputType.FILE_PER_CHART,
    recordConstructMetadata: true,
    resolvers: [{ resolve: (context) => context.value === 'now' && context.replaceValue('resolved') }],
    keyOrder: KeyOrder.KUBERNETES,
    objectOrder: ObjectOrder.APPLY,
    target: KubernetesVersion.V1_33,
    checks: CheckLevel.OFF,
  };
  const app = unchecked(props);
  const chart = new Chart(app, 'web');
  new ApiObject(chart, 'Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { image: 'i', name: 'now' },
  });
  new ApiObject(chart, 'Team', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });

  app.synth();

  expect(targetOf(chart)).toBe('1.33');
  expect(filesIn(outdir)).toEqual({
    'construct-metadata.json': '{"version":"1.0.0","resources":{"p":{"path":"web/Pod"},"team":{"path":"web/Team"}}}',
    'web.yml': `apiVersion: v1
kind: Namespace
metadata:
  name: team
---
apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  name: resolved
  image: i
`,
  });
});

test('targets Kubernetes 1.27 by default, as a stock App does', () => {
  expect(targetOf(new Chart(unchecked(), 'web'))).toBe('1.27');
  expect(targetOf(new Chart(new cdk8s.App(), 'web'))).toBe('1.27');
});

test('fails when the target in the context is no version', () => {
  const app = new cdk8s.App();
  app.node.setContext('cdk8s-patterns:target', 1.3);

  expect(() => targetOf(new Chart(app, 'web'))).toThrow(
    `[web] context 'cdk8s-patterns:target' must be a version such as "1.27", got 1.3; correct it or remove it`,
  );
});

test('knows each minor version of Kubernetes by its number', () => {
  expect(Object.values(KubernetesVersion)).toEqual(
    ['27', '28', '29', '30', '31', '32', '33', '34', '35', '36', '37'].map((minor) => `1.${minor}`),
  );
});

test('fails with all validations at once, and writes nothing', () => {
  const outdir = outputFolder();
  const app = unchecked({ outdir });
  const chart = new Chart(app, 'web');
  chart.node.addValidation({ validate: () => ["'a' must be b, got c; write b", 'second'] });
  Override.of(configMap(chart, 'settings')).remove('/data');

  const message = `[web] 'a' must be b, got c; write b
[web] second
[web/settings] override 'remove /data' must lead to what is there (apiVersion, kind, metadata), got "data" in "/data"; `;
  expect(() => app.synth()).toThrow(message);
  expect(() => app.synthYaml()).toThrow(message);
  expect(() => readdirSync(outdir)).toThrow('ENOENT');
});

test('leaves the old files when a later synth fails', () => {
  const outdir = outputFolder();
  const good = unchecked({ outdir });
  configMap(new Chart(good, 'web'), 'settings');
  good.synth();
  const before = filesIn(outdir);

  const bad = unchecked({ outdir });
  configMap(new Chart(bad, 'api'), 'other');
  configMap(new Chart(bad, 'web'), 'settings').addJsonPatch(cdk8s.JsonPatch.remove('/a/b'));

  expect(() => bad.synth()).toThrow('web/settings');
  expect(filesIn(outdir)).toEqual(before);
});

test('gives kinds of Kubernetes that have no namespace none', () => {
  const app = unchecked();
  const chart = new Chart(app, 'web', { namespace: 'team' });
  new ApiObject(chart, 'Role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'a' },
  });
  new ApiObject(chart, 'Class', { apiVersion: 'example.com/v1', kind: 'StorageClass', metadata: { name: 'b' } });

  expect(app.synthYaml()).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: a
---
apiVersion: example.com/v1
kind: StorageClass
metadata:
  name: b
  namespace: team
`);
});

test('takes the objects of a chart from its own toJson', () => {
  class Fixed extends Chart {
    public toJson(): object[] {
      return [{ apiVersion: 'v1', kind: 'Foo' }, ...(super.toJson() as object[])];
    }
  }
  const app = unchecked();
  configMap(new Fixed(app, 'web'), 'settings');

  expect(app.synthYaml()).toBe(`apiVersion: v1
kind: Foo
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`);
});

test('renders each object once', () => {
  const app = unchecked({ outdir: outputFolder() });
  const object = configMap(new Chart(app, 'web'), 'settings');
  const toJson = jest.spyOn(object, 'toJson');

  app.synth();

  expect(toJson).toHaveBeenCalledTimes(1);
});

test('writes what was declared as the header of the file', () => {
  const outdir = outputFolder();
  const app = unchecked({ outdir });
  Header.of(app, { lines: ['For learning.'] });
  const chart = new Chart(app, 'pi', { namespace: 'pi' });
  Header.of(chart, {
    source: 'A book, 5.2',
    construct: 'samples.Pi',
    lines: ['Step 2'],
    deleteFirst: ['deployment/pi'],
  });
  External.secret(configMap(chart, 'settings'), 'db', { keys: ['user', 'password'], reason: 'by hand' });
  External.customResourceDefinition(chart, 'services.serving.knative.dev');
  External.customResourceDefinition(app, 'services.serving.knative.dev');
  configMap(new Chart(chart, 'inner'), 'inner');

  app.synth();

  expect(filesIn(outdir)['pi.k8s.yaml']).toBe(`# For learning.
# source: A book, 5.2
# construct: samples.Pi
# Step 2
# needs: CustomResourceDefinition services.serving.knative.dev
# needs: Secret db in namespace pi with user, password (by hand)
# delete first: deployment/pi
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: pi
`);
});

test('synthesizes the texts of all files to one', () => {
  const app = unchecked();
  const web = new Chart(app, 'web');
  Header.of(web, { source: 'a book' });
  configMap(web, 'one');
  new Chart(app, 'empty');
  configMap(new Chart(app, 'api'), 'two');

  expect(app.synthYaml()).toBe(`# source: a book
apiVersion: v1
kind: ConfigMap
metadata:
  name: one
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: two
`);
});
