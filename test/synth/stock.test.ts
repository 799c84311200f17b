import * as cdk8s from 'cdk8s';
import { ApiObject, Chart, Lazy, Size, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { App } from '../../src/synth';
import { filesIn, outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

type Build = (app: cdk8s.App) => void;

function object(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'example.com/v1',
    kind: 'Foo',
    spec: { z: id, a: ['yes', '0755', '~', 'x\ny\n'] },
  });
}

const plus: Build = (app) => {
  const chart = new Chart(app, 'web', { namespace: 'team', labels: { team: 'a' } });
  const claim = new kplus.PersistentVolumeClaim(chart, 'Claim', { storage: Size.gibibytes(1) });
  const settings = new kplus.ConfigMap(chart, 'Settings', { data: { 'a.conf': '# c\nx = 1\n' } });
  const web = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx', portNumber: 80 }] });
  web.containers[0]?.mount('/etc/x', kplus.Volume.fromConfigMap(chart, 'Volume', settings));
  web.containers[0]?.mount('/var/x', kplus.Volume.fromPersistentVolumeClaim(chart, 'Data', claim));
  web.exposeViaService();
  new kplus.HorizontalPodAutoscaler(new Chart(app, 'Scaling'), 'Hpa', { target: web, maxReplicas: 3 });
  new Chart(app, 'empty');
};

const insideChart: Build = (app) => {
  const chart = new Chart(app, 'web');
  const group = new Construct(chart, 'Group');
  const [first, second, third] = [object(group, 'first'), object(group, 'second'), object(chart, 'third')];
  const later = new Construct(chart, 'Later');
  first.addDependency(object(later, 'fourth'), third);
  group.node.addDependency(later);
  object(later, 'fifth').addDependency(third);
  second.addDependency(first);
};

const nested: Build = (app) => {
  const outer = new Chart(app, 'outer', { namespace: 'team' });
  object(outer, 'a');
  const inner = new Chart(outer, 'inner');
  object(inner, 'b');
  object(new Chart(inner, 'innermost'), 'c').addDependency(object(new Chart(outer, 'other'), 'd'));
};

const late: Build = (app) => {
  const chart = new Chart(app, 'late', { disableResourceNameHashes: true });
  const data = { b: '1' };
  new ApiObject(chart, 'One', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => data }) });
  const patched = object(chart, 'Two');
  patched.addJsonPatch(cdk8s.JsonPatch.add('/spec/a/0', 'new'));
  Object.assign(data, { a: '2' });
};

const programs: [string, Build][] = [
  ['constructs of cdk8s-plus', plus],
  ['dependencies inside a chart', insideChart],
  ['nested charts', nested],
  ['late values and patches', late],
  ['no charts', () => undefined],
];

const types = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
].map((type): [string, YamlOutputType] => [YamlOutputType[type], type]);

/** Stock numbers all charts once one depends on another. */
function withoutNumbers(files: { [path: string]: string }): { [path: string]: string } {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(/^\d{4}-/, ''), text]));
}

describe.each(programs)('with %s', (_, build) => {
  test.each(types)('writes with %s what a stock App writes', (_name, yamlOutputType) => {
    const [stock, ours] = [outputFolder(), outputFolder()];
    const stockApp = new cdk8s.App({ outdir: stock, yamlOutputType });
    const ourApp = unchecked({ outdir: ours, yamlOutputType });
    for (const app of [stockApp, ourApp]) {
      build(app);
      app.synth();
    }

    expect(withoutNumbers(filesIn(ours))).toEqual(withoutNumbers(filesIn(stock)));
    expect(ourApp.synthYaml()).toBe(stockApp.synthYaml());
  });
});

test('gives charts of the App their objects as a stock App does', () => {
  const [stock, ours] = [new cdk8s.App(), unchecked()];
  [stock, ours].forEach(insideChart);

  expect(ours.charts.map((chart) => cdk8s.Testing.synth(chart))).toEqual(
    stock.charts.map((chart) => cdk8s.Testing.synth(chart)),
  );
  expect(ours.synthYaml()).toBe(stock.synthYaml());
});
