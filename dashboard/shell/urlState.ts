/** State that lives in the URL: what a page was asked, so that a link shows the same to somebody else. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatHash, linkFrom, type ParamChange, type Place, parseHash, withParams } from './hash.ts';

/** How a change enters the history: a choice is a step back, typing is not. */
export interface Move {
  readonly replace?: boolean;
}

/** Goes to a hash. A `hashchange` follows also where the browser sends none (replace). */
export function goTo(hash: string, move: Move = {}): void {
  if (hash === location.hash) return;
  history[move.replace ? 'replaceState' : 'pushState'](null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Changes parameters of the place we are at, all in one step. */
function setParams(changes: Readonly<Record<string, ParamChange>>, move: Move = {}): void {
  goTo(formatHash(withParams(parseHash(location.hash), changes)), move);
}

/** The place we are at; renders again when it changes. */
export function usePlace(): Place {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const read = (): void => setHash(location.hash);
    read();
    // back and forward fire popstate; a link fires both
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    return () => {
      removeEventListener('hashchange', read);
      removeEventListener('popstate', read);
    };
  }, []);
  return parseHash(hash);
}

/**
 * One parameter of the URL as state. The default is not written into the URL.
 *
 * @example const [viewport, setViewport] = useUrlState('viewport', 'desktop');
 */
export function useUrlState(name: string, fallback = ''): [string, (value: string, move?: Move) => void] {
  const value = usePlace().params.get(name) ?? fallback;
  const set = useCallback(
    (next: string, move?: Move) => setParams({ [name]: next === fallback ? null : next }, move),
    [name, fallback],
  );
  return [value, set];
}

/** A parameter that may occur many times, in order. */
export function useUrlList(name: string): [readonly string[], (values: readonly string[], move?: Move) => void] {
  const values = usePlace().params.getAll(name);
  const set = useCallback((next: readonly string[], move?: Move) => setParams({ [name]: next }, move), [name]);
  return [values, set];
}

/** Makes links from here that keep the time range. */
export function useLink(): (path: string, own?: Readonly<Record<string, ParamChange>>) => string {
  const place = usePlace();
  return (path, own) => linkFrom(place, path, own);
}
