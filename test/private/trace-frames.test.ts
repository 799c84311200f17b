import { framesOf } from '../../src/private/trace/frames';

test.each([
  ['a function', 'at helper (/app/main.ts:3:7)', '/app/main.ts'],
  ['a constructor', 'at new TodoChart (/app/main.ts:3:7)', '/app/main.ts'],
  ['a method under another name', 'at Object.<anonymous> [as build] (/app/main.ts:3:7)', '/app/main.ts'],
  ['no function', 'at /app/main.ts:3:7', '/app/main.ts'],
  ['an async function', 'at async build (/app/main.ts:3:7)', '/app/main.ts'],
  ['an async module', 'at async /app/main.ts:3:7', '/app/main.ts'],
  ['an ES module', 'at file:///app/my%20app/main.mjs:3:7', '/app/my app/main.mjs'],
  ['a function of an ES module', 'at build (file:///app/main.mjs?v=1:3:7)', '/app/main.mjs'],
  ['a folder with spaces and brackets', 'at build (/my (old) app/main.ts:3:7)', '/my (old) app/main.ts'],
  ['such a folder and no function', 'at /my (old) app/main.ts:3:7', '/my (old) app/main.ts'],
  ['a drive of Windows', 'at build (C:\\my app\\main.ts:3:7)', 'C:\\my app\\main.ts'],
  ['a drive and no function', 'at D:/app/main.ts:3:7', 'D:/app/main.ts'],
  ['a share of Windows', 'at build (\\\\server\\app\\main.ts:3:7)', '\\\\server\\app\\main.ts'],
])('reads a frame of %s', (_, frame, file) => {
  expect(framesOf(`Error\n    ${frame}`)).toEqual([{ file, line: 3, column: 7 }]);
});

test.each([
  ['a module of Node', 'at node:internal/main/run_main_module:28:49'],
  ['a built-in function', 'at Array.map (<anonymous>)'],
  ['a built-in async function', 'at async Promise.all (index 0)'],
  ['evaluated text', 'at eval (eval at build (/app/main.ts:3:7), <anonymous>:1:1)'],
  ['a URL that is no file', 'at build (webpack-internal:///./main.ts:3:7)'],
  ['a file URL of another computer', 'at file://server/app/main.mjs:3:7'],
  ['no position', 'at build (native)'],
])('leaves out a frame of %s', (_, frame) => {
  expect(framesOf(`Error\n    ${frame}`)).toEqual([]);
});

test('keeps the order of the frames', () => {
  const stack = 'Error\n    at a (/inner.ts:1:2)\n    at Array.map (<anonymous>)\n    at /outer.ts:3:4';
  expect(framesOf(stack)).toEqual([
    { file: '/inner.ts', line: 1, column: 2 },
    { file: '/outer.ts', line: 3, column: 4 },
  ]);
});

test('reads a list of call sites', () => {
  const sites = ['Array.map (<anonymous>)', 'build (/app/main.ts:3:7)', '/app/main.ts:9:1'];
  expect(framesOf(sites)).toEqual([
    { file: '/app/main.ts', line: 3, column: 7 },
    { file: '/app/main.ts', line: 9, column: 1 },
  ]);
});

test('finds no frame where there is no stack', () => {
  expect(framesOf(undefined)).toEqual([]);
});
