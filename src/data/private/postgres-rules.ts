import { Rule } from '../../private/rules';

/** Names of databases and accounts that need no quotes. */
export const identifier: Rule<string> = (value) =>
  /^[a-z_][a-z0-9_]{0,62}$/.test(value)
    ? undefined
    : "must be at most 63 lower case letters, digits and '_', not starting with a digit";

/** Names of settings. */
export const parameterName: Rule<string> = (value) =>
  /^[a-z_][a-z0-9_.]*$/i.test(value) ? undefined : 'must be the name of a setting of postgresql.conf';
