const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How many milliseconds after a run signals are left to themselves again: those that came meanwhile are handed over before. */
const HELD = 100;

/** Shared by all copies of the package in a process. */
const KEY = Symbol.for('cdk8s-patterns.uninterrupted.1');
const state = ((globalThis as { [KEY]?: { release?: NodeJS.Timeout } })[KEY] ??= {});

/**
 * Runs what must not stop half-way: Ctrl-C and requests to end wait until it has run. Nothing can hold off SIGKILL; what it
 * leaves, the next synth repairs.
 */
export function uninterrupted(run: () => void): void {
  if (state.release === undefined) for (const signal of SIGNALS) process.on(signal, endNow);
  else clearTimeout(state.release);
  try {
    run();
  } finally {
    state.release = setTimeout(letGo, HELD).unref();
  }
}

function letGo(): void {
  state.release = undefined;
  for (const signal of SIGNALS) process.removeListener(signal, endNow);
}

/** What the signal would have done, unless the program has its own answer to it. */
function endNow(signal: NodeJS.Signals): void {
  letGo();
  if (process.listenerCount(signal) > 0) return;
  process.kill(process.pid, signal);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000); // nothing runs until it arrives
}
