// Writes schemas/kubernetes.json: `node tools/schemas/generate.mjs`. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { merge } from './merge.mjs';
import { readRelease } from './openapi.mjs';
import { minorOf, RELEASES, sourceOf } from './releases.mjs';

const here = (path) => join(import.meta.dirname, path);
const enforced = Object.entries(JSON.parse(readFileSync(here('enforced.json'), 'utf8')));
const releases = new Map(RELEASES.map((version) => [minorOf(version), readRelease(sourceOf(version))]));
const table = merge(releases, Object.fromEntries(enforced.map(([rule, fields]) => [rule, new Set(fields)])));
// One type a line, so that a difference can be read.
writeFileSync(here('../../schemas/kubernetes.json'), `${JSON.stringify({ releases: RELEASES, ...table }, null, 2)}\n`);
