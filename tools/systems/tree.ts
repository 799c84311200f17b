import { createRequire } from 'node:module';
import { synth } from 'cdk8s-patterns';

const load = createRequire(__filename);

/** The App of `apps/main.ts`, all built; its synth is kept from running, so nothing is written. */
export function appOfMain(): synth.App {
  const made: synth.App[] = [];
  const run = Object.getOwnPropertyDescriptor(synth.App.prototype, 'synth');
  synth.App.prototype.synth = function (this: synth.App): void {
    made.push(this);
  };
  try {
    load('../../apps/main');
  } finally {
    if (run !== undefined) Object.defineProperty(synth.App.prototype, 'synth', run);
  }
  const [app] = made;
  if (app === undefined) throw new Error('apps/main.ts must make a synth.App and call its synth()');
  return app;
}
