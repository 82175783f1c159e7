/**
 * Where a page begins: a new one at its heading, so that a screen reader says where we are; one that the reader comes
 * back to at the place and the link that were left, as documents do.
 */
import { useEffect, useRef } from 'preact/hooks';

/** A list is asked for anew when we come back to it; one that takes longer is begun from its top. */
const PATIENCE_MS = 10_000;

/** What was left at an entry of the history. */
interface Left {
  readonly y: number;
  /** Link that had the focus; '' when none had. */
  readonly link: string;
}

/** Marks an entry of the history, so that it is known when the reader comes back to it. */
const entryMark = 'watchglassEntry';

const entryOf = (): string | undefined => (history.state as Record<string, string> | null)?.[entryMark];

/** The link on the page with this address. */
const linkTo = (address: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('main a')].find((link) => link.getAttribute('href') === address);

/** Calls `settle` as the page grows until it says that it is done, the reader takes over, or it takes too long. */
function asItGrows(settle: () => boolean, ended: () => void): () => void {
  const observer = new MutationObserver(() => void (settle() && stop()));
  const takenOver = ['wheel', 'keydown', 'pointerdown', 'touchstart'] as const;
  const timer = setTimeout(() => stop(), PATIENCE_MS);
  function stop(): void {
    clearTimeout(timer);
    observer.disconnect();
    for (const type of takenOver) removeEventListener(type, stop, true);
    ended();
  }
  for (const type of takenOver) addEventListener(type, stop, { capture: true, passive: true });
  observer.observe(document.body, { childList: true, subtree: true });
  if (settle()) stop();
  return stop;
}

/** Begins each page that `path` leads to. */
export function useReturning(path: string): void {
  const entries = useRef(new Map<string, Left>());
  const entry = useRef('');
  /** What was left at the entry that we came back to, until it is restored; undefined at a new one. */
  const wanted = useRef<Left>();
  const last = useRef(path);

  useEffect(() => {
    // ours is done once the list is there again; the browser's would come before it
    history.scrollRestoration = 'manual';
    const arrive = (): void => {
      const known = entryOf();
      // a link fires popstate and hashchange
      if (known === entry.current) return;
      entry.current = known ?? String(Math.random());
      wanted.current = entries.current.get(entry.current);
      if (known === undefined) history.replaceState({ [entryMark]: entry.current }, '');
    };
    const keep = (): void => {
      if (wanted.current) return;
      entries.current.set(entry.current, { y: scrollY, link: document.activeElement?.getAttribute('href') ?? '' });
    };
    arrive();
    addEventListener('popstate', arrive);
    addEventListener('hashchange', arrive);
    addEventListener('scroll', keep, { passive: true });
    addEventListener('focusin', keep);
    return () => {
      removeEventListener('popstate', arrive);
      removeEventListener('hashchange', arrive);
      removeEventListener('scroll', keep);
      removeEventListener('focusin', keep);
    };
  }, []);

  useEffect(() => {
    const left = wanted.current;
    const isMove = last.current !== path;
    last.current = path;
    if (!isMove) return undefined;
    document.getElementById('page-title')?.focus({ preventScroll: true });
    scrollTo(0, 0);
    if (!left) return undefined;
    return asItGrows(
      () => {
        scrollTo(0, left.y);
        const link = linkTo(left.link);
        link?.focus({ preventScroll: true });
        return Math.abs(scrollY - left.y) < 1 && (left.link === '' || link !== undefined);
      },
      () => (wanted.current = undefined),
    );
  }, [path]);
}
