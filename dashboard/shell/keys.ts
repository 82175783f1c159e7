/** Keys of the whole dashboard. They never take a key from a field, a modifier or an open dialog. */
import { useEffect } from 'preact/hooks';
import { linkFrom, parseHash } from './hash.ts';
import { pages } from './pages.ts';
import { goTo } from './urlState.ts';

/** After `g`, the second key has this long. */
const SECOND_KEY_MS = 1500;

/** A page marks its picker with this attribute, so that `/` finds it. */
const searchMark = '[data-focus="search"]';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(textarea|select)$/i.test(target.tagName) ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)));

/** Listens while the dashboard is on screen; `help` opens the list of keys. */
export function useKeys(help: () => void): void {
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const page = pages.find(({ key }) => key === event.key);
      if (event.key === '?') help();
      else if (event.key === '/') document.querySelector<HTMLElement>(searchMark)?.focus();
      else if (event.key === 'g') pressedG = event.timeStamp;
      else if (page !== undefined && event.timeStamp - pressedG < SECOND_KEY_MS) {
        goTo(linkFrom(parseHash(location.hash), page.path));
        pressedG = Number.NEGATIVE_INFINITY;
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [help]);
}
