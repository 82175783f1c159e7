/** News of a source that has to be asked: looked for again and again while somebody watches and the page is seen. */

/** What one look found. */
interface Look {
  /** What there is: another text is news. */
  readonly found: string;
  /** Pause until the next look, ms. */
  readonly pauseMs: number;
}

/** What news are made from. */
export interface NewsOptions {
  /** Looks; `isNews` says whether a text differs from the last one. */
  readonly look: (signal: AbortSignal, isNews: (found: string) => boolean) => Promise<Look>;
  /** Pause after a look that failed, ms. */
  readonly failedMs: () => number;
  /** Calls back when the page is shown or hidden; returns the way to stop. */
  readonly watchVisible: (changed: (isVisible: boolean) => void) => () => void;
}

/** News for whoever watches. */
export interface News {
  /** Calls back at news; returns the way to stop. */
  readonly watch: (changed: () => void) => () => void;
  /** What the last look that succeeded found; undefined before it. */
  readonly last: () => string | undefined;
}

/** Makes news; nobody looks before somebody watches. */
export function createNews({ look, failedMs, watchVisible }: NewsOptions): News {
  const watchers = new Set<() => void>();
  let last: string | undefined;
  let hasFailed = false;
  let looking: AbortController | undefined;
  let isVisible = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWatching = (): void => {};

  async function lookNow(): Promise<void> {
    clearTimeout(timer);
    if (looking) return;
    const mine = new AbortController();
    looking = mine;
    const found = await look(mine.signal, (text) => text !== last).catch(() => undefined);
    // who was stopped meanwhile may have been followed by another
    if (looking !== mine) return;
    looking = undefined;
    // after a failure also without news: what was asked meanwhile has failed as well
    const isNews = found !== undefined && (found.found !== last || hasFailed);
    hasFailed = found === undefined;
    last = found?.found ?? last;
    if (isNews) for (const changed of watchers) changed();
    if (watchers.size > 0 && isVisible) timer = setTimeout(() => void lookNow(), found?.pauseMs ?? failedMs());
  }

  function rest(): void {
    clearTimeout(timer);
    looking?.abort();
    looking = undefined;
  }

  return {
    last: () => last,
    watch: (changed) => {
      watchers.add(changed);
      if (watchers.size === 1) {
        stopWatching = watchVisible((visible) => {
          isVisible = visible;
          if (visible) void lookNow();
          else rest();
        });
        void lookNow();
      }
      return () => {
        if (!watchers.delete(changed) || watchers.size > 0) return;
        rest();
        stopWatching();
      };
    },
  };
}
