/**
 * The independent recorder: runs in every document before the page's scripts and writes down what happens, with nothing
 * of the product in it. `window.corpusRecords()` gives the records.
 */
import type { OtherRecord, PathElement, PressRecord, TraceRecord } from './trace.ts';

declare global {
  interface Window {
    /** Everything seen so far, with what documents of this tab saw that are gone. */
    corpusRecords?: () => TraceRecord[];
  }
  interface Event {
    readonly navigationType?: string;
    readonly hashChange?: boolean;
    readonly downloadRequest?: string | null;
  }
}

/** Longest way up that is kept: deeper than any widget is. */
const LEVELS = 16;

const doc = Math.random().toString(36).slice(2);
const records: TraceRecord[] = [];
const numbers = new WeakMap<object, number>();
let last = 0;
const numberOf = (node: object): number => {
  let number = numbers.get(node);
  if (number === undefined) numbers.set(node, (number = last += 1));
  return number;
};
const epoch = (now: number): number => performance.timeOrigin + now;

const describe = (element: Element): PathElement => {
  const href = element.getAttribute('href');
  return {
    node: numberOf(element),
    tag: element.localName,
    id: element.id,
    role: element.getAttribute('role') ?? '',
    type: element.localName === 'input' || element.localName === 'button' ? (element as HTMLInputElement).type : '',
    text: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
    ...(href === null ? {} : { href, opens: element.getAttribute('target') ?? '' }),
    ...(element.hasAttribute('download') ? { download: true } : {}),
    ...(element.hasAttribute('tabindex') ? { hasTabIndex: true } : {}),
    ...((element as HTMLElement).onclick ? { hasOnClick: true } : {}),
    ...((element as HTMLElement).isContentEditable ? { editable: true } : {}),
    ...((element as HTMLButtonElement).disabled ? { disabled: true } : {}),
    ...(element instanceof HTMLLabelElement ? { controls: element.control ? numberOf(element.control) : 0 } : {}),
  };
};

/** Elements from `node` to the document, through shadow roots. */
function upFrom(node: Node | null): Element[] {
  const way: Element[] = [];
  for (let one = node; one && way.length < LEVELS; one = one.parentNode ?? (one as ShadowRoot).host ?? null)
    if (one instanceof Element) way.push(one);
  return way;
}

const nameOf = (target: EventTarget | null): string => {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  return element ? element.localName + (element.id ? `#${element.id}` : '') : 'document';
};

const note = (kind: OtherRecord['kind'], what: string, where = '', now = performance.now()): void =>
  void records.push({ kind, at: epoch(now), doc, what, where });

const press = (event: MouseEvent): void => {
  const modifiers = (['alt', 'ctrl', 'meta', 'shift'] as const).filter((key) => event[`${key}Key`]);
  records.push({
    kind: event.type as PressRecord['kind'],
    at: epoch(event.timeStamp),
    doc,
    x: event.clientX,
    y: event.clientY,
    button: event.button,
    detail: event.detail,
    modifiers,
    pointer: (event as PointerEvent).pointerType ?? '',
    trusted: event.isTrusted,
    path: upFrom(event.composedPath()[0] as Node).map(describe),
  });
};
for (const type of ['pointerdown', 'click', 'dblclick'] as const) addEventListener(type, press, true);

/** Kinds of the events that tell more than that they happened. */
const kinds: Partial<Record<OtherRecord['kind'], readonly string[]>> = {
  scroll: ['scroll', 'scrollend'],
  focus: ['focusin', 'focusout'],
  field: ['input', 'change', 'select', 'submit', 'reset', 'invalid'],
  toggle: ['toggle', 'close', 'cancel'],
  media: ['play', 'pause', 'seeked', 'ratechange', 'volumechange'],
  clipboard: ['copy', 'cut', 'paste'],
  style: ['transitionrun', 'animationstart'],
  history: ['hashchange', 'popstate'],
};
for (const [kind, types] of Object.entries(kinds))
  for (const type of types)
    addEventListener(
      type,
      (event) =>
        note(kind as OtherRecord['kind'], type, nameOf(event.composedPath()[0] ?? event.target), event.timeStamp),
      true,
    );
document.addEventListener('selectionchange', (event) =>
  note('selection', String(getSelection()?.toString().length ?? 0), '', event.timeStamp),
);
document.addEventListener('visibilitychange', () => note('visibility', document.visibilityState));
for (const type of ['focus', 'blur'] as const)
  addEventListener(type, (event) => event.target === window && note('visibility', type, 'window', event.timeStamp));
addEventListener('error', (event) => note('error', event.message ?? 'resource'), true);
addEventListener('unhandledrejection', () => note('error', 'unhandled rejection'));
(window as unknown as { navigation?: EventTarget }).navigation?.addEventListener('navigate', (event) =>
  note(
    'navigate',
    `${event.navigationType}${event.hashChange ? ' hash' : ''}${event.downloadRequest === null ? '' : ' download'}`,
  ),
);

const observer = new MutationObserver((mutations) => {
  const found = new Map<string, TraceRecord & { kind: 'mutation' }>();
  for (const { type, attributeName, target } of mutations) {
    const key = `${type} ${attributeName} ${numberOf(target)}`;
    const before = found.get(key);
    const way = upFrom(target);
    found.set(key, {
      kind: 'mutation',
      at: epoch(performance.now()),
      doc,
      what: type,
      ...(attributeName === null ? {} : { attribute: attributeName }),
      where: nameOf(target instanceof ShadowRoot ? target.host : target),
      nodes: way.map(numberOf),
      inShadow: target.getRootNode() instanceof ShadowRoot,
      count: (before?.count ?? 0) + 1,
    });
  }
  records.push(...found.values());
});
const everything = { attributes: true, characterData: true, childList: true, subtree: true };
observer.observe(document, everything);

/** Puts `around` before a method of the page's; what it gives back and throws is untouched. */
function tell<Owner extends object>(
  owner: Owner,
  name: keyof Owner & string,
  around: (self: unknown, args: unknown[], result: unknown) => void,
): void {
  const original = owner[name] as (...args: unknown[]) => unknown;
  (owner as Record<string, unknown>)[name] = function (this: unknown, ...args: unknown[]): unknown {
    const result = original.apply(this, args);
    around(this, args, result);
    return result;
  };
}
tell(Element.prototype, 'attachShadow', (_self, _args, root) => observer.observe(root as ShadowRoot, everything));
tell(window, 'fetch', (_self, [to], answer) => {
  const url = String(to instanceof Request ? to.url : to);
  note('request', url);
  void (answer as Promise<Response>).then(
    ({ status }) => note('response', String(status), url),
    () => note('response', 'failed', url),
  );
});
tell(XMLHttpRequest.prototype, 'send', (self) => {
  const xhr = self as XMLHttpRequest;
  note('request', 'xhr');
  xhr.addEventListener('loadend', () => note('response', String(xhr.status), xhr.responseURL));
});
tell(Navigator.prototype, 'sendBeacon', (_self, [to]) => note('request', 'beacon', String(to)));
tell(window, 'open', (_self, [to]) => note('open', String(to)));
tell(window, 'print', () => note('open', 'print'));
for (const name of ['pushState', 'replaceState'] as const)
  tell(History.prototype, name, (_self, [, , to]) => note('history', name, String(to)));
for (const name of ['fillRect', 'clearRect', 'fill', 'stroke', 'drawImage', 'fillText'] as const)
  tell(CanvasRenderingContext2D.prototype, name, () => note('paint', name));
tell(AudioScheduledSourceNode.prototype, 'start', () => note('media', 'tone'));

/** Where a document that goes leaves its records to the next one of the tab; no binding hears of it then. */
const LEFT = 'corpus';
const left = (): TraceRecord[] => JSON.parse(sessionStorage.getItem(LEFT) ?? '[]') as TraceRecord[];
window.corpusRecords = () => [...left(), ...records];
note('load', location.pathname);
addEventListener('pagehide', () => {
  note('leave', 'pagehide');
  sessionStorage.setItem(LEFT, JSON.stringify([...left(), ...records.splice(0)]));
});
