/** The tag inside a page, as far as the traffic needs to know it. */
import type { Page } from 'playwright';

interface Tag {
  flush(): Promise<unknown>;
  stats(): { readonly storage: string } | undefined;
}

type OnPage = { watchglass?: Partial<Tag> };

/**
 * Waits, in real time, until the tag has loaded and has its storage. Time that is skipped does not make a disk faster:
 * the tag would give up on one that took "too long" to open, and work in memory.
 */
export async function tagIsReady(page: Page): Promise<void> {
  // until the tag has loaded, its stub answers every call with nothing
  await page.waitForFunction(() => (window as OnPage).watchglass?.stats?.()?.storage === 'indexeddb');
}

/** Has everything stored and sent that the tag holds. */
export const flushTag = (page: Page): Promise<unknown> => page.evaluate(() => (window as OnPage).watchglass?.flush?.());

/**
 * Waits, in real time, until everything that was being written when time was skipped is on the disk. A visitor's disk
 * has seconds for it; here a click would come in between, and lead to the next page before its turn.
 */
export const diskIsIdle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      await new Promise<void>((resolve) => {
        const opening = indexedDB.open(name);
        opening.addEventListener('error', () => resolve());
        opening.addEventListener('success', () => {
          const stores = [...opening.result.objectStoreNames];
          // a transaction that may write waits for all before it
          const turn = stores.length > 0 ? opening.result.transaction(stores, 'readwrite') : undefined;
          turn?.addEventListener('complete', () => resolve());
          if (!turn) resolve();
          opening.result.close();
        });
      });
    }
  });
