// TimeCheck and the adapters around it.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { V1Pod } from '@kubernetes/client-node';
import { Cluster } from '../cluster';
import { inContainer, podsOf } from './support';

/** Tests TimeCheck, which is up. */
export function testTimeCheck(connect: () => Cluster): void {
  describe('timecheck', () => {
    let pod: V1Pod;
    before(async () => {
      const [first] = await podsOf(connect(), 'timecheck', 'timecheck');
      assert(first !== undefined);
      pod = first;
    });
    const wget = (url: string) => inContainer(connect(), pod, 'logger', ['wget', '-q', '-O', '-', url]);

    it('reads the configuration file, with what the environment adds', async () => {
      const file = await inContainer(connect(), pod, 'timecheck', ['cat', '/config/appsettings.json']);
      assert.deepEqual(JSON.parse(file), {
        Application: { Version: '1.1', Environment: 'TEST' },
        Timer: { IntervalSeconds: '7' },
      });
    });

    it('has its log in the stdout of the adapter, line by line', async () => {
      const log = await connect().quietly(['logs', '-n', 'timecheck', pod.metadata?.name ?? '', '-c', 'logger']);
      const lines = log.trimEnd().split('\n');
      for (const line of lines)
        assert.match(line, /^\d{4}-.* \[INF\] Environment: TEST; version: 1\.1; time check: [\d:.]+$/);
      const file = await inContainer(connect(), pod, 'timecheck', ['cat', '/logs/timecheck.log']);
      assert(file.startsWith(lines.join('\n')), 'the adapter prints other lines than the file holds');
    });

    it('tells its health through the Service', async () => {
      assert.deepEqual(JSON.parse(await wget('http://timecheck:8080')), { status: 'OK' });
    });

    it('tells its metrics through the Service', async () => {
      assert.match(
        await wget('http://timecheck:8081'),
        /^# HELP timechecks_total .*\n# TYPE timechecks_total counter\ntimechecks_total \d+\n$/,
      );
    });
  });
}
