/** What a value without fields or items of its own can be. */
export type Scalar =
  | 'string'
  | 'formatted-string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'quantity'
  | 'int-or-string'
  | 'integer-or-string'
  | 'time'
  | 'micro-time'
  | 'bytes'
  | 'object'
  | 'any';

interface ScalarRule {
  readonly words: string;
  readonly example: string;
  holds(value: unknown): boolean;
}

const isInteger = (value: unknown, bits: number): boolean =>
  Number.isInteger(value) && (value as number) >= -(2 ** (bits - 1)) && (value as number) < 2 ** (bits - 1);

const isText = (value: unknown, test: (text: string) => boolean): boolean => typeof value === 'string' && test(value);

const WHOLE = { words: 'must be a whole number', example: 'write a whole number' };
const TIME = { words: 'must be a time', example: 'write it like "2026-01-31T12:00:00Z"' };

const RULES: { [scalar in Scalar]: ScalarRule } = {
  string: { words: 'must be a string', example: 'write a string', holds: (value) => typeof value === 'string' },
  'formatted-string': {
    words: 'must be a string',
    example: 'write a string',
    // Servers take a list, too, for a string of a custom resource that has a format.
    holds: (value) => typeof value === 'string' || Array.isArray(value),
  },
  boolean: {
    words: 'must be true or false',
    example: 'write true or false',
    holds: (value) => typeof value === 'boolean',
  },
  int32: { ...WHOLE, words: 'must be a whole number of 32 bits', holds: (value) => isInteger(value, 32) },
  int64: { ...WHOLE, holds: (value) => isInteger(value, 64) },
  number: { words: 'must be a number', example: 'write a number', holds: Number.isFinite },
  quantity: {
    words: 'must be a quantity',
    example: 'write it like "500m", "1.5" or "64Mi"',
    holds: (value) => Number.isFinite(value) || isText(value, isQuantity),
  },
  'int-or-string': {
    words: 'must be a whole number or a string',
    example: 'write a whole number or a string',
    holds: (value) => typeof value === 'string' || isInteger(value, 32),
  },
  'integer-or-string': {
    words: 'must be a whole number or a string',
    example: 'write a whole number or a string',
    holds: (value) => typeof value === 'string' || isInteger(value, 64),
  },
  time: { ...TIME, holds: (value) => isText(value, isTime) },
  'micro-time': {
    words: 'must be a time with six decimals',
    example: 'write it like "2026-01-31T12:00:00.000000Z"',
    holds: (value) => isText(value, (text) => isTime(text) && /[.,]\d{6}\D/.test(text)),
  },
  bytes: {
    words: 'must be base64',
    example: 'encode it in base64',
    // Go reads a list of numbers as bytes, too.
    holds: (value) => isText(value, isBase64) || (Array.isArray(value) && value.every((byte) => isInteger(byte, 32))),
  },
  object: {
    words: 'must be an object',
    example: 'write an object',
    holds: (value) => typeof value === 'object' && !Array.isArray(value),
  },
  any: { words: 'may be anything', example: 'write anything', holds: () => true },
};

/** Whether the API server can read `value` as `scalar`. */
export function isScalar(value: unknown, scalar: Scalar): boolean {
  return RULES[scalar].holds(value);
}

/** What a scalar must be: `must be a whole number`. */
export function scalarWords(scalar: Scalar): string {
  return RULES[scalar].words;
}

/** What to write instead of `value` where a scalar is wanted. */
export function scalarWayOut(scalar: Scalar, value: unknown): string {
  if (scalar === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return `quote it: "${value}"`;
  const bare = typeof value === 'string' ? parsed(value) : undefined;
  if (typeof bare === 'number' && isScalar(bare, scalar)) return 'write a number without quotes';
  if (typeof bare === 'boolean' && scalar === 'boolean') return `write ${bare} without quotes`;
  return RULES[scalar].example;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As Go's `resource.ParseQuantity` reads it: digits may be missing, but not the whole text. */
function isQuantity(text: string): boolean {
  return /^[+-]?\d*(\.\d*)?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(text.trim()) && text.trim() !== '';
}

/** As Go's `base64.StdEncoding` reads it: line ends are skipped, padding is not. */
function isBase64(text: string): boolean {
  const bare = text.replace(/[\r\n]/g, '');
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
}

/** As Go reads RFC 3339. */
function isTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, aheadHours = 0, aheadMinutes = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const date = month >= 1 && month <= 12 && day >= 1 && day <= days;
  return date && hour < 24 && minute < 60 && second < 60 && aheadHours <= 24 && aheadMinutes <= 60;
}
