import { ApiObject, Chart, App as StockApp, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { External, Header } from '../../src/declare';
import { Folder, FolderProps } from '../../src/synth';
import { filesIn, outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

function object(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}

test('writes charts to the folder around them, named as if it were the root', () => {
  const outdir = outputFolder();
  const app = unchecked({ outdir });
  const knative = new Folder(app, 'knative');
  object(new Chart(app, 'web'), 'a');
  object(new Chart(knative, 'web'), 'b');
  object(new Chart(new Folder(knative, '2-split'), 'web'), 'c');
  const outer = new Chart(knative, 'outer');
  object(new Chart(outer, 'inner'), 'd');

  app.synth();

  expect(Object.keys(filesIn(outdir))).toEqual([
    'knative/2-split/web.k8s.yaml',
    expect.stringMatching(/^knative\/outer-inner-c8[0-9a-f]{6}\.k8s\.yaml$/),
    'knative/outer.k8s.yaml',
    'knative/web.k8s.yaml',
    'web.k8s.yaml',
  ]);
  expect(filesIn(outdir)['knative/web.k8s.yaml']).toContain('name: b');
});

test.each([
  [YamlOutputType.FILE_PER_APP, ['app.k8s.yaml', 'x/app.k8s.yaml']],
  [YamlOutputType.FILE_PER_RESOURCE, ['ConfigMap.a.k8s.yaml', 'x/ConfigMap.b.k8s.yaml']],
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, ['web/ConfigMap.a.k8s.yaml', 'x/web/ConfigMap.b.k8s.yaml']],
])('divides output of type %d by folder', (yamlOutputType, paths) => {
  const outdir = outputFolder();
  const app = unchecked({ outdir, yamlOutputType });
  object(new Chart(app, 'web'), 'a');
  object(new Chart(new Folder(app, 'x'), 'web'), 'b');

  app.synth();

  expect(Object.keys(filesIn(outdir))).toEqual(paths);
});

test('comes after the folders around it and those that it names', () => {
  const app = unchecked();
  const last = new Folder(app, 'last');
  const first = new Folder(app, 'first');
  const props: Required<FolderProps> = { after: [first] };
  const middle = new Folder(last, 'middle', props);
  object(new Chart(last, 'l'), 'last');
  object(new Chart(first, 'f'), 'first');
  object(new Chart(middle, 'm'), 'middle');
  object(new Chart(app, 'r'), 'root');

  expect([...app.synthYaml().matchAll(/name: (\w+)/g)].map((match) => match[1])).toEqual([
    'root',
    'last',
    'first',
    'middle',
  ]);
});

test('gives its header and its needs to all manifests below', () => {
  const app = unchecked();
  const folder = new Folder(app, 'knative');
  Header.of(folder, { source: 'a course' });
  External.customResourceDefinition(folder, 'services.serving.knative.dev');
  object(new Chart(new Folder(folder, 'step'), 'web'), 'a');

  expect(app.synthYaml()).toMatch(/^# source: a course\n# needs: CustomResourceDefinition .*\napiVersion/);
});

test('only groups in a stock App', () => {
  const app = new StockApp();
  const first = new Folder(app, 'first');
  object(new Chart(new Folder(app, 'x', { after: [first] }), 'web'), 'a');

  expect(app.synthYaml()).toContain('name: a');
});

test.each(['a/b', '..', 'Web', '', 'a b', '.hidden'])('fails when its id is %j', (id) => {
  expect(() => new Folder(unchecked(), id)).toThrow(
    id === '' ? 'empty ID' : `'id' must be at most 63 lower case letters`,
  );
});

test('fails inside a chart', () => {
  const chart = new Chart(unchecked(), 'web');

  expect(() => new Folder(chart, 'x')).toThrow(
    "[web/x] 'scope' must be the App or another folder, got 'web'; create the folder there, and charts in it",
  );
});

test('fails when it comes after a folder of another App', () => {
  const other = new Folder(unchecked(), 'other');

  expect(() => new Folder(unchecked(), 'x', { after: [other] })).toThrow(
    "[x] 'after' must be folders of the same App, got 'other' of another; create both in one App",
  );
});

test('allows dependencies on what is applied before only', () => {
  const app = unchecked();
  const first = new Folder(app, 'first');
  const second = new Folder(app, 'second', { after: [first] });
  const root = object(new Chart(app, 'root'), 'root');
  const one = object(new Chart(first, 'one'), 'one');
  const two = object(new Chart(new Folder(second, 'step'), 'two'), 'two');
  two.addDependency(one, root);
  expect(() => app.synthYaml()).not.toThrow();

  const three = object(new Chart(first, 'three'), 'three');
  object(new Chart(second, 'four'), 'four');
  three.addDependency(second.node.findChild('four'));

  expect(() => app.synthYaml()).toThrow(
    "[first/three/three] 'dependencies' must be in folders that are applied before, got 'second/four' in 'second'; name that folder in 'after', or move one of them",
  );
});
