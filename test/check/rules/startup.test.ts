import { findingsOf } from '../support';
import { APP, pod } from './pods';

describe('endless-init', () => {
  const init = (command: string, more = 'tty: false'): string =>
    pod(`initContainers: [{ name: init, image: busybox, command: ${command}, ${more} }], ${APP}`);
  const script = (text: string): string => init(`[sh, -c, ${JSON.stringify(text)}]`);

  test('says that the containers wait', () => {
    expect(findingsOf('endless-init', script('while true; do date; sleep 5; done'))).toEqual([
      [
        '/spec/initContainers/0/command/2',
        `'spec.initContainers[0].command[2]' must end, because the containers of the pod start after it, got "while true; do date; sleep 5; done"; move it to the containers, or let it end when its work is done`,
      ],
    ]);
  });

  test.each([
    'tail -f /logs/app.log',
    'tail -n +1 -F /logs/app.log',
    'tail --follow=name /a',
    'a; sleep infinity',
    'while :; do a; done',
    'until false\ndo a\ndone',
    '/bin/sleep infinity',
    'until a; do b; done; tail -f /c',
    'cd /a && while true; do b; done',
  ])('finds %j', (text) => {
    expect(findingsOf('endless-init', script(text))).toHaveLength(1);
  });

  test('finds a program without a shell', () => {
    expect(findingsOf('endless-init', init('[sleep, infinity]')).map(([pointer]) => pointer)).toEqual([
      '/spec/initContainers/0/command',
    ]);
  });

  test.each([
    'until nc -z db 5432; do sleep 1; done',
    'while true; do a && break; done',
    'while true; do a && exit 0; sleep 1; done',
    'timeout 60 sleep infinity',
    'tail -f /a | grep -m 1 ready',
    'tail -f /a & wait',
    'tail --pid=1 -f /a',
    'tail -n 1 /a',
    'sleep 5',
    "echo 'while true; do a; done' > /b",
    'while read -r a; do b; done < /c',
    'a || while true; do b; done',
    'if a; then while true; do b; done; fi; c',
    '[ "$WAIT" = 1 ] && while true; do b; done; c',
    'while true; do a; done & b',
    'while true; do a; done | grep -m 1 ready',
  ])('accepts %j', (text) => {
    expect(findingsOf('endless-init', script(text))).toEqual([]);
  });

  test('accepts what runs beside the application', () => {
    expect(findingsOf('endless-init', init('[sleep, infinity]', 'restartPolicy: Always'), { target: '1.29' })).toEqual(
      [],
    );
    expect(
      findingsOf('endless-init', pod('containers: [{ name: app, image: nginx, command: [sleep, infinity] }]')),
    ).toEqual([]);
  });
});

describe('missing-program', () => {
  const APP_MOUNT = 'volumeMounts: [{ name: v, mountPath: /init }]';
  const running = (fields: string, more = 'restartPolicy: Always', volume = 'emptyDir: {}'): string =>
    pod(`containers: [{ name: app, image: nginx, ${fields} }], volumes: [{ name: v, ${volume} }], ${more}`);
  const init = (mount: string): string => `initContainers: [{ name: init, image: a, volumeMounts: [{ ${mount} }] }]`;

  test('says which volume is empty', () => {
    expect(findingsOf('missing-program', running(`command: [/init/run.sh], ${APP_MOUNT}`))).toEqual([
      [
        '/spec/containers/0/command/0',
        `'spec.containers[0].command[0]' must be there when the container starts, but volume v is empty, and no other container fills it, got "/init/run.sh"; write it in an init container that mounts the volume, or mount the volume elsewhere`,
      ],
    ]);
  });

  test('finds a script that a shell is given', () => {
    const yaml = running(`command: [/bin/sh, /init/run.sh], ${APP_MOUNT}`);
    expect(findingsOf('missing-program', yaml).map(([pointer]) => pointer)).toEqual(['/spec/containers/0/command/1']);
  });

  test('finds it when the other container may only read', () => {
    const yaml = running(`command: [/init/run.sh], ${APP_MOUNT}`, init('name: v, mountPath: /out, readOnly: true'));
    expect(findingsOf('missing-program', yaml)).toHaveLength(1);
  });

  test.each<[string, string]>([
    [
      'a file that an init container writes',
      running(`command: [/init/run.sh], ${APP_MOUNT}`, init('name: v, mountPath: /out')),
    ],
    ['a volume with content', running(`command: [/init/run.sh], ${APP_MOUNT}`, 'tty: false', 'hostPath: { path: /a }')],
    ['a program elsewhere', running(`command: [/usr/bin/run.sh], ${APP_MOUNT}`)],
    ['a program of the path', running(`command: [run], ${APP_MOUNT}`)],
    ['an argument, which may be made', running(`command: [/bin/write, /init/run.sh], ${APP_MOUNT}`)],
    ['a script in the manifest', running(`command: [sh, -c, '/init/run.sh'], ${APP_MOUNT}`)],
    ['arguments of the entry point', running(`args: [/init/run.sh], ${APP_MOUNT}`)],
  ])('accepts %s', (_, yaml) => {
    expect(findingsOf('missing-program', yaml)).toEqual([]);
  });
});
