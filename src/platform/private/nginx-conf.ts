import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';

/** What the configuration of a caching proxy depends on. */
export interface CachingConf {
  readonly upstream: string;
  readonly port: number;
  readonly cachePath: string;
  readonly cacheSize: Size;
  readonly validity: Duration;
  readonly timeout?: Duration;
}

const ANY = { rounding: SizeRoundingBehavior.NONE };
/** The time that Nginx itself gives the application. */
const TIMEOUT = 60;

const PROCESS = `worker_processes auto;
pid /tmp/nginx.pid;
error_log stderr warn;

events {
  worker_connections 1024;
}

`;

/** Where any user may write. */
const SCRATCH = `  client_body_temp_path /tmp/client_body;
  proxy_temp_path       /tmp/proxy;
  fastcgi_temp_path     /tmp/fastcgi;
  uwsgi_temp_path       /tmp/uwsgi;
  scgi_temp_path        /tmp/scgi;
`;

/** An `nginx.conf` that runs as root and as any other user: its process id and scratch files lie in `/tmp`. */
export function nginxConf(conf: CachingConf): string {
  const [validity, size] = [`${conf.validity.toSeconds()}s`, Math.floor(conf.cacheSize.toMebibytes(ANY))];
  const timeout = conf.timeout?.toSeconds() ?? TIMEOUT;
  const read = conf.timeout === undefined ? '' : `      proxy_read_timeout ${timeout}s;\n`;
  return `${PROCESS}http {
  access_log /dev/stdout;

${SCRATCH}
  proxy_cache_path ${conf.cachePath} levels=1:2 keys_zone=cache:10m max_size=${size}m inactive=${validity} use_temp_path=off;

  server {
    listen ${conf.port};

    location / {
      proxy_pass ${conf.upstream};
      proxy_http_version 1.1;
${read}      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;

      proxy_cache cache;
      proxy_cache_key $http_host$request_uri;
      proxy_cache_valid 200 ${validity};
      # One request computes a page, the others wait for it.
      proxy_cache_lock on;
      proxy_cache_lock_age ${timeout}s;
      proxy_cache_lock_timeout ${timeout}s;
      proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;

      add_header X-Cache-Status $upstream_cache_status always;
      add_header X-Proxy-Host $hostname always;
    }
  }
}
`;
}
