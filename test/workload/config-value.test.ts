import { EnvFieldPaths, EnvValue, SecretValue } from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

/** The container that writes one value to the place `A.B` of a file. */
const writer = (value: workload.ConfigValue): workload.ContainerProps =>
  workload.ConfigAdapter.container({
    target: storage.Volume.emptyDir('out'),
    file: 'app.json',
    values: { 'A.B': value },
  });

/** What the container runs for the place `A.B`. */
const expression = (value: workload.ConfigValue): string => {
  const script = writer(value).command?.at(-1) ?? '';
  return script.replace(/^yq -n -o json '\.A\.B = /, '').replace(/' > \/config-out\/app\.json$/, '');
};

const password = (): SecretValue => ({
  secret: new config.Secret(newChart(), 'Secret', { metadata: { name: 'db' } }),
  key: 'PASSWORD',
});

const FILE = '(load_str("/secrets/a_b/value") | sub("[\\r\\n]+$", ""))';

describe('a text', () => {
  test('is a variable of the container, so that no sign of it means anything', () => {
    const { envRefs, mounts } = writer(workload.ConfigValue.text(`it's "x" \\ .y`));
    expect(envRefs).toEqual({ A_B: expect.objectContaining({ value: `it's "x" \\ .y` }) as EnvValue });
    expect(mounts?.map(({ mountPath }) => mountPath)).toEqual(['/config-out']);
    expect(expression(workload.ConfigValue.text('x'))).toBe('strenv(A_B)');
  });

  test('may be empty', () => {
    expect(writer(workload.ConfigValue.text('')).envRefs).toEqual({
      A_B: expect.objectContaining({ value: '' }) as EnvValue,
    });
  });
});

describe('a variable', () => {
  test.each([
    ['a field of the pod', EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME)],
    ['a key of a ConfigMap', EnvValue.fromConfigMap(new config.ConfigMap(newChart(), 'Config'), 'key')],
  ])('may be %s', (_, variable) => {
    expect(writer(workload.ConfigValue.env(variable)).envRefs).toEqual({ A_B: variable });
    expect(expression(workload.ConfigValue.env(variable))).toBe('strenv(A_B)');
  });
});

describe('the name of the variable', () => {
  const name = (variable: string): workload.ConfigValue => workload.ConfigValue.text('x', { variable });

  test('may be chosen', () => {
    expect(Object.keys(writer(name('APP_ENVIRONMENT')).envRefs ?? {})).toEqual(['APP_ENVIRONMENT']);
    expect(expression(name('APP_ENVIRONMENT'))).toBe('strenv(APP_ENVIRONMENT)');
    const field = EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME);
    expect(writer(workload.ConfigValue.env(field, { variable: 'node' })).envRefs).toEqual({ node: field });
  });

  test('may tell places apart that would share one', () => {
    const container = workload.ConfigAdapter.container({
      target: storage.Volume.emptyDir('out'),
      file: 'app.json',
      values: { 'a-b': workload.ConfigValue.text('x'), 'A.b': name('OTHER') },
    });
    expect(Object.keys(container.envRefs ?? {})).toEqual(['A_B', 'OTHER']);
  });

  test.each(['', '1A', 'A-B', 'A.B', 'PATH', 'HOME', 'LD_PRELOAD'])('fails as %j', (variable) => {
    expect(messageOf(() => name(variable))).toBe(
      `[ConfigValue] 'variable' must be letters, digits and '_', and none that the shell reads, got "${variable}"; choose another name or omit it`,
    );
  });
});

describe('a Secret', () => {
  test('is read from a file of its one key, and is in no variable', () => {
    const { envRefs, mounts } = writer(workload.ConfigValue.secret(password()));
    expect(envRefs).toEqual({});
    expect(mounts?.map(({ volume, mountPath, readOnly }) => [volume.name, mountPath, readOnly])).toEqual([
      ['secret-a-b', '/secrets/a_b', true],
      ['out', '/config-out', undefined],
    ]);
    expect(expression(workload.ConfigValue.secret(password()))).toBe(FILE);
  });

  test('loses the line ends of Windows at its end too', () => {
    expect(expression(workload.ConfigValue.secret(password()))).toContain('[\\r\\n]+$');
  });
});

describe('a connection string', () => {
  test('is the settings in their order, then the password with its quotes doubled', () => {
    const settings = { Server: 'db-0.db', Database: 'todo', 'User Id': 'postgres' };
    expect(expression(workload.ConfigValue.connectionString(settings, password()))).toBe(
      '"Server=db-0.db;Database=todo;User Id=postgres;Password=\\"" + ' +
        '(load_str("/secrets/a_b/value") | sub("[\\r\\n]+$", "") | sub("\\"", "\\"\\"")) + "\\";"',
    );
  });

  test('may be the password alone', () => {
    expect(expression(workload.ConfigValue.connectionString({}, password()))).toMatch(/^"Password=\\"" \+ \(load_str/);
  });

  test('keeps the password out of variables', () => {
    expect(writer(workload.ConfigValue.connectionString({ Server: 'db' }, password())).envRefs).toEqual({});
  });

  test('keeps backslashes of its settings, and quotes of their names', () => {
    expect(expression(workload.ConfigValue.connectionString({ "It's": 'C:\\data' }, password()))).toContain(
      `"It'\\''s=C:\\\\data;`,
    );
  });

  test('copies the settings', () => {
    const settings: { [name: string]: string } = { Server: 'db' };
    const value = workload.ConfigValue.connectionString(settings, password());
    settings['Server'] = 'other';
    expect(expression(value)).toContain('Server=db;');
  });

  test.each(['a;Database=other', ' a', 'a"b', "'a"])('quotes the setting %j', (text) => {
    const inside = JSON.stringify(text.replaceAll('"', '""')).slice(1, -1).replaceAll("'", "'\\''");
    expect(expression(workload.ConfigValue.connectionString({ Server: text }, password()))).toContain(
      `"Server=\\"${inside}\\";`,
    );
  });
});

describe('gaps: the kubelet replaces $(NAME) and $$', () => {
  test.each(['costs $$5', '$(A)'])('the text %j arrives as it stands', (text) => {
    const given = writer(workload.ConfigValue.text(text)).envRefs?.['A_B']?.value as string;
    expect(given.replace(/\$\$|\$\([^)]*\)/g, (sign) => (sign === '$$' ? '$' : 'replaced'))).toBe(text);
  });
});

describe('gaps', () => {
  // `command: ['sh', '-c', escaped(...)]` in ConfigAdapter cures it.
  test('a setting with two dollar signs keeps both', () => {
    const given = expression(workload.ConfigValue.connectionString({ Owner: 'a$$b' }, password()));
    expect(given.replaceAll('$$', '$')).toContain('Owner=a$$b;');
  });
});
