/**
 * One question of a page to its source: keeps the last answer on screen while a new one is made, asks again when there
 * may be new data, says when it takes long, and can be cancelled.
 */
import type { Scope } from '@watchglass/analysis';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DataSource } from '../source/source.ts';
import { formatRange, type Range, scopeOf, useRange } from './range.ts';

/** A question that takes longer shows that it is being answered. */
const SLOW_MS = 300;
/** Ranges move with now: without news, ask again this often. */
const AGAIN_MS = 60_000;

/** The state of a question. */
export interface Query<T> {
  /** The last answer, also while a newer one is on its way. */
  readonly data: T | undefined;
  /** Why there is no newer answer, a sentence for people; '' when all is well. */
  readonly error: string;
  readonly isLoading: boolean;
  /** It takes over 300 ms: show that, and offer `cancel`. */
  readonly isSlow: boolean;
  /** `data` answers an earlier question (another page, another range). */
  readonly isStale: boolean;
  /** The scope that `data` was asked about. */
  readonly scope: Scope | undefined;
  /** The range that `data` was asked about: its words belong beside it, also while another one is being counted. */
  readonly range: Range;
  /**
   * Events of all times that the source knew of when `data` was asked for; undefined before its first look. What says
   * "nothing" is chosen by it: by what the source knows now, a first event would be in no range before it was counted.
   */
  readonly known: number | undefined;
  readonly retry: () => void;
  readonly cancel: () => void;
}

type State<T> = Omit<Query<T>, 'retry' | 'cancel'>;

/**
 * Asks `source` now, whenever `deps` or the time range change, and when there is news.
 *
 * @param ask gets the scope of the time range in the URL, taken at the moment of asking.
 * @example const views = useQuery(source, (scope, signal) => source.overview(scope, signal), []);
 */
export function useQuery<T>(
  source: DataSource,
  ask: (scope: Scope, signal: AbortSignal) => Promise<T>,
  deps: readonly unknown[],
): Query<T> {
  const [range] = useRange();
  const [state, setState] = useState<State<T>>({
    data: undefined,
    error: '',
    isLoading: true,
    isSlow: false,
    isStale: false,
    scope: undefined,
    range,
    known: undefined,
  });
  const controls = useRef<Pick<Query<T>, 'retry' | 'cancel'>>({ retry: () => {}, cancel: () => {} });

  useEffect(() => {
    let running: AbortController | undefined;
    let hasNews = false;

    const start = (): void => {
      const mine = new AbortController();
      running = mine;
      hasNews = false;
      const known = source.state()?.events;
      const scope = scopeOf(range, Date.now(), source.timeZone);
      const slow = setTimeout(() => setState((old) => ({ ...old, isSlow: true })), SLOW_MS);
      const end = (change: Partial<State<T>>): void => {
        clearTimeout(slow);
        if (running !== mine) return;
        running = undefined;
        setState((old) => ({ ...old, isLoading: false, isSlow: false, ...change }));
        // news came while we were asking: one more round, so that no stream of news can starve the answer
        if (hasNews) refresh();
      };
      setState((old) => ({ ...old, isLoading: true }));
      ask(scope, mine.signal).then(
        (data) => end({ data, scope, range, known, error: '', isStale: false }),
        (error: unknown) => end({ error: error instanceof Error ? error.message : String(error) }),
      );
    };
    const refresh = (): void => {
      if (running) hasNews = true;
      else start();
    };
    controls.current = {
      retry: refresh,
      cancel: () => {
        hasNews = false;
        running?.abort();
      },
    };

    setState((old) => ({ ...old, error: '', isStale: old.data !== undefined }));
    start();
    const unwatch = source.watch(refresh);
    const again = setInterval(refresh, AGAIN_MS);
    return () => {
      const last = running;
      running = undefined;
      last?.abort();
      unwatch();
      clearInterval(again);
    };
  }, [source, formatRange(range), ...deps]);

  return { ...state, retry: () => controls.current.retry(), cancel: () => controls.current.cancel() };
}
