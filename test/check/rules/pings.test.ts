import { findingsOf } from '../support';
import { all, complaints, made } from './cases';

const DB = made('Service', 'spec: { ports: [{ port: 5432 }] }', 'name: db');
const PEERS = made('Service', 'spec: { clusterIP: None }', 'name: peers');
const AWAY = made('Service', 'spec: { type: ExternalName, externalName: a.example.com }', 'name: away');
const pod = (fields: string, init = ''): string =>
  all(
    DB,
    PEERS,
    AWAY,
    made('Pod', `spec: { initContainers: [${init}], containers: [{ name: web, image: a, ${fields} }] }`),
  );
const probe = (command: string): string => pod(`livenessProbe: { exec: { command: ${command} } }`);
const init = (fields: string): string => pod('', `{ name: wait, image: a, ${fields} }`);

const SERVICE = 'must not ping Service db, whose address answers no ping on most clusters';
const WAY_OUT = 'call one of its ports, such as with nc -z or wget';

describe('ping-service', () => {
  test.each([
    ['a probe', probe('[ping, -c, "1", db]'), '/spec/containers/0/livenessProbe/exec/command'],
    ['a probe by a path', probe('[/bin/ping, -c1, db]'), '/spec/containers/0/livenessProbe/exec/command'],
    [
      'a probe by the full name',
      probe('[ping6, db.default.svc.cluster.local]'),
      '/spec/containers/0/livenessProbe/exec/command',
    ],
    [
      'a script',
      probe('[sh, -c, "test -f /a && ping -c 1 \'db\' > /dev/null"]'),
      '/spec/containers/0/livenessProbe/exec/command',
    ],
    [
      'a script with a limit',
      probe('[/bin/bash, -ec, "timeout 5 ping db || exit 1"]'),
      '/spec/containers/0/livenessProbe/exec/command',
    ],
    [
      'a hook',
      pod('lifecycle: { postStart: { exec: { command: [ping, -c1, db] } } }'),
      '/spec/containers/0/lifecycle/postStart/exec/command',
    ],
    [
      'an init container',
      init('command: [sh, -c, until ping -c1 db; do sleep 1; done]'),
      '/spec/initContainers/0/command',
    ],
    [
      'the arguments of an init container',
      init('command: [sh], args: [-c, until ping -c1 db; do sleep 1; done]'),
      '/spec/initContainers/0/args',
    ],
  ])('finds %s that pings a Service', (_what, yaml, pointer) => {
    const found = findingsOf('ping-service', yaml);
    expect(found.map(([where, message]) => [where, message.replace(/, got .*; /, ' - ')])).toEqual([
      [pointer, expect.stringMatching(new RegExp(`^'spec.*' ${SERVICE} - ${WAY_OUT}$`)) as string],
    ]);
  });

  test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])(
    'finds a probe that pings %s, the container itself',
    (host) => {
      expect(findingsOf('ping-service', probe(`[ping, -c1, '${host}']`))).toEqual([
        [
          '/spec/containers/0/livenessProbe/exec/command',
          `'spec.containers[0].livenessProbe.exec.command' must ask the program of the container: a ping of its own address always succeeds, got ["ping","-c1","${host}"]; use httpGet, tcpSocket or grpc, or a command that calls the program`,
        ],
      ]);
    },
  );

  test.each([
    ['the ping of a program', probe('[redis-cli, -h, db, ping]')],
    ['the ping of a program in a script', probe('[sh, -c, "redis-cli -h localhost ping | grep PONG"]')],
    ['a machine outside', probe('[ping, -c1, 198.51.100.7]')],
    ['a host outside', probe('[ping, -c1, example.com]')],
    ['the pods of a headless Service', probe('[ping, -c1, peers]')],
    ['what another name stands for', probe('[ping, -c1, away]')],
    ['a port of a Service', probe('[nc, -z, db, "5432"]')],
    ['the program of a container, which people may want', pod('command: [ping, db]')],
    ['an option with the name of a Service', probe('[pinger, db]')],
  ])('takes %s', (_what, yaml) => {
    expect(complaints('ping-service', yaml, '1.27')).toEqual([]);
  });
});
