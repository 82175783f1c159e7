/** The tab's id: kept over reloads and navigations in sessionStorage, which a duplicated tab receives as a copy. */
import type { NewId } from './ids.ts';
import type { Listen, Stop } from './listen.ts';
import { attempt } from './attempt.ts';
import { createItem } from './storage.ts';

/** Ends the id of a tab whose page is open; a copy that starts with it was made from a living tab. */
const OPEN = '!';

const isReload = (): boolean =>
  attempt(
    () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'reload',
    false,
  );

/**
 * Reads or makes the id. A page that finds the mark of an open page is a duplicate, unless it is a reload: then the
 * page before it crashed. Frames share the storage of their tab and leave the mark to the top page.
 */
export function openTab(newId: NewId, listen: Listen): { id: string; stop: Stop } {
  const item = createItem('sessionStorage', 'watchglass:tab');
  const stored = item.read();
  const isTop = attempt(() => window.top === window, false);
  const known = stored.replace(OPEN, '');
  const isCopy = isTop && stored.endsWith(OPEN) && !isReload();
  const id = /^[\w-]{1,64}$/.test(known) && !isCopy ? known : newId();
  if (!isTop) {
    if (id !== known) item.write(id);
    return { id, stop: () => {} };
  }
  item.write(id + OPEN);
  const stops = [
    listen(window, 'pagehide', () => item.write(id)),
    listen(window, 'pageshow', () => item.write(id + OPEN)),
  ];
  return {
    id,
    stop: () => {
      item.write(id);
      for (const stop of stops) stop();
    },
  };
}
