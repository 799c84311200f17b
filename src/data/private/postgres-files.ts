/** What the files of a Postgres server depend on. */
export interface PostgresFiles {
  readonly major: number;
  readonly primaryHost: string;
  readonly replicationUser: string;
  readonly parameters: { [name: string]: string };
}

/** Where the password file of the standby lies: in memory, readable by the server only, as libpq demands. */
export const PASSFILE = '/credentials/pgpass';

/** Lines of a script that prepare a password file, with the password as libpq wants it there. */
export function readPassword(file: string): string {
  return `# libpq reads a password file only if nobody else can.
umask 077
password=$(sed -e 's/\\\\/\\\\\\\\/g' -e 's/:/\\\\:/g' /secrets/${file})
`;
}

/** Lies beside the data directory of the primary until its first initialization is through. */
const UNFINISHED = '$PGDATA.unfinished';

/** The `postgresql.conf` of every server; from 12 on a standby is told apart by the file `standby.signal` alone. */
export function postgresqlConf({ major, primaryHost, replicationUser, parameters }: PostgresFiles): string {
  const settings: { [name: string]: string } = {
    listen_addresses: '*',
    max_connections: '100',
    shared_buffers: '128MB',
    hba_file: '/etc/postgresql/pg_hba.conf',
    password_encryption: 'scram-sha-256',
    wal_level: 'replica',
    max_wal_senders: '10',
    // What a standby may miss before it needs a new copy of the primary.
    ...(major >= 13 ? { wal_keep_size: '256MB' } : { wal_keep_segments: '16' }),
    hot_standby: 'on',
    // A dump on a standby is not cancelled by a clean-up on the primary, and by a lock there only after this time.
    hot_standby_feedback: 'on',
    max_standby_streaming_delay: '15min',
    ...(major >= 12 ? { primary_conninfo: conninfo(primaryHost, replicationUser) } : {}),
    ...parameters,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${escaped(value)}'\n`)
    .join('');
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n');
}

/** The `pg_hba.conf`: passwords from the network, none inside the pod. */
export function pgHbaConf({ replicationUser }: PostgresFiles): string {
  return `# Only processes of the pod reach the socket.
local all         all     trust
host  all         all     all scram-sha-256
host  replication "${replicationUser}" all scram-sha-256
`;
}

/** Waits before the copy, in an image that need not be of Postgres; names are known once their pods are ready. */
export function waitScript(): string {
  return `#!/bin/sh
# Pod 0 is the primary; any other pod that has no data yet waits until DNS knows the primary.
set -eu
pod=$(hostname)

if [ "\${pod##*-}" = 0 ]; then
  echo "$pod is the primary"
  exit 0
fi
if [ -s "$PGDATA/PG_VERSION" ]; then
  echo "$pod has its data"
  exit 0
fi
until { getent hosts "$POSTGRES_PRIMARY_HOST" || nslookup "$POSTGRES_PRIMARY_HOST"; } > /dev/null 2>&1; do
  echo "waiting for the name $POSTGRES_PRIMARY_HOST"
  sleep 2
done
`;
}

/** Prepares the data directory before the server starts; on each start, and to the same end. */
export function initializeScript(files: PostgresFiles): string {
  return `#!/bin/sh
# Pod 0 is the primary; any other pod becomes a standby that streams from it.
set -eu

if [ "\${POD_NAME##*-}" = 0 ]; then
  # The image would take the rest of an initialization that broke off for the data of a server. Data that was ever served
  # stays: its last server listened to the network.
  if [ -e "${UNFINISHED}" ] && ! grep -qsv '"listen_addresses="' "$PGDATA/postmaster.opts"; then
    echo "removing the rest of an initialization that broke off"
    rm -rf "$PGDATA"
  fi
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "\${PGDATA%/*}"
    touch "${UNFINISHED}"
  fi
  echo "$POD_NAME is the primary"
  exit 0
fi

${readPassword('replication_password')}printf '%s:*:*:%s:%s\\n' "$POSTGRES_PRIMARY_HOST" ${files.replicationUser} "$password" > ${PASSFILE}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  until pg_isready --quiet --host "$POSTGRES_PRIMARY_HOST"; do
    echo "waiting for the primary at $POSTGRES_PRIMARY_HOST"
    sleep 2
  done
  # Into a folder beside, so that a copy that breaks off is never taken for a server's data.
  rm -rf "$PGDATA.new"
  mkdir -p "\${PGDATA%/*}"
  PGPASSFILE=${PASSFILE} pg_basebackup --host "$POSTGRES_PRIMARY_HOST" --username ${files.replicationUser} --no-password \\
    --pgdata "$PGDATA.new" --wal-method stream --checkpoint fast
  mv "$PGDATA.new" "$PGDATA"
fi

${files.major >= 12 ? 'touch "$PGDATA/standby.signal"' : recoveryConf(files)}
echo "$POD_NAME is a standby of $POSTGRES_PRIMARY_HOST"
`;
}

/** Runs once, when the primary is first initialized. The password passes through no argument, no variable and no log. */
export function createReplicaUserScript({ replicationUser }: PostgresFiles): string {
  return `#!/bin/sh
# The account with which the standbys stream.
set -eu
export PGOPTIONS='-c log_statement=none -c log_min_error_statement=panic -c log_min_duration_statement=-1'
psql --set ON_ERROR_STOP=1 --no-psqlrc --username "\${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\\set password \`printf %s "$(cat /secrets/replication_password)"\`
CREATE ROLE "${replicationUser}" WITH REPLICATION LOGIN PASSWORD :'password';
SQL
rm -f "${UNFINISHED}"
`;
}

function recoveryConf({ primaryHost, replicationUser }: PostgresFiles): string {
  return `cat > "$PGDATA/recovery.conf" <<CONF
standby_mode = 'on'
primary_conninfo = '${conninfo(primaryHost, replicationUser)} application_name=$POD_NAME'
recovery_target_timeline = 'latest'
CONF`;
}

function conninfo(host: string, user: string): string {
  return `host=${host} user=${user} passfile=${PASSFILE}`;
}
