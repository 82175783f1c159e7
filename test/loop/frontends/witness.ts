/**
 * Runs in the page under test, before anything else: for each click it keeps a copy of the document as it was when
 * the click came, so that the element key in the event can be looked up in the page that the visitor saw, even when
 * the app has long drawn another one.
 */
import { findElement } from '@watchglass/contract';

/** What the scripts of `visit.ts` call in the page. */
export interface Witness {
  /** Names the element that the next `clicks` clicks are meant for. */
  expect(element: Element, clicks: number): void;
  /** Clicks of the visitor so far, also those that nobody expected. */
  count(): number;
  /** Double clicks so far. */
  doubles(): number;
  /** Clicks that scripts of the app dispatched: some frameworks try the browser out that way. */
  scripted(): number;
  /** For each click '' when its key and index name the element that was meant, else what went wrong. */
  judge(named: readonly { key: string; index: number }[]): string[];
}

interface Seen {
  top: Element;
  meant: Element | undefined;
  fault: string;
}

const seen: Seen[] = [];
let expected: Element | undefined;
let left = 0;
let scripted = 0;
let doubles = 0;

const show = (element: Element | undefined): string =>
  element ? new XMLSerializer().serializeToString(element.cloneNode(false)).slice(0, 120) : 'nothing';

/** The same place in a copy of the document. */
function inCopy(top: Element, element: Element): Element | undefined {
  const places: number[] = [];
  for (let node = element; node !== document.documentElement; ) {
    const parent = node.parentElement;
    if (!parent) return undefined;
    places.unshift([...parent.children].indexOf(node));
    node = parent;
  }
  return places.reduce<Element | undefined>((node, place) => node?.children[place], top);
}

addEventListener(
  'click',
  (event) => {
    if (!event.isTrusted) {
      scripted += 1;
      return;
    }
    // a document of its own: copies of custom elements, scripts and images must not come alive
    const top = document.implementation.createHTMLDocument('').importNode(document.documentElement, true);
    const target = event.target as Element;
    const isMeant = left > 0 && expected?.contains(target);
    const fault = isMeant ? '' : `clicked ${show(target)} instead of ${left > 0 ? show(expected) : 'nothing'}`;
    left -= 1;
    seen.push({ top, meant: expected && inCopy(top, expected), fault });
  },
  true,
);

addEventListener('dblclick', () => (doubles += 1), true);

const witness: Witness = {
  expect(element, clicks) {
    expected = element;
    left = clicks;
  },
  count: () => seen.length,
  doubles: () => doubles,
  scripted: () => scripted,
  judge: (named) =>
    seen.map(({ top, meant, fault }, at) => {
      const one = named[at];
      if (fault || !one) return fault || `no event for ${show(meant)}`;
      const found = findElement(top, one.key, one.index) as Element | undefined;
      if (meant && found === meant) return '';
      return `${one.key} [${one.index}] is ${show(found)}, clicked was ${show(meant)}`;
    }),
};

Object.defineProperty(globalThis, 'frontEndWitness', { value: witness });
