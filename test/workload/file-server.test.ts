import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Size } from 'cdk8s';
import { storage, workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const server = (props: Partial<workload.FileServerProps> = {}): workload.ContainerProps =>
  workload.FileServer.container({
    volume: storage.Volume.emptyDir('data'),
    file: 'index.html',
    port: 8080,
    ...props,
  });

function pod(props: Partial<workload.FileServerProps> = {}): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [server(props)] });
  return podOf(chart);
}

const script = (port: number, each = ':'): string => `export RESPOND='
while read -r line && [ "\${#line}" -gt 1 ]; do ${each}; done
if [ -f "$FILE" ]; then
  length=\`wc -c < "$FILE"\`
  printf "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n" "$CONTENT_TYPE" "$length"
  head -c "$length" "$FILE"
else
  printf "HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n"
fi
'
trap 'exit 0' TERM
nc -ll -p ${port} -e sh -c "$RESPOND" &
wait $!
`;

test('renders every prop', () => {
  const props: Required<workload.FileServerProps> = {
    volume: storage.Volume.emptyDir('pages'),
    file: 'today/status.json',
    mountPath: '/pages',
    port: 8081,
    portName: 'status',
    name: 'pages',
    contentType: 'application/json',
    logRequests: true,
    image: 'busybox:1.36',
    resources: { memory: { limit: Size.mebibytes(16) } },
  };
  expect(pod(props)).toEqual({
    containers: [
      {
        name: 'pages',
        image: 'busybox:1.36',
        command: ['sh', '-c', script(8081, 'printf "%s\\n" "$line" >&2')],
        ports: [{ name: 'status', containerPort: 8081 }],
        env: [
          { name: 'CONTENT_TYPE', value: 'application/json' },
          { name: 'FILE', value: '/pages/today/status.json' },
        ],
        volumeMounts: [{ name: 'pages', mountPath: '/pages', readOnly: true }],
        resources: { limits: { memory: '16Mi' } },
      },
    ],
    volumes: [{ name: 'pages', emptyDir: {} }],
  });
});

test('renders what it needs and no more', () => {
  expect(pod()).toEqual({
    containers: [
      {
        name: 'file-server',
        image: 'busybox:1.37.0',
        command: ['sh', '-c', script(8080)],
        ports: [{ name: 'file-server', containerPort: 8080 }],
        env: [
          { name: 'CONTENT_TYPE', value: 'text/plain; charset=utf-8' },
          { name: 'FILE', value: '/data-ro/index.html' },
        ],
        volumeMounts: [{ name: 'data', mountPath: '/data-ro', readOnly: true }],
      },
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
  });
});

describe('the answer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'file-server-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What the server sends and prints for a request, without the network between. */
  function answer(file: string, props: Partial<workload.FileServerProps> = {}): { sent: string; log: string } {
    const { command = [], env = {} } = server({ mountPath: folder, file, ...props });
    const variables = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replaceAll('$$', '$')]),
    );
    const here = (command[2] ?? '').replace(/^nc .* -e (.*) &\nwait .*$/m, '$1');
    const { stdout, stderr } = spawnSync('sh', ['-c', here], {
      input: 'GET /any HTTP/1.1\r\nHost: web\r\n\r\n',
      env: { PATH: process.env['PATH'], ...variables },
    });
    return { sent: stdout.toString(), log: stderr.toString() };
  }

  test.each([
    ['a page', '<h1>grüße</h1>\n'],
    ['nothing', ''],
    ['no line end', '100% %s \\n $HOME'],
    ['line ends of Windows', 'a\r\n\r\n'],
  ])('is the file as it stands: %s', (_, text) => {
    writeFileSync(join(folder, 'page'), text);
    expect(answer('page', { contentType: 'text/html' })).toEqual({
      sent: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
      log: '',
    });
  });

  test.each(["it's", 'a b', '$(id)', '-n', '*'])('is that of a file called %j', (name) => {
    writeFileSync(join(folder, name), name);
    expect(answer(name).sent).toContain(`\r\n\r\n${name}`);
  });

  test('is 404 where there is no file', () => {
    const sent = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
    expect(answer('none')).toEqual({ sent, log: '' });
  });

  test('leaves the request in the log when it is to', () => {
    writeFileSync(join(folder, 'page'), 'hi');
    expect(answer('page', { logRequests: true }).log).toBe('GET /any HTTP/1.1\r\nHost: web\r\n');
  });
});

test.each(['', '/index.html', '../index.html'])('fails when the file is %j', (file) => {
  expect(messageOf(() => server({ file }))).toBe(
    `[FileServer] 'file' must be a relative path without '..', got "${file}"; write it below the root of the volume`,
  );
});

test('fails when the media type breaks the line', () => {
  expect(messageOf(() => server({ contentType: 'text/html\r\nX: 1' }))).toBe(
    `[FileServer] 'contentType' must have no line ends, got "text/html\\r\\nX: 1"; write it in one line`,
  );
});
