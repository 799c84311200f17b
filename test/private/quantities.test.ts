import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { cpuMillis, cpuQuantity, quantities, sizeQuantity } from '../../src/private/quantities';
import { messageOf } from '../support';

test.each([
  ['1024 Ki', Size.kibibytes(1024), '1Mi'],
  ['1024 Mi', Size.mebibytes(1024), '1Gi'],
  ['1024 Gi', Size.gibibytes(1024), '1Ti'],
  ['1024 Ti', Size.tebibytes(1024), '1Pi'],
  ['more than 1024 Pi', Size.pebibyte(2048), '2048Pi'],
  ['1536 Mi, which is no whole Gi', Size.mebibytes(1536), '1536Mi'],
  ['1.5 Gi', Size.gibibytes(1.5), '1536Mi'],
  ['1 Ki', Size.kibibytes(1), '1Ki'],
  ['1025 Ki', Size.kibibytes(1025), '1025Ki'],
])('writes %s as the API server does', (_, size, text) => {
  expect(sizeQuantity(size)).toBe(text);
});

test.each([
  ['1000m', Cpu.millis(1000), '1', 1000],
  ['2 cores', Cpu.units(2), '2', 2000],
  ['half a core', Cpu.units(0.5), '500m', 500],
  ['250m', Cpu.millis(250), '250m', 250],
  ['1500m', Cpu.millis(1500), '1500m', 1500],
  ['1m', Cpu.millis(1), '1m', 1],
  ['a tenth of a core, in spite of binary fractions', Cpu.units(0.1), '100m', 100],
])('writes %s of CPU as the API server does', (_, cpu, text, millis) => {
  expect([cpuQuantity(cpu), cpuMillis(cpu)]).toEqual([text, millis]);
});

test('fails in house words for a text', () => {
  expect(messageOf(() => sizeQuantity('1Gi' as never))).toBe(
    '[Size] \'size\' must be a Size of cdk8s, got "1Gi"; write Size.gibibytes(1) or the like',
  );
});

test('lists the amounts that are given', () => {
  expect(quantities({ cpu: '1', memory: undefined })).toEqual({ cpu: { value: '1' } });
});

test('lists nothing when no amount is given', () => {
  expect(quantities({ cpu: undefined })).toBeUndefined();
});
