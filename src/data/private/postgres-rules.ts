import { identifier, Rule } from '../../private/rules';

/** Names of accounts that can be made. */
export const account: Rule<string> = (value) =>
  /^(postgres|public|none|pg_.*)$/.test(value)
    ? 'must not be the superuser or a name that Postgres keeps for itself'
    : identifier(value);

const OWN_PARAMETERS = [
  'cluster_name',
  'config_file',
  'data_directory',
  'hba_file',
  'hot_standby',
  'listen_addresses',
  'password_encryption',
  'port',
  'primary_conninfo',
  'unix_socket_directories',
];

/** Names of settings, but for those on which the servers rest. */
export const parameterName: Rule<string> = (value) => {
  if (OWN_PARAMETERS.includes(value.toLowerCase())) return 'must not set what the servers rest on';
  return /^[a-z_][a-z0-9_.]*$/i.test(value) ? undefined : 'must be the name of a setting of postgresql.conf';
};
