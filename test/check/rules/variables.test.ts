import { check } from 'cdk8s-patterns';
import { findingsOf, report } from '../support';
import { all, complaints, made, Sound } from './cases';
import { podWith } from './pods';

const A = made('ConfigMap', 'data: { LEVEL: info, MODE: x }, binaryData: { LOGO: eA== }', 'name: a');
const B = made('Secret', 'stringData: { LEVEL: debug }', 'name: b');
const FROM_A = 'envFrom: [{ configMapRef: { name: a } }]';

describe('duplicate-variable', () => {
  test('finds a variable that hides a key', () => {
    const yaml = all(A, podWith(`${FROM_A}, env: [{ name: LEVEL, value: debug }, { name: OTHER, value: x }]`));
    expect(findingsOf('duplicate-variable', yaml)).toEqual([
      [
        '/spec/containers/0/env/0/name',
        '\'spec.containers[0].env[0].name\' must not be a key of ConfigMap a too, whose value is lost, got "LEVEL"; remove it here or there',
      ],
    ]);
  });

  test("finds a key that hides another object's", () => {
    const yaml = all(A, B, podWith('envFrom: [{ configMapRef: { name: a } }, { secretRef: { name: b } }]'));
    expect(findingsOf('duplicate-variable', yaml)).toEqual([
      [
        '/spec/containers/0/envFrom/1/secretRef/name',
        "'spec.containers[0].envFrom[1].secretRef.name' must not bring variables of ConfigMap a again (LEVEL): the later value counts, got \"b\"; rename the keys, or set a 'prefix'",
      ],
    ]);
  });

  test('is a warning', () => {
    const yaml = all(A, podWith(`${FROM_A}, env: [{ name: LEVEL, value: debug }]`));
    expect(report(yaml, { strict: false }).findings.map(({ severity }) => severity)).toEqual([check.Severity.WARNING]);
  });

  test.each<Sound>([
    [
      'a prefix',
      all(A, B, podWith('envFrom: [{ configMapRef: { name: a } }, { prefix: B_, secretRef: { name: b } }]')),
    ],
    ['the same value', all(A, podWith(`${FROM_A}, env: [{ name: LEVEL, value: info }]`))],
    [
      'the same value in two objects',
      all(
        A,
        B.replace('debug', 'info'),
        podWith('envFrom: [{ configMapRef: { name: a } }, { secretRef: { name: b } }]'),
      ),
    ],
    ['a value that holds the old one', all(A, podWith(`${FROM_A}, env: [{ name: LEVEL, value: '$(LEVEL),trace' }]`))],
    ['a name of binary data, which becomes no variable', all(A, podWith(`${FROM_A}, env: [{ name: LOGO, value: x }]`))],
    [
      'an object that is made elsewhere',
      podWith('envFrom: [{ configMapRef: { name: a, optional: true } }], env: [{ name: LEVEL, value: x }]'),
    ],
  ])('takes %s', (_, yaml) => {
    expect(complaints('duplicate-variable', yaml, '1.27')).toEqual([]);
  });
});

describe('unusable-variable', () => {
  const digits = all(made('ConfigMap', 'data: { 1ST: a, 2ND: b, THIRD: c }', 'name: a'), podWith(FROM_A));
  const dotted = made('ConfigMap', 'data: { web.section: a, other-one: b, OK: c }', 'name: a');

  test('finds keys that begin with a digit', () => {
    expect(findingsOf('unusable-variable', digits)).toEqual([
      [
        '/spec/containers/0/envFrom/0/configMapRef/name',
        "'spec.containers[0].envFrom[0].configMapRef.name' must have keys that are names of variables: 1ST, 2ND are left out, got \"a\"; rename the keys, set a 'prefix', or name them one by one in 'env'",
      ],
    ]);
  });

  test('finds keys that a shell cannot read', () => {
    const yaml = all(dotted, podWith(`${FROM_A}, command: [/bin/sh, -c, env]`));
    expect(findingsOf('unusable-variable', yaml)).toEqual([
      [
        '/spec/containers/0/envFrom/0/configMapRef/name',
        "'spec.containers[0].envFrom[0].configMapRef.name' must have keys that a shell can read as variables: web.section, other-one it cannot, got \"a\"; name them one by one in 'env', as other variables",
      ],
    ]);
  });

  test.each<Sound>([
    ['keys that begin with a digit, since 1.32', digits, '1.32'],
    ['such keys behind a prefix', digits.replace('{ configMapRef', '{ prefix: N_, configMapRef')],
    ['dots for a program that is no shell', all(dotted, podWith(`${FROM_A}, command: [java, -jar, web.jar]`))],
    ['names of variables in a shell', all(A, podWith(`${FROM_A}, command: [sh, -c, env]`))],
  ])('takes %s', (_, yaml, target = '1.27') => {
    expect(complaints('unusable-variable', yaml, target)).toEqual([]);
  });
});
