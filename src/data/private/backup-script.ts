import { PASSWORD_FILE } from './postgres-containers';
import { PASSFILE, readPassword } from './postgres-files';

/** Dumps one database into `/backup`, and removes dumps that are older than `days`. */
export function backupScript(database: string, days: number): string {
  return `#!/bin/sh
# Dumps the database ${database}, from a standby when there is one.
set -eu
host=\${POSTGRES_STANDBY_HOST:-$POSTGRES_PRIMARY_HOST}

${readPassword(PASSWORD_FILE)}printf '%s:*:*:postgres:%s\\n' "$host" "$password" > ${PASSFILE}
export PGPASSFILE=${PASSFILE}

file=/backup/${database}-$(date +%y%m%d-%H%M).tar
rm -f /backup/${database}-*.part
pg_dump --host "$host" --username postgres --no-password --format tar --file "$file.part" ${database}
pg_restore --list "$file.part" > /dev/null
mv "$file.part" "$file"
echo "wrote $file"

find /backup -maxdepth 1 -name '${database}-*.tar' ! -name "\${file##*/}" -mtime +${days - 1} -exec rm {} \\;
`;
}
