import { data } from 'cdk8s-patterns';
import { file, postgres } from '../support';

const conf = (props: Partial<data.PostgresProps>): string => file(postgres(props), 'todo-db-config', 'postgresql.conf');
const script = (name: string, props: Partial<data.PostgresProps> = {}): string =>
  file(postgres({ replicas: 2, ...props }), 'todo-db-scripts', name);

const CONNINFO = 'host=todo-db-0.todo-db user=replica passfile=/credentials/pgpass';

describe('postgresql.conf', () => {
  test('says how servers of version 15 replicate', () => {
    expect(conf({})).toBe(`listen_addresses = '*'
max_connections = '100'
shared_buffers = '128MB'
hba_file = '/etc/postgresql/pg_hba.conf'
password_encryption = 'scram-sha-256'
wal_level = 'replica'
max_wal_senders = '10'
wal_keep_size = '256MB'
hot_standby = 'on'
hot_standby_feedback = 'on'
max_standby_streaming_delay = '15min'
primary_conninfo = '${CONNINFO}'
`);
  });

  test.each([
    ['postgres:11.22', 'wal_keep_segments = ', undefined],
    ['postgres:12.22', 'wal_keep_segments = ', 'primary_conninfo = '],
    ['postgres:13.23', 'wal_keep_size = ', 'primary_conninfo = '],
    ['postgres:18.1', 'wal_keep_size = ', 'primary_conninfo = '],
  ])('of %s has %p and %p', (image, keep, conninfo) => {
    const names = ['wal_keep_segments = ', 'wal_keep_size = ', 'primary_conninfo = '];
    expect(names.filter((name) => conf({ image }).includes(name))).toEqual([keep, conninfo].filter(Boolean));
  });

  test('takes the parameters over its own, once each', () => {
    const text = conf({ parameters: { shared_buffers: '1GB', work_mem: '8MB', wal_level: 'logical' } });
    expect(text.match(/^(shared_buffers|work_mem|wal_level) .*$/gm)).toEqual([
      "shared_buffers = '1GB'",
      "wal_level = 'logical'",
      "work_mem = '8MB'",
    ]);
  });

  test.each([
    ['it is', 'it is'],
    ["it's", "it''s"],
    ['a\\b', 'a\\\\b'],
    ["\\'", "\\\\''"],
    ['two\nlines', 'two\\nlines'],
    ['', ''],
    ['100% $HOME #', '100% $HOME #'],
  ])('writes the value %j so that it is read back', (value, written) => {
    expect(conf({ parameters: { log_line_prefix: value } })).toContain(`log_line_prefix = '${written}'\n`);
  });
});

test.each(['postgres:11.22', 'postgres:18.1'])('pg_hba.conf of %s asks for passwords from the network', (image) => {
  expect(file(postgres({ image }), 'todo-db-config', 'pg_hba.conf')).toBe(`# Only processes of the pod reach the socket.
local all         all     trust
host  all         all     all scram-sha-256
host  replication "replica" all scram-sha-256
`);
});

describe('create-replica-user.sh', () => {
  test('reads the password from its file, keeps it out of logs, and says that the initialization is through', () => {
    expect(script('create-replica-user.sh')).toBe(`#!/bin/sh
# The account with which the standbys stream.
set -eu
export PGOPTIONS='-c log_statement=none -c log_min_error_statement=panic -c log_min_duration_statement=-1'
psql --set ON_ERROR_STOP=1 --no-psqlrc --username "\${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\\set password \`printf %s "$(cat /secrets/replication_password)"\`
CREATE ROLE "replica" WITH REPLICATION LOGIN PASSWORD :'password';
SQL
rm -f "$PGDATA.unfinished"
`);
  });
});

describe('initialize-replication.sh', () => {
  const text = script('initialize-replication.sh');
  const [primary = '', standby = ''] = text.split('\nfi\n\n# libpq');

  test('on pod 0 removes what an initialization left that broke off, and marks the next one', () => {
    expect(primary).toBe(`#!/bin/sh
# Pod 0 is the primary; any other pod becomes a standby that streams from it.
set -eu

if [ "\${POD_NAME##*-}" = 0 ]; then
  # The image would take the rest of an initialization that broke off for the data of a server. Data that was ever served
  # stays: its last server listened to the network.
  if [ -e "$PGDATA.unfinished" ] && ! grep -qsv '"listen_addresses="' "$PGDATA/postmaster.opts"; then
    echo "removing the rest of an initialization that broke off"
    rm -rf "$PGDATA"
  fi
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "\${PGDATA%/*}"
    touch "$PGDATA.unfinished"
  fi
  echo "$POD_NAME is the primary"
  exit 0`);
  });

  test('elsewhere writes the password as libpq reads it, with backslash and colon escaped', () => {
    expect(standby).toContain(`
umask 077
password=$(sed -e 's/\\\\/\\\\\\\\/g' -e 's/:/\\\\:/g' /secrets/replication_password)
printf '%s:*:*:%s:%s\\n' "$POSTGRES_PRIMARY_HOST" replica "$password" > /credentials/pgpass
`);
  });

  test('copies into a folder beside the data, which it renames when it is whole', () => {
    expect(standby).toContain(`
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  until pg_isready --quiet --host "$POSTGRES_PRIMARY_HOST"; do
    echo "waiting for the primary at $POSTGRES_PRIMARY_HOST"
    sleep 2
  done
  # Into a folder beside, so that a copy that breaks off is never taken for a server's data.
  rm -rf "$PGDATA.new"
  mkdir -p "\${PGDATA%/*}"
  PGPASSFILE=/credentials/pgpass pg_basebackup --host "$POSTGRES_PRIMARY_HOST" --username replica --no-password \\
    --pgdata "$PGDATA.new" --wal-method stream --checkpoint fast
  mv "$PGDATA.new" "$PGDATA"
fi
`);
  });

  test.each(['postgres:12.22', 'postgres:15.20', 'postgres:18.1'])('marks a standby of %s by a file', (image) => {
    expect(script('initialize-replication.sh', { image })).toMatch(
      /\nfi\n\ntouch "\$PGDATA\/standby\.signal"\necho "\$POD_NAME is a standby of \$POSTGRES_PRIMARY_HOST"\n$/,
    );
  });

  test('marks a standby of 11 by its recovery.conf, under the name of the pod', () => {
    expect(script('initialize-replication.sh', { image: 'postgres:11.22-alpine' })).toContain(`
fi

cat > "$PGDATA/recovery.conf" <<CONF
standby_mode = 'on'
primary_conninfo = '${CONNINFO} application_name=$POD_NAME'
recovery_target_timeline = 'latest'
CONF
echo "$POD_NAME is a standby of $POSTGRES_PRIMARY_HOST"
`);
  });

  test('streams with the account that is given', () => {
    const given = script('initialize-replication.sh', { replicationUser: 'stream' });
    expect(given).toContain('"$POSTGRES_PRIMARY_HOST" stream "$password"');
    expect(given).toContain('--username stream ');
    expect(conf({ replicationUser: 'stream' })).toContain(' user=stream ');
  });
});
