const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How many milliseconds after a run signals are left to themselves again: those that came meanwhile are handed over before. */
const HELD = 100;

/** By which all copies of the package in a process find the one that holds signals off. */
const MARK = Symbol.for('cdk8s-patterns.uninterrupted');

interface Holder {
  readonly hold: () => void;
  readonly release: () => void;
}

/**
 * Runs what must not stop half-way: Ctrl-C and requests to end wait until it has run. Nothing can hold off SIGKILL; what it
 * leaves, the next synth repairs.
 */
export function uninterrupted(run: () => void): void {
  const listeners = process.listeners('SIGINT') as (NodeJS.SignalsListener & { readonly [MARK]?: Holder })[];
  const holder = listeners.map((listener) => listener[MARK]).find((found) => found !== undefined) ?? own;
  holder.hold();
  try {
    run();
  } finally {
    holder.release();
  }
}

let timer: NodeJS.Timeout | undefined;

const own: Holder = {
  hold: () => {
    if (timer === undefined) for (const signal of SIGNALS) process.on(signal, endNow);
    clearTimeout(timer);
  },
  release: () => {
    timer = setTimeout(letGo, HELD).unref();
  },
};

function letGo(): void {
  timer = undefined;
  for (const signal of SIGNALS) process.removeListener(signal, endNow);
}

/** What the signal would have done, unless the program has its own answer to it. */
function endNow(signal: NodeJS.Signals): void {
  letGo();
  if (process.listenerCount(signal) > 0) return;
  process.kill(process.pid, signal);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000); // nothing runs until it arrives
}

Object.assign(endNow, { [MARK]: own });
