import { Size } from 'cdk8s';
import { EnvFieldPaths, EnvValue, SecretValue } from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { manifest, messageOf, newChart, podOf } from '../support';

const { ConfigValue } = workload;
const volume = (name: string): storage.Volume => storage.Volume.emptyDir(name);

const adapter = (props: Partial<workload.ConfigAdapterProps> = {}): workload.ContainerProps =>
  workload.ConfigAdapter.container({ target: volume('out'), file: 'app.json', ...props });

/** The script of the adapter. */
const script = (props: Partial<workload.ConfigAdapterProps>): string | undefined => adapter(props).command?.at(-1);

/** The pod with one adapter before the application. */
function pod(props: Partial<workload.ConfigAdapterProps>): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'app' }], initContainers: [adapter(props)] });
  return podOf(chart);
}

const secretOf = (chart = newChart()): SecretValue => ({
  secret: new config.Secret(chart, 'Secret', { metadata: { name: 'db' }, stringData: { PASSWORD: 'x' } }),
  key: 'PASSWORD',
});

test('renders every prop', () => {
  const props: Required<workload.ConfigAdapterProps> = {
    target: volume('config-dir'),
    file: 'app.yaml',
    source: volume('config-map'),
    values: {
      'App.Node': ConfigValue.env(EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME)),
      'App.Key': ConfigValue.secret(secretOf()),
    },
    name: 'init-app',
    tool: workload.ConfigTool.YQ,
    image: 'example.com/yq:4',
    resources: { memory: { limit: Size.mebibytes(64) } },
  };
  expect(pod(props)).toEqual({
    initContainers: [
      {
        name: 'init-app',
        image: 'example.com/yq:4',
        command: [
          'sh',
          '-c',
          `yq -p yaml -o yaml '.App.Node = strenv(APP_NODE) | .App.Key = (load_str("/secrets/app_key/value") | sub("[\\r\\n]+$", ""))' /config-in/app.yaml > /config-out/app.yaml`,
        ],
        env: [{ name: 'APP_NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
        volumeMounts: [
          { name: 'config-map', mountPath: '/config-in', readOnly: true },
          { name: 'secret-app-key', mountPath: '/secrets/app_key', readOnly: true },
          { name: 'config-dir', mountPath: '/config-out' },
        ],
        resources: { limits: { memory: '64Mi' } },
      },
    ],
    containers: [{ name: 'app', image: 'app' }],
    volumes: [
      { name: 'config-map', emptyDir: {} },
      {
        name: 'secret-app-key',
        secret: { secretName: 'db', items: [{ key: 'PASSWORD', path: 'value' }], defaultMode: 0o444 },
      },
      { name: 'config-dir', emptyDir: {} },
    ],
  });
});

test('makes a file of values alone when there is no source', () => {
  expect(pod({ values: { Env: ConfigValue.text('TEST') } })).toMatchObject({
    initContainers: [
      {
        name: 'init-config',
        image: 'mikefarah/yq:4.53.6',
        command: ['sh', '-c', "yq -n -o json '.Env = strenv(ENV)' > /config-out/app.json"],
        env: [{ name: 'ENV', value: 'TEST' }],
        volumeMounts: [{ name: 'out', mountPath: '/config-out' }],
      },
    ],
    volumes: [{ name: 'out', emptyDir: {} }],
  });
});

test.each([undefined, {}])('copies the source when the values are %j', (values) => {
  expect(pod({ source: volume('in'), ...(values && { values }) })).toMatchObject({
    initContainers: [
      {
        name: 'init-config',
        image: 'mikefarah/yq:4.53.6',
        command: ['sh', '-c', 'cp /config-in/app.json /config-out/app.json'],
        volumeMounts: [
          { name: 'in', mountPath: '/config-in', readOnly: true },
          { name: 'out', mountPath: '/config-out' },
        ],
      },
    ],
  });
});

test.each([
  ['app.json', 'json'],
  ['app.yaml', 'yaml'],
  ['app.yml', 'yaml'],
  ['app.toml', 'toml'],
  ['app.properties', 'props'],
  ['app.xml', 'xml'],
  ['app.test.json', 'json'],
])('reads and writes %s as %s', (file, format) => {
  const some = { a: ConfigValue.text('x') };
  expect(script({ file, source: volume('in'), values: some })).toBe(
    `yq -p ${format} -o ${format} '.a = strenv(A)' /config-in/${file} > /config-out/${file}`,
  );
  expect(script({ file, values: some })).toBe(`yq -n -o ${format} '.a = strenv(A)' > /config-out/${file}`);
});

test.each([
  ['Name', '.Name', 'NAME'],
  ['Application.Environment', '.Application.Environment', 'APPLICATION_ENVIRONMENT'],
  ['log-level.max_size', '.["log-level"].max_size', 'LOG_LEVEL_MAX_SIZE'],
  ['servers.0.host', '.servers.["0"].host', 'SERVERS_0_HOST'],
  ['_a.__b', '._a.__b', '_A_B'],
])('the place %s is %s', (place, path, variable) => {
  expect(script({ values: { [place]: ConfigValue.text('x') } })).toBe(
    `yq -n -o json '${path} = strenv(${variable})' > /config-out/app.json`,
  );
  expect(Object.keys(adapter({ values: { [place]: ConfigValue.text('x') } }).envRefs ?? {})).toEqual([variable]);
});

test('replaces the pods when a source or a Secret of this chart changes', () => {
  const annotations = (text: string): unknown => {
    const chart = newChart();
    const source = new config.ConfigMap(chart, 'Config', { data: { 'app.json': text } });
    const web = new workload.Deployment(chart, 'Web', {
      containers: [{ image: 'app' }],
      rollOnConfigChange: true,
      initContainers: [
        adapter({
          source: storage.Volume.configMap('in', source),
          values: { key: ConfigValue.secret(secretOf(chart)) },
        }),
      ],
    });
    return manifest(web, 'Deployment');
  };
  const path = 'spec.template.metadata.annotations';
  expect(annotations('{}')).toHaveProperty(path, {
    'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    'checksum/secret': expect.stringMatching(/^[0-9a-f]{8}$/) as string,
  });
  expect(annotations('{"a": 1}')).not.toEqual(annotations('{}'));
});

test('two Secrets are two volumes', () => {
  const secret = secretOf();
  const { mounts } = adapter({ values: { a: ConfigValue.secret(secret), b: ConfigValue.secret(secret) } });
  expect(mounts?.map(({ volume, mountPath }) => `${volume.name} ${mountPath}`)).toEqual([
    'secret-a /secrets/a',
    'secret-b /secrets/b',
    'out /config-out',
  ]);
});

test('the name of a volume counts where its place is too long for one', () => {
  const place = `${'a'.repeat(55)}-b`;
  const { mounts } = adapter({ values: { [place]: ConfigValue.secret(secretOf()) } });
  expect(mounts?.map(({ volume }) => volume.name)).toEqual(['secret-0', 'out']);
});

describe('with jq', () => {
  const withJq = (props: Partial<workload.ConfigAdapterProps>): workload.ContainerProps =>
    adapter({ tool: workload.ConfigTool.JQ, image: 'example.com/jq:1', ...props });

  test('reads the file, and fails for a variable that is not set', () => {
    const { image, command, envRefs } = withJq({ source: volume('in'), values: { 'App.Env': ConfigValue.text('x') } });
    expect(image).toBe('example.com/jq:1');
    expect(command).toEqual([
      'sh',
      '-c',
      `jq '.App.Env = (env.APP_ENV // error("APP_ENV is not set"))' /config-in/app.json > /config-out/app.json`,
    ]);
    expect(Object.keys(envRefs ?? {})).toEqual(['APP_ENV']);
  });

  test('makes a file of values alone, of Secrets too', () => {
    const { command, mounts } = withJq({
      values: {
        'app-key.and.0': ConfigValue.secret(secretOf()),
        Db: ConfigValue.connectionString({ Server: 'db' }, secretOf()),
      },
    });
    expect(command?.[2]).toBe(
      'jq -n --rawfile secret_APP_KEY_AND_0 /secrets/app_key_and_0/value --rawfile secret_DB /secrets/db/value ' +
        `'."app-key"."and"."0" = ($secret_APP_KEY_AND_0 | gsub("[\\r\\n]+$"; "")) | .Db = "Server=db;Password=\\"" + ` +
        `($secret_DB | gsub("[\\r\\n]+$"; "") | gsub("\\""; "\\"\\"")) + "\\";"' > /config-out/app.json`,
    );
    expect(mounts?.map(({ mountPath }) => mountPath)).toEqual(['/secrets/app_key_and_0', '/secrets/db', '/config-out']);
  });

  test('copies the source when there are no values', () => {
    expect(withJq({ source: volume('in') }).command?.[2]).toBe('cp /config-in/app.json /config-out/app.json');
  });

  test.each<[string, Partial<workload.ConfigAdapterProps>, string]>([
    ['there is no image', { image: undefined }, "'image' must be given with jq; name one with sh and jq"],
    [
      'the file is no JSON',
      { file: 'app.yaml' },
      `'tool' must be yq for a file that is no JSON, got "jq" for "app.yaml"; omit it`,
    ],
  ])('fails when %s', (_, props, words) => {
    expect(messageOf(() => withJq({ source: volume('in'), ...props }))).toBe(`[ConfigAdapter] ${words}`);
  });
});

const ENDINGS = "'file' must end in .json, .yaml, .yml, .toml, .properties, .xml";
const KEY = "must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..'";
const PLACED = "'values' must be placed by names joined with dots";
const values = { a: ConfigValue.text('x') };

test.each<[string, Partial<workload.ConfigAdapterProps>, string]>([
  ['the ending is unknown', { file: 'app.ini', values }, `${ENDINGS}, got "app.ini"; rename it`],
  ['the ending is in capitals', { file: 'app.JSON', values }, `${ENDINGS}, got "app.JSON"; rename it`],
  ['the file has no name', { file: '', values }, `${ENDINGS}, got ""; rename it`],
  ...['a/b.json', '/app.json', '../app.json', 'a b.json', '..json'].map(
    (file): [string, Partial<workload.ConfigAdapterProps>, string] => [
      `the file is ${file}`,
      { file, values },
      `'file' ${KEY}, got "${file}"; give the name of a file, without a folder`,
    ],
  ),
  ['there is nothing to do', {}, "'values' must not be empty without a 'source'; give one of them"],
  ['the values are empty', { values: {} }, "'values' must not be empty without a 'source'; give one of them"],
  ...['', '.', 'a.', '.a', 'a..b', 'a b', 'é', 'a[0]', "a'b", 'a/b', '$a'].map(
    (place): [string, Partial<workload.ConfigAdapterProps>, string] => [
      `the place is ${JSON.stringify(place)}`,
      { values: { [place]: ConfigValue.text('x') } },
      `${PLACED}, got "${place}"; write it as 'Application.Environment'`,
    ],
  ),
  [
    'two places would share a variable',
    { values: { 'a-b': ConfigValue.text('x'), 'A.b': ConfigValue.text('y') } },
    `'values' must differ in more than case and signs, got "A.b"; rename one`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => adapter(props))).toBe(`[ConfigAdapter] ${words}`);
});

test('the pod fails when source and target are two volumes of one name', () => {
  const build = (): unknown => pod({ source: volume('out') });
  expect(messageOf(build)).toBe(
    `[app/Web] 'mounts' must differ in volume name, got "out" twice; mount the same Volume object, or rename one`,
  );
});

describe('gaps', () => {
  test.each(['path', 'Path', 'home', 'ld.library.path'])('the place %s sets no variable of the shell', (place) => {
    const names = Object.keys(adapter({ values: { [place]: ConfigValue.text('x') } }).envRefs ?? {});
    expect(['PATH', 'HOME', 'LD_LIBRARY_PATH']).not.toContain(names[0]);
  });

  test('a place may begin with a digit', () => {
    expect(() => pod({ values: { '1st': ConfigValue.text('x') } })).not.toThrow();
  });

  test('two long places with Secrets have volumes of their own', () => {
    const secret = ConfigValue.secret(secretOf());
    const long = 'a'.repeat(60);
    expect(() => pod({ values: { [`${long}1`]: secret, [`${long}2`]: secret } })).not.toThrow();
  });

  const same = volume('same');
  test.each<[string, string, Partial<workload.ConfigAdapterProps>]>([
    ['a place lies inside another, which would be lost', 'values', { values: { a: values.a, 'a.b': values.a } }],
    ['the ending is a member of every object', 'file', { file: 'a.constructor', values }],
    ['the file is an ending alone', 'file', { file: 'json', values }],
    ['source and target are one volume, which empties the file', 'source', { source: same, target: same, values }],
    ['an XML file would have two roots', 'values', { file: 'a.xml', values: { a: values.a, b: values.a } }],
  ])('fails when %s', (_, prop, props) => {
    expect(messageOf(() => adapter(props))).toMatch(new RegExp(`^\\[ConfigAdapter\\] '${prop}' .*; `));
  });
});
