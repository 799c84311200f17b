import { Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { shown } from '../../private/errors';
import { withoutStrayNamespace } from '../../private/kinds';
import { TARGET_CONTEXT } from '../../private/target';
import { readYaml } from '../../private/yaml';
import { isObject } from '../../private/json';
import { copied, Item, itemsAt, Origin, textAt } from './item';

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/** All objects below a construct, as its App writes them. Fails when a validation of these constructs does. */
export function ofScope(scope: IConstruct): Item[] {
  const constructs = scope.node.findAll();
  const problems = constructs.flatMap((one) =>
    one.node.validate().map((problem) => `\n  [${one.node.path}] ${problem}`),
  );
  if (problems.length > 0)
    throw new Error(`'${scope.node.path || 'App'}' must be valid, got${problems.join('')}\ncorrect it or its test`);
  const own = constructs.filter((one): one is Chart => Chart.isChart(one) && one.toJson !== Chart.prototype.toJson);
  const rendered = constructs.flatMap((one): unknown[] => {
    if (own.includes(one as Chart)) return (one as Chart).toJson();
    return ApiObject.isApiObject(one) && !own.includes(Chart.of(one)) ? [one.toJson()] : [];
  });
  const ours = scope.node.tryGetContext(TARGET_CONTEXT) !== undefined;
  return rendered.filter(isObject).map((json) => new Item(ours ? withoutStrayNamespace(copied(json)) : copied(json)));
}

/** All objects in the YAML and JSON files below a folder, in the order of their paths. */
export function ofFolder(path: string): Item[] {
  const files = filesBelow(path);
  if (files.length === 0)
    throw new Error(`'${path}' must have YAML or JSON files, got none; name the folder of the manifests`);
  return files.flatMap((file) => ofText(readFileSync(join(path, file), 'utf8'), file));
}

/** All objects in a YAML or JSON text; a List stands for its items. */
export function ofText(text: string, file: string): Item[] {
  return readYaml(text, file).flatMap((document) => itemsOf(document.json, { document, pointer: '' }));
}

function itemsOf(json: unknown, origin: Origin): Item[] {
  const { file, line } = origin.document.positionOf(origin.pointer);
  if (!isObject(json) || textAt(json, 'kind') === undefined)
    throw new Error(`${file}:${line}: 'manifest' must be an object with a kind, got ${shown(json)}; leave it out`);
  if (json['apiVersion'] !== 'v1' || !textAt(json, 'kind')?.endsWith('List')) return [new Item(json, origin)];
  return itemsAt(json, 'items').flatMap((item, i) =>
    itemsOf(item, { ...origin, pointer: `${origin.pointer}/items/${i}` }),
  );
}

/** Hidden files and node_modules hold no manifests. */
function filesBelow(path: string): string[] {
  return entriesOf(path).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return filesBelow(join(path, entry.name)).map((file) => join(entry.name, file));
    return EXTENSIONS.includes(extname(entry.name).toLowerCase()) ? [entry.name] : [];
  });
}

function entriesOf(path: string): Dirent[] {
  try {
    return listing(path).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const got = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : String(error);
    throw new Error(`'${path}' must be a folder that can be read, got ${got}; correct the path`, { cause: error });
  }
}

function listing(path: string): Dirent[] {
  return readdirSync(path, { withFileTypes: true });
}
