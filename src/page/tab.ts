/** The tab's id: kept over reloads and navigations in sessionStorage, which a duplicated tab receives as a copy. */
import type { NewId } from './ids.ts';
import type { Listen, Stop } from './listen.ts';
import { attempt } from './attempt.ts';
import { createItem } from './storage.ts';

/** Ends the id of a tab whose page is open; a copy that has it was made from a living tab. */
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
export function openTab(newId: NewId, listen: Listen, stops: Set<Stop>, isTop: boolean): string {
  const item = createItem('sessionStorage', 'watchglass:tab');
  const [known, mark] = item.read().split(OPEN);
  const id = known && !(isTop && mark === '' && !isReload()) ? known : newId();
  const open = (): void => item.write(id + OPEN);
  const close = (): void => item.write(id);
  if (isTop) {
    open();
    listen(window, 'pagehide', close);
    listen(window, 'pageshow', open);
    stops.add(close);
  } else if (!known) close();
  return id;
}
