import { nanos } from '../../../src/check/private/quantity';

const amounts: [string, bigint | undefined][] = [
  ['1', 1_000_000_000n],
  ['0.5', 500_000_000n],
  ['.5', 500_000_000n],
  ['1.', 1_000_000_000n],
  ['500m', 500_000_000n],
  ['1u', 1_000n],
  ['1n', 1n],
  ['1k', 1_000_000_000_000n],
  ['1Ki', 1_024_000_000_000n],
  ['1.5Gi', 1_610_612_736_000_000_000n],
  ['1E', 10n ** 27n],
  ['1Ei', 2n ** 60n * 10n ** 9n],
  ['1e3', 1_000_000_000_000n],
  ['1e-3', 1_000_000n],
  ['-1', -1_000_000_000n],
  ['+1', 1_000_000_000n],
  ['0.0000000001', 1n],
  ['', undefined],
  ['.', undefined],
  ['1 Gi', undefined],
  ['1GB', undefined],
  ['Gi', undefined],
];

test.each(amounts)('reads %s in billionths', (text, amount) => {
  expect(nanos(text)).toBe(amount);
});
