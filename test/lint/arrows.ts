/** Who may import whom: a folder all those to its right; those in one place not each other. */
const chains = [
  'samples -> platform -> data, rollout, observe, secure, schedule, extend, serverless -> batch -> workload -> network -> config -> storage -> declare',
  'synth -> check -> declare',
  'cli -> synth, check, testing',
  'cli -> declare',
  'private',
].map((chain) => chain.split(' -> ').map((place) => place.split(', ')));

/** The folders of `src`. */
export const folders = [...new Set(chains.flat(2))];

function toTheRight(folder: string): string[] {
  const places = chains.filter((chain) => chain.flat().includes(folder));
  return [
    ...new Set(places.flatMap((chain) => chain.slice(chain.findIndex((place) => place.includes(folder)) + 1).flat())),
  ];
}

/** All that a file of the folder may import. */
export function allowedIn(folder: string): string[] {
  const shared = folder === 'private' ? [] : ['../private/errors', '../private/rules/names'];
  const rooms = toTheRight(folder).map((room) => `../${room}`);
  return ['cdk8s', 'cdk8s-plus-27', 'constructs', 'node:fs', './volume', './private/volume', ...rooms, ...shared];
}

/** What it may not import: other rooms, the files of its rooms, its own index, packages that a user lacks. */
export function forbiddenIn(folder: string): string[] {
  const right = toTheRight(folder);
  const wrongRooms = folders
    .filter((room) => ![folder, 'private', ...right].includes(room))
    .map((room) => `../${room}`);
  const byFile = folders.filter((room) => room !== 'private').map((room) => `../${room}/volume`);
  const indexes = ['.', './', './index', '..', '../index', '../../src', ...right.map((room) => `../${room}/index`)];
  return [...wrongRooms, ...byFile, ...indexes, 'cdk8s-patterns', 'jest', 'fs', 'cdk8s-plus-27/lib/pod'];
}
