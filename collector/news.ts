/** Tells whoever waits that something was stored: a dashboard hears of a click when it is there, and not a second later. */

import type { Store } from './types.ts';

/** News of this collector's inserts; what others insert into the same store is not heard of. */
export interface News {
  /** How often something was stored since the start. */
  count(): number;
  /** Something was stored. */
  tell(): void;
  /** Resolves when the count is not `seen` (any more), after so many ms, when the signal aborts, or at the end. */
  after(seen: number, ms: number, signal: AbortSignal): Promise<void>;
}

/** Makes news of nothing; nobody waits any more when `ending` aborts, or a dashboard would hold up the end. */
export function createNews(ending: AbortSignal): News {
  let count = 0;
  let waiting = new Set<() => void>();
  const wakeAll = (): void => {
    const told = waiting;
    waiting = new Set();
    for (const wake of told) wake();
  };
  ending.addEventListener('abort', wakeAll, { once: true });
  return {
    count: () => count,
    tell() {
      count += 1;
      wakeAll();
    },
    after: (seen, ms, signal) =>
      new Promise((resolve) => {
        if (seen !== count || signal.aborted || ending.aborted) {
          resolve();
          return;
        }
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        signal.addEventListener('abort', wake, { once: true });
        waiting.add(wake);
      }),
  };
}

/** A store that tells of what it has stored. */
export const telling = <S extends Pick<Store, 'insert'>>(store: S, news: Pick<News, 'tell'>): S => ({
  ...store,
  insert: async (...what: Parameters<S['insert']>) => {
    await store.insert(...(what as Parameters<Store['insert']>));
    news.tell();
  },
});
