import { spawnSync } from 'node:child_process';
import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const server = (props: Partial<workload.TextServerProps> = {}): workload.ContainerProps =>
  workload.TextServer.container({ text: 'OK', port: 8080, ...props });

/** The pod that runs one server. */
function pod(props: Partial<workload.TextServerProps> = {}): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [server(props)] });
  return podOf(chart);
}

const script = (port: number, each = ':'): string => `export RESPOND='
while read -r line && [ "\${#line}" -gt 1 ]; do ${each}; done
printf "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n%s" \\
  "$CONTENT_TYPE" "$CONTENT_LENGTH" "$TEXT"
'
trap 'exit 0' TERM
nc -ll -p ${port} -e sh -c "$RESPOND" &
wait $!
`;

test('renders every prop', () => {
  const props: Required<workload.TextServerProps> = {
    text: '{"status": "OK"}\n',
    port: 8081,
    portName: 'health',
    name: 'healthz',
    contentType: 'application/json',
    logRequests: true,
    image: 'busybox:1.36',
    resources: { cpu: { limit: Cpu.millis(50) }, memory: { request: Size.mebibytes(8), limit: Size.mebibytes(16) } },
  };
  expect(pod(props)).toEqual({
    containers: [
      {
        name: 'healthz',
        image: 'busybox:1.36',
        command: ['sh', '-c', script(8081, 'printf "%s\\n" "$line" >&2')],
        ports: [{ name: 'health', containerPort: 8081 }],
        env: [
          { name: 'CONTENT_TYPE', value: 'application/json' },
          { name: 'CONTENT_LENGTH', value: '17' },
          { name: 'TEXT', value: '{"status": "OK"}\n' },
        ],
        resources: { requests: { memory: '8Mi' }, limits: { cpu: '50m', memory: '16Mi' } },
      },
    ],
  });
});

test('renders what it needs and no more', () => {
  expect(pod()).toEqual({
    containers: [
      {
        name: 'text-server',
        image: 'busybox:1.37.0',
        command: ['sh', '-c', script(8080)],
        ports: [{ name: 'text-server', containerPort: 8080 }],
        env: [
          { name: 'CONTENT_TYPE', value: 'text/plain; charset=utf-8' },
          { name: 'CONTENT_LENGTH', value: '2' },
          { name: 'TEXT', value: 'OK' },
        ],
      },
    ],
  });
});

describe('the name of the port', () => {
  test('is that of the container, up to 15 letters', () => {
    expect(server({ name: 'n'.repeat(15) }).ports).toEqual([{ number: 8080, name: 'n'.repeat(15) }]);
  });

  test('is none when that of the container is too long for a port', () => {
    expect(server({ name: 'n'.repeat(16) }).ports).toEqual([{ number: 8080, name: undefined }]);
  });

  test('can be given', () => {
    expect(server({ name: 'n'.repeat(16), portName: 'http' }).ports).toEqual([{ number: 8080, name: 'http' }]);
  });

  test.each(['a--b', '8080'])('is none when the container is called %j, which is no name for a port', (name) => {
    expect(server({ name }).ports).toEqual([{ number: 8080, name: undefined }]);
  });
});

test('two servers of one pod share a Service, each with its port', () => {
  const web = new workload.Deployment(newChart(), 'Web', {
    containers: [{ image: 'app' }],
    sidecars: [server({ name: 'healthz' }), server({ name: 'metrics', port: 8081 })],
  });
  expect(web.expose().ports).toEqual([
    expect.objectContaining({ port: 8080, name: 'healthz', targetPortName: 'healthz' }),
    expect.objectContaining({ port: 8081, name: 'metrics', targetPortName: 'metrics' }),
  ]);
});

test('copies its resources into no other server', () => {
  const resources: ContainerResources = { cpu: { limit: Cpu.units(1) } };
  expect(server({ resources }).resources).toEqual(resources);
  expect(server().resources).toBeUndefined();
});

/** What the kubelet makes of a variable: `$(NAME)` is replaced, `$$` is one dollar sign. */
function expanded(text: string, variables: { [name: string]: string }): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (all, name: string | undefined) =>
    name === undefined ? '$' : (variables[name] ?? all),
  );
}

/** The bytes that the script of a server sends for a request, without the network between. */
function answer(props: Partial<workload.TextServerProps>, request = 'GET / HTTP/1.1\r\nHost: web\r\n\r\n'): string {
  const { command = [], env = {} } = server(props);
  // Each container also has the variables of all Services.
  const variables: { [name: string]: string } = { WEB_PORT: '80' };
  for (const [name, value] of Object.entries(env)) variables[name] = expanded(value, variables);
  const [shell = '', ...args] = command;
  const here = args.map((arg) => arg.replace(/^nc .* -e (.*) &\nwait .*$/m, '$1'));
  const { stdout, stderr } = spawnSync(shell, here, {
    input: request,
    env: { PATH: process.env['PATH'], ...variables },
  });
  expect(stderr.toString()).toBe('');
  return stdout.toString();
}

describe('the answer', () => {
  const TEXTS = {
    'a line': 'OK\n',
    nothing: '',
    quotes: `it's "quoted" \`id\``,
    'what looks like a format': '100% %s %d %% \\n \\x41 \\',
    'what looks like an option': '-n',
    'shell variables': '$HOME ${HOME} $(id) $((1+1)) $',
    'a variable of the container': '$(WEB_PORT) $(CONTENT_TYPE) $(TEXT) $(NOPE)',
    'letters of several bytes': 'grüße 日本 🎉\n',
    'line ends of Windows': 'a\r\nb\r\n',
    'empty lines at the end': '\n\n\n',
    '5 kB': 'x'.repeat(5000),
  };

  test.each(Object.entries(TEXTS))('is the text as it stands: %s', (_, text) => {
    const bytes = Buffer.byteLength(text);
    expect(answer({ text })).toBe(
      `HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${bytes}\r\nConnection: close\r\n\r\n${text}`,
    );
  });

  test.each(['costs $$5', '$$(CONTENT_TYPE)', '$$$'])('is the text as it stands: %j', (text) => {
    expect(answer({ text })).toContain(`\r\n\r\n${text}`);
  });

  test('names its media type as it stands', () => {
    expect(answer({ contentType: 'text/x; a="$(WEB_PORT) %s"' })).toContain(
      '\r\nContent-Type: text/x; a="$(WEB_PORT) %s"\r\n',
    );
  });

  test.each([
    ['has headers', 'GET /x?y HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n'],
    ['has line ends of Unix', 'GET / HTTP/1.0\n\n'],
    ['breaks off', 'GET /'],
    ['is empty', ''],
  ])('comes too when the request %s', (_, request) => {
    expect(answer({}, request)).toMatch(/\r\n\r\nOK$/);
  });
});

test.each<[string, Partial<workload.TextServerProps>, string]>([
  [
    'the port is 0',
    { port: 0 },
    "'containers[0].ports[0].number' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
  [
    'the name of the port is none',
    { portName: 'HTTP' },
    "'containers[0].ports[0].name' must be at most 15 lower case letters, digits and single '-', with at least one letter, got \"HTTP\"; choose another name",
  ],
  [
    'the name is none',
    { name: 'Health', portName: 'health' },
    "'containers[0].name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"Health\"; choose another name",
  ],
  [
    'the image is none',
    { image: '' },
    "'containers[0].image' must be the name of an image, such as 'nginx:1.30.6-alpine', got \"\"; correct the name of the image",
  ],
])('the pod fails when %s', (_, props, words) => {
  expect(messageOf(() => pod(props))).toBe(`[app/Web] ${words}`);
});

describe('gaps', () => {
  test.each<[string, string, Partial<workload.TextServerProps>]>([
    ['the text is larger than a variable may be', 'text', { text: 'x'.repeat(131072) }],
    ['the text holds a zero byte, which no variable can', 'text', { text: 'a\0b' }],
    ['the media type breaks the line', 'contentType', { contentType: 'text/plain\r\nX-Other: 1' }],
  ])('fails when %s', (_, prop, props) => {
    expect(messageOf(() => server(props))).toMatch(new RegExp(`^\\[TextServer\\] '${prop}' .*; `));
  });
});
