import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App } from 'cdk8s';
import '../../src/jest';
import { Manifests, Match } from '../../src/testing';
import { messageOf } from '../support';
import { Shop } from './shop-chart';

process.env['NO_COLOR'] = '1'; // messages are compared as plain text

const read = (path: string): string => readFileSync(join(__dirname, path), 'utf8');
const PAGE = read('../../docs/testing.md');

const shop = new Shop(new App(), 'shop', { password: 'only for tests' });
const manifests = Manifests.of(shop);

/** The code block of that name. */
function block(name: string): string {
  return new RegExp(`^\`\`\`${name}\n(.*?)^\`\`\``, 'ms').exec(PAGE)?.[1] ?? '';
}

/** Runs one statement of the page. */
function run(statement: string): void {
  const values = { manifests, shop, Manifests, Match, expect };
  runInNewContext(statement, values);
}

test('shows the chart and the tests that stand beside this file', () => {
  expect(block('ts chart')).toBe(read('shop-chart.ts'));
  expect(block('ts suite')).toBe(read('shop.test.ts'));
});

test('shows assertions that hold', () => {
  run(block('ts match'));
  expect(() => run(block('ts match').replace('/^ghcr.io/', '/^nginx/'))).toThrow("containers[0].image' must be");
});

test('shows a failure as it is', () => {
  expect(messageOf(() => run(block('ts failure')))).toBe(block('text failure').trimEnd());
});

test('shows a snapshot that works', () => {
  expect(() => run(block('ts snapshot').replace('.toMatchSnapshot', '.not.toBeUndefined'))).not.toThrow();
  expect(block('ts snapshot')).toContain('toMatchSnapshot()');
});

test('names all matchers, and all that manifests and their views have', () => {
  const statics = Object.getOwnPropertyNames(Match).filter((name) => !['length', 'name', 'prototype'].includes(name));
  expect(statics.filter((name) => !PAGE.includes(`| \`Match.${name}(`))).toEqual([]);
  const container = manifests.pod('Deployment').container();
  const views = [manifests, manifests.pod('Deployment'), container, manifests.service()];
  const members = views.flatMap((view) => Object.getOwnPropertyNames(Object.getPrototypeOf(view)));
  const known = ['constructor', 'only', '_compare', 'all', 'owner', 'name', 'manifest'];
  expect(members.filter((name) => !known.includes(name) && !PAGE.includes(name))).toEqual([]);
});
