// Checks the objects without an App, as one apply set.
import { GROUP, objectsAt } from '../groups.mjs';
import { load, options, print, timed } from './timer.mjs';

const { check } = load('../../lib');
void check.Checks; // a room loads when it is first used
const groups = Array.from({ length: options.objects / GROUP }, (_, i) => objectsAt(i));
const manifests = groups.flat().map((json) => ({ json }));

let report;
const before = process.memoryUsage.rss();
const checks = timed(() => (report = check.Checks.sets([{ name: '', manifests }])));
const found = [...report.errors, ...report.warnings];
if (found.length > 0) throw new Error(`the objects must be right, got\n${report.text()}`);
print({ checks, memory: process.resourceUsage().maxRSS * 1024 - before });
