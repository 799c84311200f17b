import { findingsOf, report } from '../support';
import { all, complaints, made, Sound } from './cases';
import { pod } from './pods';

const CONFIG = made('ConfigMap', "data: { config.json: '{}', logging.json: '{}' }", 'name: settings');
const SCRIPTS = made('ConfigMap', "data: { main.py: 'print(1)' }", 'name: settings');

/** A pod with the ConfigMap at a path, and more fields of its container. */
function mounted(mountPath: string, fields = 'image: web', config = CONFIG, volume = 'configMap: { name: settings }') {
  const mount = `volumeMounts: [{ name: config, mountPath: ${mountPath} }]`;
  return all(config, pod(`containers: [{ name: web, ${mount}, ${fields} }], volumes: [{ name: config, ${volume} }]`));
}

const PATH = '/spec/containers/0/volumeMounts/0/mountPath';
const FIELD = 'spec.containers[0].volumeMounts[0].mountPath';
const MADE = 'must not be a directory of which the container is made';
const NEEDED = 'must not hide what programs of the image need';
const OWN = 'must not hide the directory where images keep their program (the volume has config.json, logging.json)';
const FILES =
  'must be among the files that volume config has at /app (config.json, logging.json), which hides those of the image';

test.each([
  ['the root', mounted('/'), `'${FIELD}' ${MADE}, got "/"; mount it in a directory of its own`],
  [
    '/proc, with a slash after it',
    mounted('/proc/'),
    `'${FIELD}' ${MADE}, got "/proc/"; mount it in a directory of its own`,
  ],
])('finds an error in a volume at %s', (_, yaml, message) => {
  const { errors } = report(yaml, { strict: false });
  expect(errors.map((error) => [error.rule, error.pointer, error.message])).toEqual([
    ['hidden-program', PATH, message],
  ]);
});

test.each([
  ['/etc', mounted('/etc'), `'${FIELD}' ${NEEDED}, got "/etc"; mount it below, or a single file with subPath`],
  [
    '/app, where the image keeps its program',
    mounted('/app'),
    `'${FIELD}' ${OWN}, got "/app"; mount it in a directory of its own, such as /app/config`,
  ],
  [
    '/usr/src/app, from a projected volume',
    mounted('/usr/src/app', 'image: web', CONFIG, 'projected: { sources: [{ configMap: { name: settings } }] }'),
    `'${FIELD}' ${OWN}, got "/usr/src/app"; mount it in a directory of its own, such as /usr/src/app/config`,
  ],
  [
    '/app, where an interpreter starts a relative program',
    mounted('/app', 'image: web, command: [dotnet, Web.dll]'),
    `'${FIELD}' ${OWN}, got "/app"; mount it in a directory of its own, such as /app/config`,
  ],
])('has a doubt about a volume at %s', (_, yaml, message) => {
  expect(findingsOf('hidden-program', yaml)).toEqual([[PATH, message]]);
  expect(report(yaml, { strict: false }).errors).toEqual([]);
});

test.each([
  ['a command below the mount', 'command: [/app/web]', 'command[0]', '"/app/web"', 1],
  ['a command in the working directory', 'workingDir: /app, command: [./web]', 'command[0]', '"./web"', 1],
  ['a program that an interpreter runs', 'command: [dotnet, /app/Web.dll]', 'command[1]', '"/app/Web.dll"', 0],
  ['one in the working directory', 'workingDir: /app/, command: [node, server.js]', 'command[1]', '"server.js"', 0],
  ['a file of an option', 'command: [web], args: [--config=/app/web.json]', 'args[0]', '"--config=/app/web.json"', 0],
])('finds %s that the volume does not have', (_, fields, field, got, errors) => {
  const yaml = mounted('/app', `image: web, ${fields}`);
  const pointer = `/spec/containers/0/${field.replace('[', '/').replace(']', '')}`;
  const wayOut = 'add it, or mount the volume in a directory of its own';
  expect(findingsOf('hidden-program', yaml)).toEqual([
    [pointer, `'spec.containers[0].${field}' ${FILES}, got ${got}; ${wayOut}`],
  ]);
  const certain = report(yaml, { strict: false }).errors.filter(({ rule }) => rule === 'hidden-program');
  expect(certain).toHaveLength(errors);
});

test.each<Sound>([
  ['a directory of its own', mounted('/app/config')],
  ['a script that the volume has', mounted('/app', 'image: python:3.12.7, command: [python, /app/main.py]', SCRIPTS)],
  [
    'a script in the working directory',
    mounted('/app', 'image: python:3.12.7, workingDir: /app, command: [python, main.py]', SCRIPTS),
  ],
  ['a volume that has a program', mounted('/app', 'image: python:3.12.7', SCRIPTS)],
  ['a program elsewhere', mounted('/app', 'image: web, command: [/web]')],
  ['settings that an option names', mounted('/app', 'image: web, command: [/web, --config, /app/config.json]')],
  ['a text that is no path', mounted('/app', "image: web, command: [sh, -c, 'cat /app/web > /dev/null']")],
  [
    'all files of the directory',
    mounted('/app/', 'image: web, command: [cp, -r, /app/., /app//config.json, /app/./logging.json, /work]'),
  ],
  ['a link of the kubelet', mounted('/app', 'image: web, command: [/web, /app/..data/config.json]')],
  [
    'a directory that an item makes',
    mounted(
      '/app',
      'image: web, command: [/web, /app/conf]',
      CONFIG,
      'configMap: { name: settings, items: [{ key: config.json, path: conf/a.json }] }',
    ),
  ],
  [
    'settings whose keys are not known',
    mounted('/app', 'image: web', '', 'configMap: { name: other, optional: true }'),
  ],
  ['a volume that a container fills', mounted('/app', 'image: web', CONFIG, 'emptyDir: {}')],
  ['a single file', mounted('/app, subPath: config.json')],
  [
    'a deeper volume that has the program',
    mounted('/app', 'image: web, command: [/app/bin/web]')
      .replace('mountPath: /app }', 'mountPath: /app }, { name: bin, mountPath: /app/bin }')
      .replace('volumes: [', 'volumes: [{ name: bin, nfs: { server: files, path: /bin } }, '),
  ],
])('takes %s', (_, yaml) => {
  expect(complaints('hidden-program', yaml, '1.27')).toEqual([]);
});
