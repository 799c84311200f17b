import * as cdk8s from 'cdk8s';
import { ApiObject, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { Chance } from './chance';
import { filesIn, outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

const KEYS = ['k', '', '1', '-', 'B', 'é'];
const TEXTS = ['yes', '0755', '~', 'x\ny\n', '1e3', '- a', 'a: b', '', ' ', '2001-01-01', 'null', '%', 'é'];

/** A value with tokens in it. */
function value(chance: Chance, depth = 2): unknown {
  const kind = chance.below(depth > 0 ? 9 : 6);
  if (kind === 0) return chance.below(1000);
  if (kind === 1) return chance.below(2) === 0;
  if (kind === 2) return undefined;
  if (kind === 3) {
    const late = chance.one(TEXTS);
    return Lazy.any({ produce: () => ({ late }) });
  }
  if (kind === 4) return { resolve: () => ['implicit'] };
  if (kind === 5) return chance.one(TEXTS);
  const items = Array.from({ length: chance.below(3) }, () => value(chance, depth - 1));
  return kind === 6
    ? items.filter((item) => item !== undefined)
    : { ...Object.fromEntries(items.map((item, i) => [`${chance.one(KEYS)}${9 - i}`, item])) };
}

function addObject(scope: Construct, id: string, chance: Chance): IConstruct {
  const metadata =
    chance.below(3) === 0 ? { labels: { tier: id }, annotations: { 'a/b': chance.one(TEXTS) } } : undefined;
  if (chance.below(4) === 0) {
    const quantity = k8s.Quantity.fromString(`${chance.below(9)}Gi`);
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: quantity } } };
    return new k8s.KubePersistentVolumeClaim(scope, id, { metadata, spec });
  }
  const spec = { z: value(chance), a: value(chance), list: [value(chance) ?? 0] };
  const more = chance.below(9) === 0 ? { 10: value(chance) } : {};
  const object = new ApiObject(scope, id, { apiVersion: 'example.com/v1', kind: 'Foo', metadata, spec, ...more });
  if (chance.below(5) === 0) object.addJsonPatch(JsonPatch.add('/spec/added', chance.one(TEXTS)));
  if (chance.below(9) === 0) object.addJsonPatch(JsonPatch.add('/another', { b: 1, a: 2 }));
  return object;
}

/** A tree of charts, groups and objects, and dependencies of later ones on earlier ones. */
function build(app: cdk8s.App, seed: number): void {
  const chance = new Chance(seed);
  const scopes: Construct[] = [];
  const made: IConstruct[] = [];
  for (let i = 0; i < 1 + chance.below(4); i++) {
    const parent = chance.below(4) === 0 ? (scopes.find((scope) => scope instanceof Chart) ?? app) : app;
    const props =
      chance.below(2) === 0 ? { namespace: 'team', labels: { team: 'a' } } : { disableResourceNameHashes: true };
    scopes.push(new Chart(parent, `chart-${i}`, props));
  }
  for (let i = 0; i < 2 + chance.below(10); i++) {
    const scope = chance.one(scopes);
    if (chance.below(6) === 0) scopes.push(new Construct(scope, `Group${i}`));
    else made.push(addObject(scope, `object-${i}`, chance));
  }
  for (let i = 0; i < chance.below(4); i++) {
    const later = chance.below(made.length);
    const earlier = chance.below(later + 1);
    if (later !== earlier) made[later]?.node.addDependency(made[earlier]);
  }
}

/** The files of a synth without the numbers that cdk8s gives them; or that there is a circle. */
function outcome(app: cdk8s.App, seed: number, outdir: string): unknown {
  try {
    build(app, seed);
    app.synth();
    const files = Object.entries(filesIn(outdir)).map(([path, text]) => [path.replaceAll(/(^|\/)\d{4}-/g, '$1'), text]);
    return { files: Object.fromEntries(files) as unknown, yaml: app.synthYaml() };
  } catch (error) {
    if (/cycle|circle/.test(String(error))) return 'a circle';
    throw error;
  }
}

const types = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
].map((type): [string, YamlOutputType] => [YamlOutputType[type], type]);

test.each(types)('random trees are written as a stock App writes them: %s', (_, yamlOutputType) => {
  let files = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const [stock, ours] = [outputFolder(), outputFolder()];
    const expected = outcome(new cdk8s.App({ outdir: stock, yamlOutputType }), seed, stock);
    expect([seed, outcome(unchecked({ outdir: ours, yamlOutputType }), seed, ours)]).toEqual([seed, expected]);
    files += expected === 'a circle' ? 0 : 1;
  }
  expect(files).toBeGreaterThan(30); // the others fail in both
});
