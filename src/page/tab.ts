/** The tab's id: kept over reloads and navigations in sessionStorage, which a duplicated tab receives as a copy. */
import type { NewId } from './ids.ts';
import type { Listen, Stop } from './listen.ts';
import { createItem } from './storage.ts';

/** Ends the id of a tab whose page is open; a copy that has it was made from a living tab. */
const OPEN = '!';

/**
 * Reads or makes the id. A page that finds the mark of an open page is in a duplicate, or the page before it crashed:
 * both begin anew. Frames share the storage of their tab and leave the mark to the top page.
 */
export function openTab(newId: NewId, listen: Listen, stops: Set<Stop>): string {
  const item = createItem('sessionStorage');
  const isTop = window.top === window;
  const [known, mark] = item.read().split(OPEN);
  const id = known && !(isTop && mark === '') ? known : newId();
  const close = (): void => item.write(id);
  const open = (): void => item.write(id + OPEN);
  if (isTop) {
    open();
    listen(window, 'pagehide', close);
    listen(window, 'pageshow', open);
    stops.add(close);
  } else if (!known) close();
  return id;
}
