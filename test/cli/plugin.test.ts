import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChecksValidation } from '../../src/cli/plugin';
import { CONFIG_MAP, inProject, podReading, Project } from './support';

const ROOT = join(__dirname, '../..');

/** What the plugin submits for the files of a project. */
async function validated(project: Project, files: string[], properties: { [name: string]: unknown } = {}) {
  const violations: object[] = [];
  const submitted: unknown[] = [];
  const logged: string[] = [];
  await new ChecksValidation(properties).validate({
    manifests: files.map((file) => join(project.folder, file)),
    report: {
      addViolation: (violation) => void violations.push(violation),
      submit: (...all) => void submitted.push(all),
    },
    logger: { log: (message) => void logged.push(message) },
  });
  return { violations, submitted, logged };
}

test('submits one violation for each rule, with manifest, resource and pointers', () =>
  inProject({ 'dist/a.k8s.yaml': `${CONFIG_MAP}---\n${podReading('settings', 'b')}` }, async (project) => {
    const { violations, submitted, logged } = await validated(project, ['dist/a.k8s.yaml']);
    expect(violations).toEqual([
      {
        ruleName: 'missing-key',
        recommendation: 'there must not be a key that the ConfigMap or Secret does not have',
        fix: 'https://github.com/cdk8s-patterns/cdk8s-patterns/blob/main/docs/checks/references.md#missing-key',
        violatingResources: [
          {
            resourceName: 'web',
            locations: ['/spec/containers/0/env/0/valueFrom/configMapKeyRef/key'],
            manifestPath: join(project.folder, 'dist/a.k8s.yaml'),
          },
        ],
      },
    ]);
    expect(submitted).toEqual([['failure', { errors: '1', warnings: '0', objects: '2' }]]);
    expect(logged.join()).toContain('must be a key of ConfigMap settings');
  }));

test('succeeds with warnings, and fails with them when strict', () =>
  inProject({ 'dist/a.yaml': podReading('gone') }, async (project) => {
    const lenient = await validated(project, ['dist/a.yaml']);
    expect(lenient.submitted).toEqual([['success', { errors: '0', warnings: '1', objects: '1' }]]);
    const strict = await validated(project, ['dist/a.yaml'], { strict: true });
    expect(strict.submitted).toEqual([['failure', { errors: '1', warnings: '0', objects: '1' }]]);
  }));

test('takes each folder as applied after the one around it', () =>
  inProject({ 'dist/a.yaml': CONFIG_MAP, 'dist/b/pod.yaml': podReading('settings') }, async (project) => {
    const { submitted } = await validated(project, ['dist/b/pod.yaml', 'dist/a.yaml'], { strict: true });
    expect(submitted).toEqual([['success', { errors: '0', warnings: '0', objects: '2' }]]);
  }));

test('takes settings from properties, and from the file that they name', () =>
  inProject({ 'dist/a.yaml': podReading('gone'), 'c.yaml': 'strict: true\n' }, async (project) => {
    const config = join(project.folder, 'c.yaml');
    expect((await validated(project, ['dist/a.yaml'], { config })).submitted.flat()[0]).toBe('failure');
    const external = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'gone' }];
    expect((await validated(project, ['dist/a.yaml'], { config, external })).submitted.flat()[0]).toBe('success');
  }));

test('fails on settings that are wrong', () => {
  expect(() => new ChecksValidation({ strickt: true })).toThrow(
    `cdk8s.yaml:1:1: 'strickt' must be one of strict, target, namespace, external, acknowledged; did you mean "strict"?`,
  );
});

test('runs in the cdk8s CLI', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-')));
  try {
    mkdirSync(join(folder, 'out'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{}');
    const yaml = podReading('gone', 'b').replaceAll('\n', '\\n');
    const program = `require('fs').mkdirSync('dist', { recursive: true }); require('fs').writeFileSync('dist/a.k8s.yaml', '${yaml}');`;
    writeFileSync(join(folder, 'main.js'), program);
    // The plugin is source here: tsx lets the CLI load it.
    writeFileSync(
      join(folder, 'plugin.js'),
      `require('${join(ROOT, 'node_modules/tsx/dist/cjs/index.cjs')}'); module.exports = require('${join(ROOT, 'src/cli/plugin.ts')}');`,
    );
    const settings = { app: 'node main.js', output: 'dist', language: 'typescript' };
    const validations = [
      { package: './plugin.js', class: 'ChecksValidation', version: '0.1.0', properties: { strict: true } },
    ];
    writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ ...settings, validations }));
    const ran = await cdk8s(folder);
    expect(ran.output).toContain('missing-object (1 occurrences)');
    expect(ran.output).toContain('/spec/containers/0/env/0/valueFrom/configMapKeyRef/name');
    expect(ran.status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

function cdk8s(cwd: string): Promise<{ status: number; output: string }> {
  const args = [join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--validate'];
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}` });
    });
  });
}
