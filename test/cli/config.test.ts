import { inProject, podReading } from './support';

const DANGLING = podReading('setings');
const EXTERNAL = 'external:\n  - { apiVersion: v1, kind: ConfigMap, name: setings, reason: made by hand }\n';
const ACKNOWLEDGED =
  'acknowledged:\n  - { rule: missing-object, kind: Pod, name: web, reason: an operator makes it }\n';

test.each([
  ['an external object', EXTERNAL],
  ['an external object with the key', EXTERNAL.replace('reason', 'keys: [a], reason')],
  ['an acknowledgement', ACKNOWLEDGED],
  ['an acknowledgement in the namespace', ACKNOWLEDGED.replace('name: web', 'name: web, namespace: default')],
])('accepts what %s is declared for, in the file of the working directory', (_, config) =>
  inProject({ 'pod.yaml': DANGLING, 'cdk8s-patterns.yaml': config }, async (project) => {
    expect(await project.run(['check', '--strict', '.'])).toEqual({
      status: 0,
      out: '0 errors, 0 warnings in 1 object\n',
      err: '',
    });
  }),
);

test('knows the keys of what is external', () =>
  inProject({ 'pod.yaml': DANGLING, 'c.yaml': EXTERNAL.replace('reason', 'keys: [b], reason') }, async (project) => {
    const { out } = await project.run(['check', '--config', 'c.yaml', 'pod.yaml']);
    expect(out).toContain('error missing-key');
  }));

test('takes strict, target and namespace from the file, and arguments before it', () =>
  inProject(
    { 'pod.yaml': DANGLING, 'cdk8s-patterns.yaml': 'strict: true\ntarget: "1.30"\nnamespace: shop\n' },
    async (project) => {
      const fromFile = await project.run(['check', 'pod.yaml']);
      expect(fromFile.out).toContain('Pod web in namespace shop\n  error missing-object\n');
      expect((await project.run(['check', 'pod.yaml', '-n', 'other'])).out).toContain('Pod web in namespace other\n');
    },
  ));

test('finds an acknowledgement that matches nothing, with its line', () =>
  inProject(
    { 'pod.yaml': DANGLING, 'cdk8s-patterns.yaml': ACKNOWLEDGED.replace('missing-object', 'missing-key') },
    async (project) => {
      const { status, out } = await project.run(['check', 'pod.yaml']);
      expect(status).toBe(1);
      expect(out).toContain(`Pod web
  error unused-acknowledgement
    'acknowledged' must match a finding of the object, got "missing-key"; remove it
    at cdk8s-patterns.yaml:2:5
`);
    },
  ));

test('finds an acknowledgement of a rule that does not exist', () =>
  inProject(
    { 'pod.yaml': DANGLING, 'cdk8s-patterns.yaml': ACKNOWLEDGED.replace('missing-object', 'missing-objct') },
    async (project) => {
      const { out } = await project.run(['check', 'pod.yaml']);
      expect(out).toContain(`error unused-acknowledgement
    'rule' must be a rule of the checks, got "missing-objct"; did you mean "missing-object"?
    at cdk8s-patterns.yaml:2:5
`);
    },
  ));

test('only warns when the object of an acknowledgement was not checked', () =>
  inProject({ 'pod.yaml': DANGLING, 'cdk8s-patterns.yaml': ACKNOWLEDGED.replace('web', 'gone') }, async (project) => {
    expect((await project.run(['check', 'pod.yaml'])).status).toBe(0);
    expect((await project.run(['check', 'pod.yaml', '--strict'])).status).toBe(1);
  }));

test.each<[string, string, string]>([
  [
    'a list',
    '- a\n',
    `1:1: 'c.yaml' must be a map with strict, target, namespace, external, acknowledged, got ["a"]; write 'field: value' lines`,
  ],
  ['broken YAML', 'a: [\n', `2:1: 'c.yaml' must be YAML, got: `],
  [
    'two documents',
    'strict: true\n---\nstrict: false\n',
    `3:1: 'c.yaml' must have one document, got more; put all in the first`,
  ],
  [
    'an unknown field',
    'strict: true\nexternals: []\n',
    `2:1: 'externals' must be one of strict, target, namespace, external, acknowledged; did you mean "external"?`,
  ],
  ['a wrong type', 'strict: "true"\n', `1:9: 'strict' must be true or false, got "true"; correct it`],
  ['a number for a version', 'target: 1.30\n', `1:9: 'target' must be a text, got 1.3; write it in quotes: "1.30"`],
  [
    'an unknown version',
    'target: "1.20"\n',
    `1:9: 'target' must be a version from "1.27" to "1.37", got "1.20"; give the nearest of them`,
  ],
  ['a map for a list', 'external: { a: b }\n', `1:1: 'external' must be a list, got {"a":"b"}; correct it`],
  [
    'a text for an object',
    'external: [a]\n',
    `1:12: 'external[0]' must be a map with apiVersion, kind, name, namespace, keys, reason, got "a"; write 'field: value' lines`,
  ],
  [
    'a missing reason',
    ACKNOWLEDGED.replace('reason: an operator makes it', ''),
    `2:5: 'acknowledged[0].reason' must be there, got nothing; add it`,
  ],
  [
    'an unknown field of an entry',
    EXTERNAL.replace('reason', 'reasons'),
    `2:64: 'external[0].reasons' must be one of apiVersion, kind, name, namespace, keys, reason; did you mean "reason"?`,
  ],
  [
    'numbers for keys',
    EXTERNAL.replace('reason: made by hand', 'keys: [5]'),
    `2:55: 'external[0].keys' must be a list of texts, got [5]; correct it`,
  ],
])('exits 2 for %s', (_, config, message) =>
  inProject({ 'pod.yaml': DANGLING, 'c.yaml': config }, async (project) => {
    const { status, err, out } = await project.run(['check', '--config', 'c.yaml', 'pod.yaml']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`c.yaml:${message}`);
  }),
);

test('exits 2 when the named file is not there', () =>
  inProject({ 'pod.yaml': DANGLING }, async (project) => {
    expect(await project.run(['check', '--config', 'gone.yaml', 'pod.yaml'])).toEqual({
      status: 2,
      out: '',
      err: "'gone.yaml' must be a file that can be read, got nothing; correct the path\n",
    });
  }));

test('takes an empty file for no settings', () =>
  inProject({ 'pod.yaml': DANGLING, 'cdk8s-patterns.yaml': '# nothing yet\n' }, async (project) => {
    expect((await project.run(['check', 'pod.yaml'])).status).toBe(0);
  }));
