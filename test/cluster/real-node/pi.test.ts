// Pi behind caching proxies, used through the Service of the proxies.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Cluster } from '../cluster';
import { until } from '../processes';
import { Answer, ask, podsOf, reference, replace, urlOf } from './support';

const pi = '3.14159265358979323846264338327950288419716939937510582097494459230781640628620899';

/** Tests Pi, which is up. */
export function testPi(connect: () => Cluster): void {
  describe('pi', () => {
    let url: string;
    before(async () => {
      url = await urlOf(connect(), 'pi', 'pi-proxy');
    });

    it('answers with the digits of Pi', async () => {
      const { status, body } = await ask(`${url}/?dp=80`);
      assert.equal(status, 200);
      assert.match(body, new RegExp(`${pi}<`));
    });

    it('answers from the cache of a proxy what was asked there before', async () => {
      const answers: Answer[] = [];
      // Of three requests to two proxies, one meets a proxy again.
      for (let i = 0; i < 3; i++) answers.push(await ask(`${url}/?dp=70`));
      const seen = new Map<unknown, string>();
      for (const { headers, body } of answers) {
        const proxy = headers['x-proxy-host'];
        assert.equal(headers['x-cache-status'], seen.has(proxy) ? 'HIT' : 'MISS');
        assert.equal(body, seen.get(proxy) ?? body);
        seen.set(proxy, body);
      }
    });

    it('answers through the proxy that takes the place of a killed one', async () => {
      const before = await podsOf(connect(), 'pi', 'pi-proxy');
      const [killed] = before;
      assert(killed !== undefined);
      await replace(connect(), killed, reference('apps/v1', 'Deployment', 'pi', 'pi-proxy'));
      const old = before.map(({ metadata }) => metadata?.name);
      await until('answer of the new proxy', async () => {
        // The node may send requests to the old one for a moment more.
        const answer = await ask(`${url}/?dp=80`).catch(() => undefined);
        assert.match(answer?.body ?? `${pi}<`, new RegExp(`${pi}<`));
        return answer !== undefined && !old.includes(String(answer.headers['x-proxy-host']));
      });
    });
  });
}
