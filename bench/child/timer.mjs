// What the measured programs share: they get their options as JSON, and print what they measured as JSON.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

/** Loads a package, or our own built files below the repository, as a user's program does. */
export const load = createRequire(import.meta.url);

export const options = JSON.parse(process.argv[2]);

/** The milliseconds that `run` takes: on the clock, and of all threads of this process. */
export function timed(run) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
}

/** Prints what was measured. */
export function print(spans) {
  process.stdout.write(JSON.stringify(spans));
}
