import { ApiObject, Chart } from 'cdk8s';
import { existsSync } from 'node:fs';
import { External } from '../../src/declare';
import { App, AppProps, CheckLevel, Folder } from '../../src/synth';
import { messageOf } from '../support';
import { filesIn, outputFolders } from './output-folder';

const outputFolder = outputFolders();

/** A pod that takes its environment from a ConfigMap. */
function pod(chart: Chart, configMap = 'settings'): ApiObject {
  const metadata = { name: 'web', labels: { app: 'wbe' } };
  const containers = [{ name: 'web', image: 'nginx:1.30.6', envFrom: [{ configMapRef: { name: configMap } }] }];
  return new ApiObject(chart, 'Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { containers },
  });
}

function settings(chart: Chart): ApiObject {
  return new ApiObject(chart, 'Config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
}

/** An App with a mistake, and a reference to something that may be there. */
function wrongApp(props: AppProps = {}): App {
  const app = new App(props);
  const chart = new Chart(app, 'shop');
  pod(chart);
  new ApiObject(chart, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  return app;
}

const SELECTOR = `'spec.selector' must select pods of namespace default, got {"app":"web"}; did you mean app: wbe?`;
const SETTINGS = `'spec.containers[0].envFrom[0].configMapRef.name' must name a ConfigMap in namespace default that is in the manifests or declared, got "settings"; correct the name, or declare it with declare.External.configMap(chart, 'settings')`;

/** A text without the lines of source and the breaks that make it readable. */
function flat(text: string): string {
  return text
    .replaceAll(/^ +(>? *\d+ \||\|).*\n/gm, '')
    .replaceAll(/\S*checks\.test\.ts:\d+:\d+/g, 'HERE')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** What was written to standard error. */
function warnings(run: () => void): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    run();
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

test('mistakes fail the synth, and nothing is written', () => {
  const outdir = outputFolder();
  const app = wrongApp({ outdir });

  const text = `Service web in namespace default, made by shop/Service error selects-nothing ${SELECTOR} at HERE`;
  const maybe = `Pod web in namespace default, made by shop/Pod warning missing-object ${SETTINGS} at HERE`;
  expect(flat(messageOf(() => app.synth()))).toBe(`${maybe} ${text} 1 error, 1 warning in 2 objects`);
  expect(messageOf(() => app.synthYaml())).toContain("new ApiObject(chart, 'Service', {");
  expect(existsSync(outdir)).toBe(false);
});

test('a mistake leaves the files of the synth before', () => {
  const outdir = outputFolder();
  const good = new App({ outdir });
  settings(new Chart(good, 'shop'));
  good.synth();
  const before = filesIn(outdir);

  expect(messageOf(() => wrongApp({ outdir }).synth())).toContain('selects-nothing');
  expect(filesIn(outdir)).toEqual(before);
});

test('what may be missing is a warning', () => {
  const app = new App({ outdir: outputFolder() });
  pod(new Chart(app, 'shop'));

  expect(warnings(() => app.synth())).toMatch(
    /^warning: \[shop\/Pod\] Pod web: .* \(test\/synth\/checks\.test\.ts:\d+:\d+\)\n$/,
  );
});

test('what may be missing is an error under strict', () => {
  const app = wrongApp({ checks: CheckLevel.STRICT });
  expect(flat(messageOf(() => app.synthYaml()))).toContain(`error missing-object ${SETTINGS}`);
});

test('validations and findings fail together', () => {
  const app = wrongApp();
  app.node.addValidation({ validate: () => ["'shop' must be open, got closed; open it"] });

  const text = messageOf(() => app.synthYaml());
  expect(text).toMatch(/^\[\] 'shop' must be open, got closed; open it\n/);
  expect(flat(text)).toContain(SELECTOR);
});

test('a validation fails alone when the tree cannot be rendered', () => {
  const app = wrongApp();
  app.node.addValidation({ validate: () => ['first'] });
  settings(new Chart(app, 'broken')).toJson = () => {
    throw new Error('second');
  };

  expect(messageOf(() => app.synthYaml())).toBe('[] first');
});

test('the checks can be switched off', () => {
  const outdir = outputFolder();
  wrongApp({ outdir, checks: CheckLevel.OFF }).synth();
  expect(Object.keys(filesIn(outdir))).toEqual(['shop.k8s.yaml']);
});

describe('references resolve', () => {
  const errors = (app: App): string => messageOf(() => app.synthYaml());

  test('in a folder around, and in one that comes before', () => {
    const app = new App({ checks: CheckLevel.STRICT });
    const base = new Folder(app, 'base');
    settings(new Chart(base, 'config'));
    pod(new Chart(new Folder(base, 'inner'), 'one'));
    pod(new Chart(new Folder(app, 'later', { after: [base] }), 'two'));

    expect(app.synthYaml()).toContain('kind: Pod');
  });

  test('not in a folder beside', () => {
    const app = new App({ checks: CheckLevel.STRICT });
    settings(new Chart(new Folder(app, 'base'), 'config'));
    pod(new Chart(new Folder(app, 'other'), 'two'));

    expect(errors(app)).toContain('made by other/two/Pod');
  });

  test('in what a chart declares, for that chart', () => {
    const app = new App({ checks: CheckLevel.STRICT });
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    External.configMap(one, 'settings', { namespace: 'default' });
    pod(one);
    pod(two);

    expect(errors(app)).not.toContain('made by one/');
    expect(errors(app)).toContain('made by two/Pod');
  });

  test('in objects that a chart renders itself', () => {
    class Own extends Chart {
      public override toJson(): object[] {
        return [
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } },
          ...(super.toJson() as object[]),
        ];
      }
    }
    const app = new App({ checks: CheckLevel.STRICT });
    pod(new Own(app, 'own'));

    expect(app.synthYaml()).toContain('kind: Pod');
  });
});

test('the manifests are checked for the target version', () => {
  const app = new App({ checks: CheckLevel.STRICT });
  new ApiObject(new Chart(app, 'flow'), 'Flow', { apiVersion: 'flowcontrol.apiserver.k8s.io/v1', kind: 'FlowSchema' });
  expect(messageOf(() => app.synthYaml())).toContain('wrong-version');
});
