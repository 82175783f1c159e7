/** The panel over the page: three lists behind tabs, in a closed shadow root, and a button that it folds into. */
import { sheetText } from './style.ts';

/** A line of the list of events. */
export type Line = readonly [time: string, kind: string, about: string];
/** A line of the other lists: what it is, a word on it, its value, and whether it needs a look. */
type Fact = readonly [name: string, word: string, value: string, isBad?: boolean];

/** What the panel shows. */
export interface View {
  readonly title: string;
  readonly note: string;
  readonly lines: readonly Line[];
  readonly lost: readonly Fact[];
  readonly sending: readonly Fact[];
}

/** Lines of the list of events, all made at the start: one that came in later would move the others. */
export const LINES = 40;

/** What the page should not hear of: it is none of its own. */
const OURS =
  'click dblclick auxclick contextmenu pointerdown pointerup mousedown mouseup touchstart touchend keydown keyup keypress focusin focusout wheel';

const made = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  text = '',
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.append(...children);
  return element;
};
/** Writes what has changed: what is selected stays so. */
const put = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** The panel's element, and the call that shows a view. */
export function createPanel(guard: <A extends unknown[]>(run: (...args: A) => void) => (...args: A) => void): {
  readonly host: HTMLElement;
  show(view: View): void;
} {
  const host = document.createElement('watchglass-inspector');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];

  const title = made('h2');
  const [fold, pill] = [made('button', 'Hide'), made('button', 'Watchglass')];
  pill.className = 'pill';
  const panel = made('section');
  panel.setAttribute('aria-label', 'Watchglass inspector');
  const press = (button: HTMLElement, run: () => void): void => button.addEventListener('click', guard(run));
  const toggle = (isOpen: boolean): void => {
    panel.hidden = !isOpen;
    pill.hidden = isOpen;
    (isOpen ? fold : pill).focus();
  };
  press(fold, () => toggle(false));
  press(pill, () => toggle(true));
  pill.hidden = true;

  const rows = Array.from({ length: LINES }, () => made('li', '', made('span'), made('span'), made('span')));
  const note = made('p');
  const [lost, sending] = [made('dl'), made('dl')];
  const nothing = made('p', 'Nothing was kept back or lost.');
  const pages = [
    ['Events', made('div', '', note, made('ol', '', ...rows))],
    ['Not captured', made('div', '', nothing, lost)],
    ['Sending', made('div', '', sending)],
  ] as const;
  const tabs = pages.map(([name, page]) => {
    const tab = made('button', name);
    tab.setAttribute('role', 'tab');
    page.setAttribute('role', 'tabpanel');
    page.setAttribute('aria-label', name);
    page.tabIndex = 0;
    press(tab, () => choose(page));
    return tab;
  });
  const choose = (chosen: HTMLElement): void =>
    pages.forEach(([, page], at) => {
      page.hidden = page !== chosen;
      tabs[at]?.setAttribute('aria-selected', String(page === chosen));
    });
  choose(pages[0][1]);
  const bar = made('nav', '', ...tabs);
  bar.setAttribute('role', 'tablist');
  panel.append(made('header', '', title, fold), bar, ...pages.map(([, page]) => page));
  root.append(panel, pill);
  for (const type of OURS.split(' '))
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });

  const facts = (list: HTMLElement, all: readonly Fact[]): void => {
    while (list.childElementCount > all.length * 2) list.lastChild?.remove();
    all.forEach(([name, word, value, isBad], at) => {
      if (!list.children[at * 2]) list.append(made('dt', '', made('span'), made('small')), made('dd'));
      const [term, detail] = [list.children[at * 2], list.children[at * 2 + 1]] as [Element, Element];
      put(term.children[0] as Element, name);
      put(term.children[1] as Element, word);
      put(detail, value);
      detail.className = isBad ? 'bad' : '';
    });
  };
  return {
    host,
    show(view) {
      put(title, view.title);
      put(note, view.note);
      rows.forEach((row, at) => view.lines[at]?.forEach((text, column) => put(row.children[column] as Element, text)));
      nothing.hidden = !!view.lost[0];
      facts(lost, view.lost);
      facts(sending, view.sending);
    },
  };
}
