// After the build: rooms of the package load when they are first used, so that importing it costs a few milliseconds.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../lib/index.js');
const eager = /^exports\.(\w+) = __importStar\(require\("(\.\/\w+)"\)\);$/gm;
const text = readFileSync(file, 'utf8');
const rooms = [...text.matchAll(eager)];
if (rooms.length === 0 && !text.includes('const rooms = {')) {
  throw new Error(
    "'lib/index.js' must import rooms as TypeScript writes it, got another form; adapt tools/lazy-rooms.mjs",
  );
}
if (rooms.length > 0) {
  const getters = rooms.map(([, name, path]) => `  get ${name}() { return require("${path}"); },\n`).join('');
  // In the form in which Node finds the names for `import { data } from 'cdk8s-patterns'`.
  const lazy = 'Object.defineProperty(exports, "$1", { enumerable: true, get: function () { return rooms.$1; } });';
  writeFileSync(file, text.replace(rooms[0][0], `const rooms = {\n${getters}};\n${rooms[0][0]}`).replace(eager, lazy));
}
