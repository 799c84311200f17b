// Synthesizes two states of 60 charts in turn, until it is ended from outside: `ended.ts <output folder>`.
import { ApiObject, Chart } from 'cdk8s';
import { App, CheckLevel } from '../../src/synth';

const [, , outdir = ''] = process.argv;

function synth(state: string): void {
  const app = new App({ outdir, checks: CheckLevel.OFF });
  for (let i = 0; i < 60; i++) {
    new ApiObject(new Chart(app, `chart-${i}`), 'Config', { apiVersion: 'v1', kind: 'ConfigMap', data: { state } });
  }
  app.synth();
}

async function run(): Promise<void> {
  for (let i = 0; ; i++) {
    synth(i % 2 === 0 ? 'old' : 'new');
    if (i === 1) process.stdout.write('ready\n');
    await new Promise(setImmediate);
  }
}

void run();
