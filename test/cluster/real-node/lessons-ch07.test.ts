// Chapter 7: pods of many containers. All in one namespace, since the lessons call each other.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1Pod } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';

const namespace = 'ch07';

/** Tests the lessons of chapter 7. */
export function testChapter7(book: Book): void {
  describe('ch07/sleep', () => sleep(book.lesson('ch07/sleep', namespace)));
  describe('ch07/timecheck', () => timecheck(book.lesson('ch07/timecheck', namespace)));
  describe('ch07/numbers', () => numbers(book.lesson('ch07/numbers', namespace)));
  describe('ch07/pi-standard-startup', () => piStandardStartup(book.lesson('ch07/pi-standard-startup', namespace)));
}

function sleep(lesson: Lesson): void {
  let url: string;
  const sh = async (script: string, container: string) => lesson.sh(await lesson.pod('app=sleep'), script, container);
  const processes = () => sh('ps', 'sleep');
  lesson.applies();
  lesson.shows('shares files between two containers, of which one may write', async () => {
    const pod = await lesson.pod('app=sleep');
    await sh('echo ${HOSTNAME} > /data-rw/hostname.txt', 'sleep');
    assert.equal(await sh('cat /data-rw/hostname.txt', 'sleep'), pod);
    assert.equal(await sh('cat /data-ro/hostname.txt', 'file-reader'), pod);
    const { code, stderr } = await lesson.try(pod, 'echo more >> /data-ro/hostname.txt', 'file-reader');
    assert.match(stderr, /sh: can't create \/data-ro\/hostname\.txt: Read-only file system/);
    assert.notEqual(code, 0);
  });
  lesson.applies('2-server');
  lesson.shows('calls a server beside it at localhost, which logs the call', async () => {
    const pod = await lesson.pod('app=sleep');
    const call = () => lesson.try(pod, 'wget -q -O - localhost:8080', 'sleep');
    await lesson.until('answer', async () => (await call()).stdout === 'kiamol\n');
    assert.match(await lesson.kubectl('logs', pod, '-c', 'server'), /^GET \/ HTTP\/1\.1\r?\nHost: localhost:8080\r?$/m);
  });
  lesson.shows('does not see the processes of the server', async () => {
    assert.match(await processes(), /^ +1 .*trap : TERM INT/m);
    assert.doesNotMatch(await processes(), /nc -ll/);
  });
  lesson.applies('3-exposed-service');
  lesson.shows('answers at the port of the Service', async () => {
    url = await lesson.url('sleep');
    await lesson.page(url, ({ body }) => body === 'kiamol\n');
  });
  lesson.applies('4-html-server');
  lesson.shows('shows the page that another container has written before', async () => {
    const page = '<!DOCTYPE html><html><body><h1>KIAMOL Ch07</h1></body></html>\n';
    await lesson.page(url, ({ body }) => body === page);
    const pod = await lesson.pod('app=sleep');
    const { status } = await lesson.read<V1Pod>('v1', 'Pod', pod);
    assert.deepEqual(
      status?.initContainerStatuses?.map(({ name, state }) => [name, state?.terminated?.reason]),
      [['init-html', 'Completed']],
    );
    assert.equal(await lesson.kubectl('logs', pod, '-c', 'init-html'), '');
  });
  lesson.applies('5-server-shared');
  lesson.shows('sees the processes of the server', async () => {
    assert.match(await processes(), /^ +1 .*\/pause$/m);
    assert.match(await processes(), /nc -ll -p 8080/);
  });
}

function timecheck(lesson: Lesson): void {
  const pod = () => lesson.pod('app=timecheck');
  const line = (environment: string, version: string) =>
    new RegExp(`^\\d{4}-.* \\[INF\\] Environment: ${environment}; version: ${version}; time check: [\\d:.]+$`, 'm');
  const logged = async () => (await lesson.try(await pod(), 'cat /logs/timecheck.log', 'timecheck')).stdout;
  lesson.applies();
  lesson.shows('logs to a file, with the settings of the image, and not to stdout', async () => {
    await lesson.until('line', async () => line('DEV', '1\\.0').test(await logged()));
    assert.equal(await lesson.kubectl('logs', await pod(), '-c', 'timecheck'), '');
  });
  lesson.applies('2-config');
  lesson.shows('has the settings of the ConfigMap and the environment of the init container', async () => {
    await lesson.until('line', async () => line('TEST', '1\\.1').test(await logged()));
    const settings = await lesson.sh(await pod(), 'cat /config/appsettings.json', 'timecheck');
    assert.deepEqual(JSON.parse(settings), {
      Application: { Version: '1.1', Environment: 'TEST' },
      Timer: { IntervalSeconds: '7' },
    });
    const own = 'echo "$APP_ENVIRONMENT"; [ -e /config-in ] && echo /config-in || echo none';
    assert.equal(await lesson.sh(await pod(), own, 'timecheck'), 'none');
  });
  lesson.applies('3-logging');
  lesson.shows('has the lines of the file in the log of the container beside it', async () => {
    const log = async () => lesson.kubectl('logs', '-l', 'app=timecheck', '-c', 'logger');
    await lesson.until('line', async () => line('DEV', '1\\.1').test(await log()));
  });
  lesson.applies('4-good-citizen');
  lesson.shows('tells its health and its metrics to other pods', async () => {
    const get = async (url: string) => lesson.try(await lesson.pod('app=sleep'), `wget -q -O - ${url}`, 'sleep');
    await lesson.until('health', async () => (await get('http://timecheck:8080')).stdout === '{"status": "OK"}\n');
    assert.equal(
      (await get('http://timecheck:8081')).stdout,
      '# HELP timechecks_total The total number timechecks.\n# TYPE timechecks_total counter\ntimechecks_total 6\n',
    );
  });
}

function numbers(lesson: Lesson): void {
  let url: string;
  const draws = () => lesson.page(url, ({ body }) => /Here it is: \d+</.test(body), {});
  const elsewhere = async () =>
    lesson.try(await lesson.pod('app=numbers-web'), 'wget -q -O - http://timecheck:8080', 'web');
  lesson.applies();
  lesson.shows('draws a number, and may call what it likes', async () => {
    url = await lesson.url('numbers-web');
    await draws();
    assert.equal((await elsewhere()).stdout, '{"status": "OK"}\n');
  });
  lesson.applies('2-ambassador');
  lesson.shows('draws a number through the proxy, which logs the call', async () => {
    await draws();
    const log = await lesson.kubectl('logs', await lesson.pod('app=numbers-web'), '-c', 'proxy');
    assert.match(log, /^\*\* Logging proxy listening on port: 1080 \*\*\*$/m);
    assert.match(
      log,
      /^GET http:\/\/localhost\/api -> http:\/\/numbers-api\/sixeyed\/kiamol\/master\/ch03\/numbers\/rng$/m,
    );
  });
  lesson.shows('may call nothing else', async () => {
    const { code, stdout } = await elsewhere();
    assert.deepEqual([code === 0, stdout], [false, '']);
    const log = await lesson.kubectl('logs', await lesson.pod('app=numbers-web'), '-c', 'proxy');
    assert.match(log, /^GET http:\/\/timecheck:8080\/ \[BLOCKED\]$/m);
  });
}

function piStandardStartup(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('shows Pi, started by a script that the image does not have', async () => {
    const url = await lesson.url('pi-web', 'http');
    await lesson.page(`${url}/?dp=10`, ({ body }) => body.includes('3.1415926535<'));
  });
  lesson.shows('tells its version at another port', async () => {
    await lesson.page(await lesson.url('pi-web', 'version'), ({ body }) => body === 'ch07-lab\n');
  });
  lesson.ends();
}
