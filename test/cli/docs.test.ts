import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../src/private/yaml';
import { parseCheck } from '../../src/cli/arguments';
import { ChecksValidation } from '../../src/cli/plugin';
import { CONFIG_MAP, inProject } from './support';

const PAGE = readFileSync(join(__dirname, '../../docs/cli.md'), 'utf8');

/** The code blocks of a language. */
function blocks(language: string): string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
}

/** The arguments behind `cdk8s-patterns` in each command of the page. */
const commands = [...blocks('sh'), ...blocks('yaml workflow')].flatMap((text) =>
  [...text.matchAll(/npx cdk8s-patterns ([^|\n]*)/g)].map(([, args = '']) => args.trim().split(/\s+/)),
);

test('has commands', () => {
  expect(commands.length).toBeGreaterThan(5);
});

test.each(commands)('shows a command that runs: %s', (...args) =>
  inProject(
    {
      'dist/a.yaml': CONFIG_MAP,
      'new/a.yaml': CONFIG_MAP,
      'old/a.yaml': CONFIG_MAP,
      'deployment.yaml': CONFIG_MAP,
      'service.yaml': CONFIG_MAP.replace('settings', 'others'),
    },
    async (project) => {
      const { status, err } = await project.run(args, CONFIG_MAP);
      expect([status, err.replace(/.*written to.*\n/, '')]).toEqual([0, '']);
    },
  ),
);

test('shows what the command prints', () => {
  const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1
          ports: [{ containerPort: 80 }]
---
# reaches the pods
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: wbe }
  ports: [{ port: 80 }]
`.replace('# reaches the pods\n', '# reaches\n');
  return inProject({ 'shop.yaml': web }, async (project) => {
    expect((await project.run(['check', 'shop.yaml'])).out).toBe(blocks('text')[0]);
  });
});

test('shows a config file that is right', () => {
  const config = blocks('yaml config')[0] ?? '';
  return inProject({ 'cdk8s-patterns.yaml': config, 'a.yaml': CONFIG_MAP }, async (project) => {
    const { status, out } = await project.run(['check', 'a.yaml']);
    expect([status, out.match(/unused-acknowledgement/g)]).toEqual([0, ['unused-acknowledgement']]);
  });
});

test('shows the settings of a plugin that is there', () => {
  const [settings] = readYaml(blocks('yaml plugin')[0] ?? '', 'cdk8s.yaml');
  const { validations } = settings?.json as { validations: { package: string; class: string; properties: object }[] };
  expect(validations.map((validation) => [validation.package, validation.class])).toEqual([
    ['./node_modules/cdk8s-patterns/lib/cli/plugin.js', ChecksValidation.name],
  ]);
  expect(() => new ChecksValidation({ ...validations[0]?.properties })).not.toThrow();
});

test('names all options that the help names', () =>
  inProject({}, async (project) => {
    const { out } = await project.run(['--help']);
    const options = [...out.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    const plain = options.filter((option) => !['--help', '--version'].includes(option ?? ''));
    expect(plain.filter((option) => !PAGE.includes(option ?? ''))).toEqual([]);
    expect(() => parseCheck(['--strict', '--one-set', '--rules'])).not.toThrow();
  }));
