import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, workload } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

type Props = Partial<workload.ContainerProps>;

const build = (props: Props) => (): workload.Deployment =>
  new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx', ...props }] });
const of = (length: number): string => 'n'.repeat(length);

const LABEL = "must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit";
const IMAGE = "must be the name of an image, such as 'nginx:1.30.6-alpine'";
const PORT = 'must be a whole number from 1 to 65535';
const PORT_NAME = "must be at most 15 lower case letters, digits and single '-', with at least one letter";
const ENV = "must be letters, digits, '_', '-' and '.', not starting with a digit";
const cpu = (request?: kplus.Cpu, limit?: kplus.Cpu): Props => ({ resources: { cpu: { request, limit } } });
const memory = (request?: Size, limit?: Size): Props => ({ resources: { memory: { request, limit } } });

test.each<[string, Props, string]>([
  ['the name is empty', { name: '' }, `.name' ${LABEL}, got ""; choose another name`],
  ['the name has 64 characters', { name: of(64) }, `.name' ${LABEL}, got "${of(64)}"; choose another name`],
  ['the name has an upper case letter', { name: 'Web' }, `.name' ${LABEL}, got "Web"; choose another name`],
  [
    'the image has a space',
    { image: 'a b', name: 'web' },
    `.image' ${IMAGE}, got "a b"; correct the name of the image`,
  ],
  ['the tag is empty', { image: 'nginx:' }, `.image' ${IMAGE}, got "nginx:"; correct the name of the image`],
  [
    'the working directory is relative',
    { workingDir: 'app' },
    `.workingDir' must be an absolute path without '..', got "app"; write the path from the root`,
  ],
  [
    'the working directory is empty',
    { workingDir: '' },
    `.workingDir' must be an absolute path without '..', got ""; write the path from the root`,
  ],
  ['a port is 0', { ports: [{ number: 0 }] }, `.ports[0].number' ${PORT}, got 0; choose a port number`],
  ['a port is 65536', { ports: [{ number: 65536 }] }, `.ports[0].number' ${PORT}, got 65536; choose a port number`],
  ['a port is a fraction', { ports: [{ number: 0.5 }] }, `.ports[0].number' ${PORT}, got 0.5; choose a port number`],
  ['a port is no number', { ports: [{ number: NaN }] }, `.ports[0].number' ${PORT}, got NaN; choose a port number`],
  [
    'a port is text',
    { ports: [{ number: '80' as never }] },
    `.ports[0].number' ${PORT}, got "80"; choose a port number`,
  ],
  [
    'the second port is wrong',
    { ports: [{ number: 80 }, { number: -1 }] },
    `.ports[1].number' ${PORT}, got -1; choose a port number`,
  ],
  [
    'the port of the host is 0',
    { ports: [{ number: 80, hostPort: 0 }] },
    `.ports[0].hostPort' ${PORT}, got 0; choose a port number`,
  ],
  [
    'the name of a port has 16 characters',
    { ports: [{ number: 80, name: of(16) }] },
    `.ports[0].name' ${PORT_NAME}, got "${of(16)}"; choose another name`,
  ],
  [
    'the name of a port is empty',
    { ports: [{ number: 80, name: '' }] },
    `.ports[0].name' ${PORT_NAME}, got ""; choose another name`,
  ],
  [
    'the name of a port has no letter',
    { ports: [{ number: 80, name: '80' }] },
    `.ports[0].name' ${PORT_NAME}, got "80"; choose another name`,
  ],
  [
    'two ports have one name',
    {
      ports: [
        { number: 80, name: 'http' },
        { number: 81, name: 'http' },
      ],
    },
    `.ports' must differ in name, got "http" twice; rename one of them`,
  ],
  ['a variable has no name', { env: { '': 'x' } }, `.env' ${ENV}, got ""; rename the variable`],
  ['a variable starts with a digit', { env: { '1A': 'x' } }, `.env' ${ENV}, got "1A"; rename the variable`],
  [
    'a sourced variable has a space',
    { envRefs: { 'A B': kplus.EnvValue.fromValue('x') } },
    `.env' ${ENV}, got "A B"; rename the variable`,
  ],
  ['a variable is a number', { env: { A: 5 as never } }, `.env["A"]' must be a string, got 5; put it in quotes`],
  ['a variable is true', { env: { A: true as never } }, `.env["A"]' must be a string, got true; put it in quotes`],
  [
    'a variable is missing',
    { env: { A: undefined as never } },
    `.env["A"]' must be a string, got undefined; put it in quotes`,
  ],
  [
    'a variable is a source',
    { env: { A: kplus.EnvValue.fromValue('x') as never } },
    `.env["A"]' must be a string, got an instance of EnvValue; give it in 'envRefs'`,
  ],
  [
    'a source is a text',
    { envRefs: { A: 'x' as never } },
    `.envRefs["A"]' must be an EnvValue of cdk8s-plus-27, got "x"; give texts in 'env'`,
  ],
  [
    'a variable has value and source',
    { env: { A: 'x' }, envRefs: { A: kplus.EnvValue.fromValue('y') } },
    `.env' must not name a variable of 'envRefs', got "A"; omit one of them`,
  ],
  ['the CPU is 0', cpu(kplus.Cpu.units(0)), `.resources.cpu.request' must be more than 0, got 0; omit it for none`],
  [
    'the CPU is negative',
    cpu(kplus.Cpu.millis(-1)),
    `.resources.cpu.request' must be more than 0, got -1; omit it for none`,
  ],
  [
    'the CPU is no number',
    cpu(kplus.Cpu.millis(NaN)),
    `.resources.cpu.request' must be more than 0, got NaN; omit it for none`,
  ],
  [
    'the CPU is a text',
    cpu('500m' as never),
    `.resources.cpu.request' must be a Cpu of cdk8s-plus-27, got "500m"; write Cpu.millis(500) or the like`,
  ],
  [
    'the CPU exceeds its limit',
    cpu(kplus.Cpu.units(2), kplus.Cpu.millis(1999)),
    `.resources.cpu.request' must not exceed the limit, got 2000m over 1999m; raise the limit`,
  ],
  [
    'the memory is 0',
    memory(Size.kibibytes(0)),
    `.resources.memory.request' must be more than 0, got 0; omit it for none`,
  ],
  [
    'the memory is a text',
    memory(undefined, '1Gi' as never),
    `.resources.memory.limit' must be a Size of cdk8s, got "1Gi"; write Size.gibibytes(1) or the like`,
  ],
  [
    'the memory exceeds its limit',
    memory(Size.mebibytes(2), Size.mebibytes(1)),
    `.resources.memory.request' must not exceed the limit, got 2048Ki over 1024Ki; raise the limit`,
  ],
  [
    'the disk exceeds its limit',
    { resources: { ephemeralStorage: { request: Size.mebibytes(2), limit: Size.mebibytes(1) } } },
    `.resources.ephemeralStorage.request' must not exceed the limit, got 2048Ki over 1024Ki; raise the limit`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(`[app/Web] 'containers[0]${words}`);
});

describe('gaps', () => {
  const settings = new config.ConfigMap(newChart(), 'Settings');
  const ports = (...list: kplus.ContainerPort[]): Props => ({ ports: list });

  test.each<[string, string, Props]>([
    ['the image is empty', 'image', { image: '' }],
    ['the image has no last part', 'image', { image: 'nginx/' }],
    ['the command is a text, which would be split into characters', 'command', { command: 'sh' as never }],
    ['two ports have one port of the host', 'ports', ports({ number: 80, hostPort: 80 }, { number: 81, hostPort: 80 })],
    ['a variable is called "."', 'env', { env: { '.': 'x' } }],
    ['a prefix starts with a digit', 'envFrom', { envFrom: [workload.EnvFrom.configMap(settings, { prefix: '1' })] }],
    ['the CPU is endless', 'resources', cpu(kplus.Cpu.units(Infinity))],
    ['the memory is endless', 'resources', memory(Size.kibibytes(Infinity))],
    ['the memory is no whole kibibyte', 'resources', memory(Size.mebibytes(0.3))],
  ])('fails when %s', (_, prop, props) => {
    expect(messageOf(build(props))).toMatch(new RegExp(`^\\[app/Web\\] 'containers\\[0\\]\\.${prop}.*'.*; `));
  });

  test('shows the limit when the limit is wrong', () => {
    expect(messageOf(build(cpu(kplus.Cpu.millis(100), kplus.Cpu.units(0))))).toContain('got 0;');
  });

  test.each(['toString', 'constructor', 'valueOf'])('accepts a variable called %s', (name) => {
    expect(build({ env: { [name]: 'x' } })).not.toThrow();
  });

  test('accepts an image whose name is cut behind a hyphen', () => {
    expect(build({ image: `a/${of(62)}-b` })).not.toThrow();
  });
});
