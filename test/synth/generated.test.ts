import { ApiObject, App, Chart, Lazy, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { generatedClass } from '../../src/synth/private/generated';
import { jsonOf, withPlainRendering, writtenPlainly } from '../../src/synth/private/plain-rendering';
import { Member, Way } from '../../src/synth/private/ways';
import { Chance } from './chance';

type KubeClass = new (scope: Chart, id: string, props: object) => ApiObject;

const k8s = kplus.k8s as unknown as { [name: string]: unknown };
const CLASSES = Object.keys(k8s).filter((name) => typeof k8s[name] === 'function' && 'GVK' in k8s[name]);

const app = new App();
let charts = 0;

function made(name: string, props: object = {}): ApiObject {
  return new (k8s[name] as KubeClass)(new Chart(app, `chart-${charts++}`), 'object', props);
}

/** The members of the props of a class. */
function membersOf(object: ApiObject): readonly Member[] {
  const way = generatedClass(object)?.props;
  return way?.form === 'type' ? way.members() : [];
}

/** A value for a member, deep enough to lead through several types. */
function valueFor(way: Way, chance: Chance, depth: number): unknown {
  const many = (inner: Way): unknown[] =>
    Array.from({ length: chance.below(3) }, () => valueFor(inner, chance, depth - 1)).filter(
      (item) => item !== undefined,
    );
  if (chance.below(12) === 0) {
    const late = valueFor(way, chance, depth);
    return Lazy.any({ produce: () => late });
  }
  switch (way.form) {
    case 'copy':
      return chance.one<unknown>([
        'text',
        'yes',
        '',
        5,
        true,
        null,
        undefined,
        ['b', 'a'],
        { b: 1, a: { d: 2, c: [] } },
      ]);
    case 'wrapped':
      return chance.one<unknown>([
        kplus.k8s.Quantity.fromString('5Gi'),
        kplus.k8s.IntOrString.fromNumber(0),
        undefined,
      ]);
    case 'list':
      return depth === 0 ? [] : many(way.inner);
    case 'map':
      return Object.fromEntries(
        many(way.inner).map((value, i) => [`${chance.one(['key-', '', '1', '-'])}${9 - i}`, value]),
      );
    case 'type':
      return depth === 0 ? {} : propsFor(way.members(), chance, depth - 1);
    default:
      return undefined;
  }
}

function propsFor(members: readonly Member[], chance: Chance, depth: number): object {
  const some = members.filter(() => chance.below(members.length) < 4);
  return Object.fromEntries(some.reverse().map(({ prop, way }) => [prop, valueFor(way, chance, depth)]));
}

test('the functions of all generated classes of cdk8s-plus are read', () => {
  expect(CLASSES.length).toBeGreaterThan(100);
  const others = new Set<string>();
  const seen = new Set<readonly Member[]>();
  const visit = (way: Way, name: string): void => {
    if (way.form === 'other') others.add(name);
    else if (way.form === 'list' || way.form === 'map') visit(way.inner, name);
    else if (way.form === 'type' && !seen.has(way.members())) {
      seen.add(way.members());
      for (const member of way.members()) visit(member.way, member.name);
    }
  };
  for (const name of CLASSES) {
    const way = generatedClass(made(name))?.props;
    expect([name, way?.form]).toEqual([name, 'type']);
    if (way !== undefined) visit(way, name);
  }
  expect(seen.size).toBeGreaterThan(300);
  // dates, which no App of cdk8s renders
  expect([...others].filter((name) => !/time/i.test(name))).toEqual([]);
});

test.each(CLASSES)('writes what cdk8s writes: %s', (name) => {
  const chance = new Chance(name.length * 7919 + name.charCodeAt(4));
  const members = membersOf(made(name)).filter(({ prop }) => prop !== 'metadata');
  for (let i = 0; i < 12; i++) {
    const metadata = { name: 'a', labels: chance.below(2) === 0 ? { b: 'yes', a: '1' } : {} };
    const object = made(name, { metadata, ...propsFor(members, chance, 4) });
    const expected = object.toJson() as object;
    const { json, written } = withPlainRendering(app, () => ({
      json: jsonOf(object),
      written: writtenPlainly(object),
    }));
    expect(Yaml.stringify(json)).toBe(Yaml.stringify(expected));
    expect(written?.text).toBe(Yaml.stringify(expected));
  }
});

const container = (props: object): object => ({
  spec: { selector: {}, template: { spec: { containers: [{ name: 'a', ...props }] } } },
});

test.each([
  ['a quantity as text', container({ resources: { limits: { cpu: '5' } } })],
  ['a port as number', container({ livenessProbe: { httpGet: { port: 80 } } })],
  ['a text for a list', container({ args: 'a' })],
  ['a list for a type', container({ livenessProbe: [1] })],
  ['a gap in a list', container({ env: [undefined, { name: 'A' }] })],
  ['a member that no type has', container({ restartPolicy: 'Always' })],
  ['a function', container({ image: () => 'a' })],
  ['a date', { metadata: { creationTimestamp: new Date(0) } }],
  ['metadata that cdk8s does not know', { metadata: { generateName: 'a-', finalizers: ['b'] } }],
])('leaves to cdk8s-plus what is unusual: %s', (_, props) => {
  const object = made('KubeDeployment', props);
  const outcome = (run: () => unknown): unknown => {
    try {
      return Yaml.stringify(run());
    } catch (error) {
      return (error as Error).message;
    }
  };
  const expected = outcome(() => object.toJson());
  expect(outcome(() => withPlainRendering(app, () => jsonOf(object)))).toBe(expected);
});

test('leaves classes of others alone', () => {
  class Own extends kplus.k8s.KubeNamespace {
    public override toJson(): object {
      return { ...(super.toJson() as object), added: true };
    }
  }
  const own = new Own(new Chart(app, 'own'), 'object', { metadata: { name: 'a' } });
  const rendered = withPlainRendering(app, () => ({ json: jsonOf(own), written: writtenPlainly(own) }));
  expect(rendered).toEqual({ json: own.toJson(), written: undefined });
});
