import { check } from 'cdk8s-patterns';
import { findingsOf, report } from '../support';
import { APP, pod, workload } from './pods';

/** A pod with an init container that runs a script, and an application that mounts the volumes at other paths. */
function withInit(script: string, mounts: string, volumes = 'name: v, emptyDir: {}', app = APP): string {
  const init = `name: init, image: busybox, command: [sh, -c, ${JSON.stringify(script)}], volumeMounts: [${mounts}]`;
  return pod(`initContainers: [{ ${init} }], ${app}, volumes: [{ ${volumes} }]`);
}

const READ_ONLY = '{ name: v, mountPath: /out, readOnly: true }';
const WRITABLE = '{ name: v, mountPath: /out }';
const READER = 'containers: [{ name: app, image: nginx, volumeMounts: [{ name: v, mountPath: /in }] }]';

const severities = (yaml: string): string[] =>
  report(yaml, { strict: false })
    .findings.filter(({ rule }) => rule === 'read-only-mount')
    .map(({ severity }) => severity);

describe('read-only-mount', () => {
  test('says what is written, and where it may not', () => {
    expect(findingsOf('read-only-mount', withInit('echo v2 > /out/version.txt', READ_ONLY))).toEqual([
      [
        '/spec/initContainers/0/command/2',
        "'spec.initContainers[0].command[2]' must not write below /out, which the container may only read, got /out/version.txt; omit 'readOnly' of the mount, or write to a mount of an emptyDir",
      ],
    ]);
  });

  test.each<[string, string]>([
    ['appends', 'echo a >> /out/a'],
    ['copies', 'cp -r /etc/. /out'],
    ['moves', 'mv a b /out/sub/'],
    ['links', 'ln -s /a /out/a'],
    ['installs', 'install -m 755 a /out/a'],
    ['makes a directory', 'mkdir -p /out/a'],
    ['touches', 'touch /a /out/a'],
    ['tees', 'a | tee /out/a'],
    ['calls the program by its path', '/bin/cp a /out'],
    ['changes the mode', 'chmod +x /out/a.sh'],
    ['changes the owner', 'chown -R 1000:1000 /out'],
    ['changes a file in its place', 'sed -i "s/A/$A/" /out/a'],
    ['loads a file with curl', 'curl -fsSLo /out/a https://example.com/a'],
    ['loads a file with wget', 'wget -qO /out/a https://example.com/a'],
  ])('finds a script that %s', (_, script) => {
    expect(findingsOf('read-only-mount', withInit(script, READ_ONLY))).toHaveLength(1);
  });

  test.each<[string, string]>([
    ['a ConfigMap', 'name: v, configMap: { name: c, optional: true }'],
    ['a Secret', 'name: v, secret: { secretName: s, optional: true }'],
    ['fields of the pod', 'name: v, downwardAPI: { items: [] }'],
    ['several sources', 'name: v, projected: { sources: [] }'],
    ['a claim that is read-only', 'name: v, persistentVolumeClaim: { claimName: c, readOnly: true }'],
    ['a share that is read-only', 'name: v, nfs: { server: a, path: /a, readOnly: true }'],
  ])('knows that %s cannot be written', (_, volume) => {
    expect(findingsOf('read-only-mount', withInit('a > /out/a', WRITABLE, volume))).toHaveLength(1);
  });

  test('reads the scripts of all containers', () => {
    const app = `containers: [{ name: app, image: nginx, command: [cp, a, /out], volumeMounts: [${READ_ONLY}] }]`;
    const yaml = pod(`${app}, volumes: [{ name: v, emptyDir: {} }]`);
    expect(findingsOf('read-only-mount', yaml).map(([pointer]) => pointer)).toEqual(['/spec/containers/0/command']);
    expect(severities(yaml)).toEqual([check.Severity.WARNING]);
  });

  test.each<[string, string, check.Severity]>([
    ['the last command fails', 'a; b > /out/b', check.Severity.ERROR],
    ['the last command fails after a loop', 'until a; do b; done; c > /out/c', check.Severity.ERROR],
    ['commands before it may fail', 'a > /out/a; b', check.Severity.WARNING],
    ['there is a condition', 'if a; then b > /out/b; fi', check.Severity.WARNING],
    ['the script may end before', 'if a; then exit 0; fi; b > /out/b', check.Severity.WARNING],
    ['the directory may be there', 'mkdir -p /out/a', check.Severity.WARNING],
  ])('is sure of an init container when %s: %j', (_, script, severity) => {
    expect(severities(withInit(script, READ_ONLY))).toEqual([severity]);
  });

  const DEEPER = `${READ_ONLY}, { name: v, mountPath: /out/sub, subPath: sub }`;
  test.each<[string, string, string]>([
    ['a mount that can be written', 'a > /out/a', WRITABLE],
    ['a mount in the other that can be written', 'a > /out/sub/a', DEEPER],
    ['a directory of a like name', 'a > /output/a', READ_ONLY],
    ['a path that is made at run time', 'a > /out/$NAME', READ_ONLY],
    ['a relative path', 'a > out/a', READ_ONLY],
    ['a text', "echo '> /out/a'", READ_ONLY],
    ['what is only read', 'cp /out/a /b && cat < /out/a', READ_ONLY],
    ['a copy into a directory that is named first', 'cp -t /tmp /out/a /out/b', READ_ONLY],
    ['a failure that is expected', 'a > /out/a || true', READ_ONLY],
    ['a condition', 'if touch /out/a; then b; fi', READ_ONLY],
    ['a script that asks', '[ -w /out ] && a > /out/a; b', READ_ONLY],
    ['a directory that is there', 'mkdir -p /out/', READ_ONLY],
    ['what is loaded to the standard output', 'wget -qO - https://example.com/a', READ_ONLY],
  ])('accepts %s', (_, script, mounts) => {
    expect(findingsOf('read-only-mount', withInit(script, mounts))).toEqual([]);
  });

  test('accepts a claim template whose name a volume has, too', () => {
    const mounts = 'volumeMounts: [{ name: v, mountPath: /out }]';
    const spec = `containers: [{ name: app, image: nginx, command: [touch, /out/a], ${mounts} }], volumes: [{ name: v, configMap: { name: c } }]`;
    const claims = 'serviceName: web, volumeClaimTemplates: [{ metadata: { name: v }, spec: {} }]';
    expect(findingsOf('read-only-mount', workload('StatefulSet', spec, claims))).toEqual([]);
  });
});

describe('lost-output', () => {
  test('says what is written, and that nobody reads it', () => {
    expect(findingsOf('lost-output', withInit('a; echo hi > /out/index.html', WRITABLE))).toEqual([
      [
        '/spec/initContainers/0/command/2',
        "'spec.initContainers[0].command[2]' must write to a volume that another container mounts, but nothing else mounts v, got /out/index.html; mount it in the container that reads the file",
      ],
    ]);
  });

  const claim = 'name: v, persistentVolumeClaim: { claimName: c }';
  test.each<[string, string]>([
    ['a volume that the application mounts', withInit('a > /out/a', WRITABLE, undefined, READER)],
    ['a volume that lives longer than the pod', withInit('a > /out/a', WRITABLE, claim)],
    ['work that goes on elsewhere', withInit('a > /out/a; b', WRITABLE)],
    ['a directory', withInit('mkdir -p /out/a', WRITABLE)],
    ['the mode of a directory', withInit('chmod 1777 /out', WRITABLE)],
    ['a log', withInit('migrate 2>&1 | tee /out/migrate.log', WRITABLE)],
    ['a temporary file', withInit('a > /tmp/a', '{ name: v, mountPath: /tmp }')],
    ['a file outside of the volume', withInit('a > /tmp/a', WRITABLE)],
  ])('accepts %s', (_, yaml) => {
    expect(findingsOf('lost-output', yaml)).toEqual([]);
  });

  test('leaves sidecars and applications alone', () => {
    const helper = `command: [sh, -c, 'a > /out/a'], volumeMounts: [${WRITABLE}]`;
    const yaml = pod(
      `initContainers: [{ name: s, image: a, restartPolicy: Always, ${helper} }], containers: [{ name: app, image: nginx, ${helper.replaceAll('v,', 'w,')} }], volumes: [{ name: v, emptyDir: {} }, { name: w, emptyDir: {} }]`,
    );
    expect(findingsOf('lost-output', yaml, { target: '1.29' })).toEqual([]);
  });
});
