/** The tag inside a page, as far as the traffic needs to know it. */
import type { BrowserContext, Page } from 'playwright';

interface Tag {
  flush(): Promise<unknown>;
  stats(): { readonly storage: string } | undefined;
}

/**
 * What the browser times by itself keeps the machine's clock, which stays behind the one that skips time: a request would be
 * told a second time, as one from before the tag came, and a long frame would be this machine's, at a moment that was not.
 */
const TIMED_BY_THE_MACHINE = ['resource', 'long-animation-frame', 'longtask'];

/** Has the tag of every page to come tell only what is true in time that is skipped, whatever this machine is busy with. */
export async function tellsTheVisit(context: BrowserContext): Promise<void> {
  await context.addInitScript((types) => {
    const { observe } = PerformanceObserver.prototype;
    PerformanceObserver.prototype.observe = function (this: PerformanceObserver, options) {
      if (!types.includes(options?.type ?? '')) observe.call(this, options);
    };
    // minutes pass in seconds, so that the tag would have spent a minute's budget at once, and end its dearest signals
    new MutationObserver((_, tags) => {
      const tag = document.querySelector<HTMLElement>('script[data-key]');
      if (!tag) return;
      tag.dataset['overheadBudgetMs'] = '0';
      tags.disconnect();
    }).observe(document, { childList: true, subtree: true });
  }, TIMED_BY_THE_MACHINE);
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
