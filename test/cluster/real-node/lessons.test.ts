// The lessons of chapters 2 to 8 of Learn Kubernetes in a Month of Lunches, on a node on which their pods really run.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Book, Reach } from './lessons';
import { testChapter2 } from './lessons-ch02.test';
import { testChapter3 } from './lessons-ch03.test';
import { testChapter4 } from './lessons-ch04.test';
import { testChapter5 } from './lessons-ch05.test';
import { testChapter6 } from './lessons-ch06.test';
import { testChapter7 } from './lessons-ch07.test';
import { testChapter8 } from './lessons-ch08.test';

/** The lessons that do not run here, and why; they are on the clusters of fake nodes. */
const leftOut: { readonly [lesson: string]: string } = {
  'ch05/persistent-volume-local': 'its volume is that of ch05/todo-list',
  'ch05/persistent-volume-nfs': 'its server is an example',
  'ch05/postgres-claims/dynamic': 'no pod uses its claim',
  'ch05/postgres-claims/static': 'its volume and claim are those of ch05/todo-list',
  'ch05/storage-class': 'nobody provides for its class; its volume and claim are those of ch05/todo-list',
};

/** Tests the lessons in a `dist` folder. */
export function testLessons(dist: string, reach: Reach): void {
  describe('lessons', () => {
    const book = new Book(join(dist, 'kiamol'), reach);
    testChapter2(book);
    testChapter3(book);
    testChapter4(book);
    testChapter5(book);
    testChapter6(book);
    testChapter7(book);
    testChapter8(book);

    it('all ran, but for those that are left out for a reason', (t) => {
      const chapters = book.names.filter((name) => /^ch0[2-8]\//.test(name));
      const others = chapters.filter((name) => !book.used.has(name));
      for (const name of others) t.diagnostic(`${name}: ${leftOut[name]}`);
      assert.deepEqual(others.sort(), Object.keys(leftOut).sort());
    });
  });
}
