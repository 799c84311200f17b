// Every folder of `dist` is applied, comes up, and goes again, on fake nodes or on the user's cluster.
import { before, describe, it } from 'node:test';
import { deleteFirst, expectAbsent, expectApplies, expectDeletes, expectDryRun, inventory, Say } from './apply';
import { ApplySet } from './apply-sets';
import { Cluster } from './cluster';
import { atEnd } from './processes';

/**
 * Tests a folder and its step folders on the cluster that `connect` gives once the tests run;
 * `andMore` adds tests that find the first sets of the chain applied, the last one of these just now.
 */
export function testFolders(chain: ApplySet[], connect: () => Cluster, andMore?: (applied: ApplySet[]) => void): void {
  describe(chain[0]?.name, () => {
    let there: string[];
    let applied = false;
    before(async () => {
      await expectAbsent(connect(), chain);
      there = await inventory(connect(), chain);
      applied = true;
      if (connect().lasting) atEnd(() => undo());
    });
    const remove = async (say: Say) => {
      await expectDeletes(connect(), chain, there, say);
      applied = false;
    };
    const undo = async () => {
      if (!applied) return;
      console.error(`deleting ${chain.map(({ name }) => name).join(', ')} from the cluster`);
      await remove(console.error);
    };
    for (const [i, set] of chain.entries()) {
      it(`${set.name} passes a dry run`, async () => {
        await deleteFirst(connect(), chain.slice(0, i + 1));
        await expectDryRun(connect(), set);
      });
      it(`${set.name} comes up, and stays as written`, (t) =>
        expectApplies(connect(), set, (line) => t.diagnostic(line)));
      andMore?.(chain.slice(0, i + 1));
    }
    it('leaves nothing behind', (t) => remove((line) => t.diagnostic(line)));
  });
}
