import { Duration, Size } from 'cdk8s';
import { CachingConf, nginxConf } from '../../../src/platform/private/nginx-conf';

const props: Required<CachingConf> = {
  upstream: 'http://web:8000',
  port: 8081,
  cachePath: '/var/cache/pages',
  cacheSize: Size.mebibytes(20),
  validity: Duration.minutes(2),
  timeout: Duration.minutes(5),
};

const conf = (changes: Partial<CachingConf> = {}): string => nginxConf({ ...props, ...changes });

/** The lines of a configuration that begin with that directive, without indentation. */
const lines = (text: string, directive: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${directive} `));

test('says all that it is given', () => {
  expect(conf()).toBe(`worker_processes auto;
pid /tmp/nginx.pid;
error_log stderr warn;

events {
  worker_connections 1024;
}

http {
  access_log /dev/stdout;

  client_body_temp_path /tmp/client_body;
  proxy_temp_path       /tmp/proxy;
  fastcgi_temp_path     /tmp/fastcgi;
  uwsgi_temp_path       /tmp/uwsgi;
  scgi_temp_path        /tmp/scgi;

  proxy_cache_path /var/cache/pages levels=1:2 keys_zone=cache:10m max_size=20m inactive=120s use_temp_path=off;

  server {
    listen 8081;

    location / {
      proxy_pass http://web:8000;
      proxy_http_version 1.1;
      proxy_read_timeout 300s;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;

      proxy_cache cache;
      proxy_cache_key $http_host$request_uri;
      proxy_cache_valid 200 120s;
      # One request computes a page, the others wait for it.
      proxy_cache_lock on;
      proxy_cache_lock_age 300s;
      proxy_cache_lock_timeout 300s;
      proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;

      add_header X-Cache-Status $upstream_cache_status always;
      add_header X-Proxy-Host $hostname always;
    }
  }
}
`);
});

test('leaves the timeout of Nginx, one minute, when none is given', () => {
  const without = conf({ timeout: undefined });
  expect(lines(without, 'proxy_read_timeout')).toEqual([]);
  expect(without).toBe(conf().replace('      proxy_read_timeout 300s;\n', '').replaceAll(' 300s;', ' 60s;'));
});

test.each([
  ['a second', Duration.seconds(1), '1s'],
  ['a minute and a half', Duration.minutes(1.5), '90s'],
  ['a day', Duration.days(1), '86400s'],
  ['a hundred years', Duration.days(36500), '3153600000s'],
])('writes %s in whole seconds', (_, duration, text) => {
  expect(lines(conf({ validity: duration }), 'proxy_cache_valid')).toEqual([`proxy_cache_valid 200 ${text};`]);
  expect(conf({ validity: duration })).toContain(`inactive=${text} `);
  expect(lines(conf({ timeout: duration }), 'proxy_read_timeout')).toEqual([`proxy_read_timeout ${text};`]);
});

test.each([
  ['1 MiB', Size.mebibytes(1), '1m'],
  ['1 GiB', Size.gibibytes(1), '1024m'],
  ['100 TiB', Size.tebibytes(100), '104857600m'],
])('writes %s in mebibytes', (_, cacheSize, text) => {
  expect(conf({ cacheSize })).toContain(` max_size=${text} `);
});

test('writes nothing outside the cache and /tmp, and needs no root', () => {
  const paths = [...conf().matchAll(/ (\/(?!dev\/)[\w./]+)/g)].map(([, path]) => path);
  expect(paths.filter((path) => !path?.startsWith('/tmp/') && path !== '/')).toEqual(['/var/cache/pages']);
  expect(lines(conf(), 'user')).toEqual([]);
});

test('the others wait for a page as long as the application may take', () => {
  for (const directive of ['proxy_cache_lock_timeout', 'proxy_cache_lock_age']) {
    expect(lines(conf(), directive)).toEqual([`${directive} 300s;`]);
    expect(lines(conf({ timeout: undefined }), directive)).toEqual([`${directive} 60s;`]);
  }
});

test('answers to one host name are not served to another, which the application sees too', () => {
  expect(lines(conf(), 'proxy_cache_key')).toEqual(['proxy_cache_key $http_host$request_uri;']);
});

test('a size of no whole mebibytes is rounded down', () => {
  expect(conf({ cacheSize: Size.kibibytes(2047) })).toContain(' max_size=1m ');
});
