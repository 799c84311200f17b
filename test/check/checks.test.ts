import { readFileSync, readdirSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { EnvValue, Secret } from 'cdk8s-plus-27';
import { check, config, declare, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';
import { outputFolders } from '../synth/output-folder';
import { messageOf } from '../support';
import { object, pod } from './manifests';
import { parsed } from './support';

const outputFolder = outputFolders();

/** A container that asks for a key that its Secret lacks. */
function wrongDeployment(scope: Construct, id = 'shop'): workload.Deployment {
  const chart = new Chart(scope, id, { disableResourceNameHashes: true });
  const secret = new config.Secret(chart, 'Secret', { metadata: { name: 'db' }, stringData: { password: 'x' } });
  const envRefs = { PASSWORD: EnvValue.fromSecretValue({ secret, key: 'pasword' }) };
  const containers = [{ image: 'nginx:1.30.6', envRefs }];
  return new workload.Deployment(chart, 'Web', { metadata: { name: 'web' }, containers });
}

const LINE =
  readFileSync(__filename, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes('return new')) + 1;
const KEY = '/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/key';
const MESSAGE =
  '\'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key\' must be a key of Secret db (password), got "pasword"; did you mean "password"?';

describe('a construct tree', () => {
  test('gives findings with the construct and its line', () => {
    const app = new App();
    check.Checks.attach(app);
    wrongDeployment(app);

    expect(check.Checks.tree(app).findings).toEqual([
      {
        severity: check.Severity.ERROR,
        rule: 'missing-key',
        message: MESSAGE,
        object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'default' },
        pointer: KEY,
        set: '',
        constructPath: 'shop/Web/Resource',
        position: { file: __filename, line: LINE, column: 10 },
      },
    ]);
  });

  test('fails the synth of a stock App, which writes nothing then', () => {
    const outdir = outputFolder();
    const app = new App({ outdir });
    check.Checks.attach(app);
    wrongDeployment(app);

    expect(messageOf(() => app.synth())).toContain(`[shop/Web/Resource] Deployment web: ${MESSAGE} [missing-key]`);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('passes in a stock App when nothing is wrong, though something may be missing', () => {
    const outdir = outputFolder();
    const app = new App({ outdir });
    check.Checks.attach(app);
    const chart = new Chart(app, 'shop');
    const secret = Secret.fromSecretName(chart, 'Secret', 'made-by-hand');
    new workload.Deployment(chart, 'Web', {
      containers: [{ image: 'nginx:1.30.6', envRefs: { A: EnvValue.fromSecretValue({ secret, key: 'any' }) } }],
    });
    app.synth();
    expect(readdirSync(outdir)).toEqual(['shop.k8s.yaml']);
  });

  test('is checked for the version of Kubernetes that its context names', () => {
    const app = new App();
    app.node.setContext('cdk8s-patterns:target', '1.31');
    const apiVersion = 'flowcontrol.apiserver.k8s.io/v1beta2';
    new ApiObject(new Chart(app, 'web'), 'Flow', { apiVersion, kind: 'FlowSchema' });

    expect(check.Checks.tree(app).findings.map(({ rule }) => rule)).toEqual(['wrong-version']);
  });

  test('knows what constructs around an object declare to exist', () => {
    const app = new App();
    const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];
    declare.External.configMap(one, 'settings');
    for (const chart of [one, other]) new ApiObject(chart, 'Pod', parsed(wanted)[0] as never);

    const findings = check.Checks.tree(app).findings.filter(({ rule }) => rule === 'missing-object');
    expect(findings.map(({ constructPath }) => constructPath)).toEqual(['other/Pod']);
  });
});

describe('an acknowledgement', () => {
  const reason = 'added by hand';

  test('of a construct hides what its rule finds in its object, and nothing else', () => {
    const app = new App();
    const [one, other] = [wrongDeployment(app, 'one'), wrongDeployment(app, 'other')];
    declare.Acknowledgement.of(one, { rule: 'missing-key', reason });

    const findings = check.Checks.tree(app).findings.filter(({ rule }) => rule === 'missing-key');
    expect(findings.map(({ constructPath }) => constructPath)).toEqual([`${other.node.path}/Resource`]);
  });

  test('that matches nothing is an error', () => {
    const app = new App();
    declare.Acknowledgement.of(wrongDeployment(app), { rule: 'missing-port', reason });

    expect(check.Checks.tree(app).errors.map(({ rule, message }) => [rule, message])).toEqual([
      ['missing-key', MESSAGE],
      [
        'unused-acknowledgement',
        '\'acknowledgement\' must match a finding of the object, got "missing-port"; remove it',
      ],
    ]);
  });

  test('of a rule that does not exist is an error, with the line of the construct', () => {
    const app = new App();
    check.Checks.attach(app);
    declare.Acknowledgement.of(wrongDeployment(app), { rule: 'mising-key', reason });

    expect(check.Checks.tree(app).errors.map(({ message, position }) => [message, position?.line])).toEqual([
      [MESSAGE, LINE],
      ['\'rule\' must be a rule of the checks, got "mising-key"; did you mean "missing-key"?', LINE],
    ]);
    const [unlike] = check.Checks.sets([
      set('', '', { acknowledged: [{ rule: 'other-tool', kind: 'Pod', name: 'web', reason }] }),
    ]).errors;
    expect(unlike?.message).toBe('\'rule\' must be a rule of the checks, got "other-tool"; copy the id of the finding');
  });

  test('of a YAML object names kind and name', () => {
    const known = { rule: 'missing-object', kind: 'Pod', name: 'web', reason };
    expect(rulesIn([set('', wanted, { acknowledged: [known] })])).toEqual([]);
    expect(rulesIn([set('', wanted, { acknowledged: [{ ...known, namespace: 'team' }] })])).toEqual([
      ' missing-object',
      ' unused-acknowledgement',
    ]);
  });
});

const set = (name: string, yaml: string, more: Partial<check.ApplySet> = {}): check.ApplySet => ({
  name,
  manifests: parsed(yaml).map((json) => ({ json })),
  ...more,
});
const wanted = pod({ container: 'envFrom: [{ configMapRef: { name: settings } }]' });
const settings = object('v1', 'ConfigMap', 'settings');
const rulesIn = (sets: check.ApplySet[], options?: check.CheckOptions): string[] =>
  check.Checks.sets(sets, { strict: true, ...options }).findings.map(({ rule, set: name }) => `${name} ${rule}`);

describe('apply sets', () => {
  test('resolve references in themselves and in those applied before, and nowhere else', () => {
    const base = set('base', settings);
    expect(rulesIn([base, set('web', wanted, { after: ['base'] })])).toEqual([]);
    expect(rulesIn([base, set('web', wanted)])).toEqual(['web missing-object']);
    expect(rulesIn([set('web', wanted), set('base', settings, { after: ['web'] })])).toEqual(['web missing-object']);
  });

  test('resolve references through several sets', () => {
    const chain = [set('a', settings), set('b', '', { after: ['a'] }), set('c', wanted, { after: ['b'] })];
    expect(rulesIn(chain)).toEqual([]);
    expect(rulesIn(chain.reverse())).toEqual([]);
  });

  test('may wait for each other in a circle, or for what is not there', () => {
    const circle = [set('a', settings, { after: ['b'] }), set('b', wanted, { after: ['a', 'gone'] })];
    expect(rulesIn(circle)).toEqual([]);
  });

  test('hold the items of lists as objects of their own', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [...parsed(settings), ...parsed(wanted)] };
    expect(rulesIn([{ name: '', manifests: [{ json: list }] }])).toEqual([]);
  });

  test('may hold what is no object', () => {
    const odd = [
      null,
      1,
      'text',
      [],
      {},
      { apiVersion: 1, kind: [] },
      { apiVersion: 'v1', kind: 'Pod', metadata: 'x', spec: [] },
    ];
    const findings = odd.map((json) => check.Checks.sets([{ name: '', manifests: [{ json }] }]).findings.length > 0);
    expect(findings).toEqual([false, true, true, true, true, true, true]);
  });
});

test('objects without a namespace are in the one that is given', () => {
  const there = object('v1', 'ConfigMap', 'settings').replace('name: settings', 'name: settings, namespace: team');
  const externals = [{ apiVersion: 'v1', kind: 'Namespace', name: 'team' }];
  const sets = [set('', `${there}---\n${wanted}`, { externals })];
  expect(rulesIn(sets, { namespace: 'team' })).toEqual([]);
  expect(rulesIn(sets)).toEqual([' missing-object']);
});
