import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { App, ObjectOrder } from '../../src/synth';
import { filesIn, outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

function object(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name } });
}

function names(app: App): string[] {
  return [...app.synthYaml().matchAll(/name: (\S+)/g)].map((match) => match[1] ?? '');
}

/** The names of the files of charts `a` to `e`, of which some wait for others: `['a', 'b']` means that a waits for b. */
function files(dependencies: [string, string][], yamlOutputType = YamlOutputType.FILE_PER_CHART): string[] {
  const outdir = outputFolder();
  const app = unchecked({ outdir, yamlOutputType });
  const charts = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, new Chart(app, id)]));
  for (const [id, chart] of charts) object(chart, id);
  for (const [from, to] of dependencies) charts.get(from)?.addDependency(charts.get(to) as Chart);
  app.synth();
  return Object.keys(filesIn(outdir)).map((path) => path.replaceAll('.k8s.yaml', ''));
}

describe('names of files', () => {
  test('stay where the alphabet keeps the dependencies', () => {
    expect(files([['b', 'a'], ['e', 'b']])).toEqual(['a', 'b', 'c', 'd', 'e']); // prettier-ignore
  });

  test('get a number only where charts hang together through a dependency that the alphabet would break', () => {
    expect(files([['a', 'c'], ['d', 'c'], ['e', 'b']])).toEqual(['0000-c', '0001-a', '0002-d', 'b', 'e']); // prettier-ignore
  });

  test('are the same for folders of charts', () => {
    expect(files([['a', 'b']], YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)).toEqual([
      '0000-b/Pod.b',
      '0001-a/Pod.a',
      'c/Pod.c',
      'd/Pod.d',
      'e/Pod.e',
    ]);
  });

  test('count dependencies among objects of two charts', () => {
    const outdir = outputFolder();
    const app = unchecked({ outdir });
    const first = object(new Construct(new Chart(app, 'a'), 'Group'), 'first');
    first.addDependency(object(new Chart(app, 'b'), 'second'));

    app.synth();

    expect(Object.keys(filesIn(outdir))).toEqual(['0000-b.k8s.yaml', '0001-a.k8s.yaml']);
  });
});

describe('circles', () => {
  test('fail with the whole way', () => {
    const app = unchecked();
    const chart = new Chart(app, 'web');
    const [a, b, c] = [object(chart, 'a'), object(chart, 'b'), object(chart, 'c')];
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(a);

    expect(() => app.synthYaml()).toThrow(
      "[web/a] 'dependencies' must not form a circle, got web/a -> web/b -> web/c -> web/a; remove one of them",
    );
  });

  test('fail among charts, of which each has an object that waits for the other', () => {
    const app = unchecked();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    object(a, 'one').addDependency(object(b, 'one'));
    object(b, 'two').addDependency(object(a, 'two'));

    expect(() => app.synthYaml()).toThrow("[a] 'dependencies' must not form a circle, got a -> b -> a; ");
  });

  test('fail between an object and the construct around one that waits for it', () => {
    const app = unchecked();
    const chart = new Chart(app, 'web');
    const group = new Construct(chart, 'Group');
    const inner = object(group, 'inner');
    const outer = object(chart, 'outer');
    outer.addDependency(group);
    inner.addDependency(outer);

    expect(() => app.synthYaml()).toThrow(
      'must not form a circle, got web/Group/inner -> web/outer -> web/Group/inner; ',
    );
  });

  test('are none when a construct waits for a part of itself', () => {
    const app = unchecked();
    const chart = new Chart(app, 'web');
    object(chart, 'one');
    const part = new Construct(chart, 'Part');
    object(part, 'two');
    object(part, 'three');
    chart.addDependency(part);

    expect(names(app)).toEqual(['two', 'three', 'one']);
  });
});

test('a chain of dependencies may be long', () => {
  const app = unchecked();
  const chart = new Chart(app, 'web');
  const objects = Array.from({ length: 5000 }, (_, i) => object(chart, `n${i}`));
  objects.forEach((one, i) => i > 0 && objects[i - 1]?.addDependency(one));

  expect(names(app)).toEqual(objects.map((one) => one.name).reverse());
});

test('charts may depend on many others', () => {
  const app = unchecked();
  const charts = Array.from({ length: 200 }, (_, i) => new Chart(app, `chart-${String(i).padStart(3, '0')}`));
  for (const [i, chart] of charts.entries())
    for (const earlier of charts.slice(Math.max(0, i - 20), i)) chart.addDependency(earlier);

  expect(app.synthYaml()).toBe('');
});

describe('the order that applies', () => {
  const kinds: [string, string][] = [
    ['v1', 'Namespace'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['storage.k8s.io/v1', 'StorageClass'],
    ['v1', 'LimitRange'],
    ['v1', 'ServiceAccount'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['v1', 'Secret'],
    ['v1', 'ConfigMap'],
    ['v1', 'PersistentVolume'],
    ['v1', 'PersistentVolumeClaim'],
    ['v1', 'Service'],
    ['apps/v1', 'StatefulSet'],
    ['batch/v1', 'Job'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
    ['serving.knative.dev/v1', 'Service'],
  ];

  function kindsOf(app: App): string[][] {
    return [...app.synthYaml().matchAll(/apiVersion: (\S+)\nkind: (\S+)/g)].map((match) => match.slice(1));
  }

  test('follows the kinds, from namespaces to custom resources', () => {
    const app = unchecked({ objectOrder: ObjectOrder.APPLY });
    const chart = new Chart(app, 'web');
    for (const [apiVersion, kind] of [...kinds].reverse())
      new ApiObject(chart, `${kind}-${apiVersion.length}`, { apiVersion, kind });

    expect(kindsOf(app)).toEqual(kinds);
  });

  test('puts dependencies first, and keeps the order of the tree among equals', () => {
    const app = unchecked({ objectOrder: ObjectOrder.APPLY });
    const chart = new Chart(app, 'web');
    const job = new ApiObject(chart, 'migrate', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate' } });
    const [z, a] = [object(chart, 'z'), object(chart, 'a')];
    const settings = new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    a.addDependency(job);
    job.addDependency(settings);

    expect(names(app)).toEqual(['settings', z.name, 'migrate', 'a']);
  });

  test('spans the charts of a file, and puts a namespace before charts inside its chart', () => {
    const outdir = outputFolder();
    const app = unchecked({ outdir, objectOrder: ObjectOrder.APPLY, yamlOutputType: YamlOutputType.FILE_PER_APP });
    const outer = new Chart(app, 'outer');
    const pod = object(new Chart(outer, 'inner'), 'pod');
    class Own extends Chart {
      public toJson(): object[] {
        return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } }];
      }
    }
    new Own(app, 'own');
    const namespace = new ApiObject(outer, 'team', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
    pod.addDependency(namespace);

    expect(names(app)).toEqual(['team', 'own', 'pod']);
  });
});
