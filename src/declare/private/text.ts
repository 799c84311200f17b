import { Rule } from '../../private/rules';

/** Text that stays on its line in a comment of a manifest. */
export const oneLine: Rule<string> = (value) =>
  value.trim() !== '' && !/[\p{Cc}\u2028\u2029]/u.test(value)
    ? undefined
    : 'must be one line of text, without control characters';
