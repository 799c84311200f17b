import { CONFIG_MAP, inProject, podReading } from './support';

const TEMPLATE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n';

test.each<[string, string[], string]>([
  ['an unknown option', ['check', '--srict'], `'--srict' must be an option of check; did you mean "--strict"?`],
  ['a value too many', ['check', '--strict=1'], `'--strict' must have no value; leave the value out`],
  [
    'a missing value',
    ['check', '--target'],
    `'--target' must have a value, got nothing; give one behind it, or leave it out`,
  ],
  ['an empty value', ['check', '--target='], `'--target' must have a value, got ""; give one, or leave it out`],
  [
    'a target to come',
    ['check', '--target', '1.99'],
    `'--target' must be a version from "1.27" to "1.37", got "1.99"; give the nearest of them`,
  ],
  [
    'a target with a patch',
    ['check', '--target', 'v1.31.4'],
    `'--target' must be a version from "1.27" to "1.37", got "v1.31.4"; did you mean "1.31"?`,
  ],
  [
    'an unknown format',
    ['check', '--format', 'sari'],
    `'--format' must be one of text, json, sarif, got "sari"; did you mean "sarif"?`,
  ],
  [
    'an unknown command',
    ['dist'],
    `'command' must be check, got "dist"; write 'check dist' to check it, or see --help`,
  ],
  [
    'no path',
    ['check'],
    `'paths' must name files or folders, got nothing; name them, such as 'check dist', or see --help`,
  ],
  ['a path that is not there', ['check', 'gone'], `'gone' must be a file or a folder, got nothing; correct the path`],
  [
    'a path below a file',
    ['check', 'a.yaml/b'],
    `'a.yaml/b' must be a file or a folder, got nothing; correct the path`,
  ],
  [
    'an empty folder',
    ['check', 'empty'],
    `'empty' must hold Kubernetes objects, got none; name the rendered manifests`,
  ],
  ['binary data', ['check', 'binary.yaml'], `'binary.yaml' must be text, got binary data; leave the file out`],
  ['UTF-16', ['check', 'utf16.yaml'], `'utf16.yaml' must be UTF-8 text, got UTF-16; save it as UTF-8`],
  ['another encoding', ['check', 'latin.yaml'], `'latin.yaml' must be UTF-8 text, got other bytes; save it as UTF-8`],
  [
    'a template',
    ['check', 'template.yaml'],
    `'template.yaml' must be a manifest, got a template; render it first, such as with 'helm template'`,
  ],
  [
    'no YAML',
    ['check', 'broken.yaml'],
    `broken.yaml:2:1: 'broken.yaml' must be YAML, got: Tabs are not allowed as indentation; correct the line`,
  ],
  [
    'an output that is a folder',
    ['check', 'a.yaml', '-o', 'empty'],
    `'--output' must be a file that can be written, got a folder; correct "empty"`,
  ],
  [
    'an output in no folder',
    ['check', 'a.yaml', '-o', 'no/out'],
    `'--output' must be a file that can be written, got a folder that is not there; correct "no/out"`,
  ],
  [
    'no older manifests',
    ['check', 'a.yaml', '--against', 'empty'],
    `'empty' must hold Kubernetes objects, got none; name the rendered manifests`,
  ],
  [
    'older manifests that are not there',
    ['check', 'a.yaml', '--against', 'gone'],
    `'gone' must be a file or a folder, got nothing; correct the path`,
  ],
])('exits 2 for %s', (_, args, message) => {
  const files = {
    'a.yaml': CONFIG_MAP,
    'empty/notes.txt': '',
    'binary.yaml': Buffer.from([0x61, 0, 1, 2]),
    'utf16.yaml': Buffer.from('\uFEFFa: 1', 'utf16le'),
    'latin.yaml': Buffer.from('a: é', 'latin1'),
    'template.yaml': TEMPLATE,
    'broken.yaml': 'apiVersion:\n\tv1\n',
  };
  return inProject(files, async (project) => {
    expect(await project.run(args)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/.*/) });
    expect((await project.run(args)).err.split('\n').at(-2)).toBe(message);
  });
});

test('prints help and exits 2 without a command', () =>
  inProject({}, async (project) => {
    expect(await project.run([])).toMatchObject({ status: 2, out: '' });
  }));

test('exits 2 when a pipe was empty', () =>
  inProject({}, async (project) => {
    expect(await project.run(['check'], '')).toEqual({
      status: 2,
      out: '',
      err: "'standard input' must hold Kubernetes objects, got none; name the rendered manifests\n",
    });
  }));

test('leaves out what is no manifest in a folder, and says so', () =>
  inProject(
    {
      'a.yaml': CONFIG_MAP,
      'values.yaml': 'replicas: 2\n',
      'kind.yaml': 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n',
      'kubeconfig.yaml': 'apiVersion: v1\nkind: Config\nclusters: []\n',
      'templates/a.yaml': TEMPLATE,
    },
    async (project) => {
      const { status, err } = await project.run(['check', '.']);
      expect(status).toBe(0);
      expect(err.split('\n')).toEqual([
        'skipped kind.yaml: no Kubernetes objects',
        'skipped kubeconfig.yaml: no Kubernetes objects',
        'skipped values.yaml: no Kubernetes objects',
        'skipped templates/a.yaml: a template; check what it is rendered to',
        '',
      ]);
    },
  ));

test('leaves out charts of Helm, and what Kustomize changes', () =>
  inProject(
    {
      'a.yaml': CONFIG_MAP,
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/templates/a.yaml': podReading('gone'),
      'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{ path: a.yaml }]\n',
      'overlay/a.yaml': podReading('gone'),
    },
    async (project) => {
      expect(await project.run(['check', '--strict', '.'])).toEqual({
        status: 0,
        out: '0 errors, 0 warnings in 1 object\n',
        err: "skipped chart: a Helm chart; check what 'helm template chart' writes\nskipped overlay: changed by its kustomization.yaml; check what 'kubectl kustomize overlay' writes\n",
      });
    },
  ));

test('checks the files beside a kustomization that only lists them', () => {
  const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n';
  return inProject({ 'kustomization.yaml': kustomization, 'a.yaml': CONFIG_MAP }, async (project) => {
    expect(await project.run(['check', '.'])).toEqual({
      status: 0,
      out: '0 errors, 0 warnings in 1 object\n',
      err: 'skipped kustomization.yaml: no Kubernetes objects\n',
    });
  });
});

test('shows at most ten notes', () => {
  const files = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`v${i}.yaml`, 'a: 1\n']));
  return inProject({ ...files, 'z.yaml': CONFIG_MAP }, async (project) => {
    const { err } = await project.run(['check', '.']);
    expect(err.split('\n').slice(-3)).toEqual(['skipped v6.yaml: no Kubernetes objects', 'skipped 3 more', '']);
  });
});

test('finds what is no object beside objects, and names that are no texts', () =>
  inProject(
    { 'a.yaml': `${CONFIG_MAP}---\r\nhello\r\n---\r\n${CONFIG_MAP.replace('settings', '5')}` },
    async (project) => {
      const { status, out } = await project.run(['check', 'a.yaml']);
      expect(status).toBe(1);
      expect(out.match(/at a.yaml.*/g)).toEqual(['at a.yaml:7:1', 'at a.yaml:12:9']);
    },
  ));

test('accepts a template in quotes or in a text', () => {
  const rule = `${CONFIG_MAP.replace('{ a: b }', '{ a: "{{ $labels.pod }}" }')}`;
  return inProject({ 'a.yaml': rule }, async (project) => {
    expect((await project.run(['check', '.'])).out).toBe('0 errors, 0 warnings in 1 object\n');
  });
});
