/**
 * Keeps a page in a frame still: it scrolls, and does nothing else. Looking at a heatmap must not put things into a
 * cart. Listens in the capture phase on the page's window, before what the page itself listens to.
 */

/** The page must not hear of these, and the browser must not act on them. */
const FORBIDDEN =
  'click auxclick dblclick contextmenu submit reset mousedown dragstart dragover drop beforeinput paste cut selectstart';

/** The page must not hear of these; the browser may go on (touches and wheels scroll). */
const UNHEARD =
  'pointerdown pointerup pointercancel pointermove pointerover pointerout pointerenter pointerleave ' +
  'mouseup mousemove mouseover mouseout mouseenter mouseleave ' +
  'touchstart touchmove touchend touchcancel wheel input change keyup keypress';

/** Keys that only move the view or the focus. */
const MOVES = /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End|Tab|Escape)$/;

/** What the pointer does over the page, in CSS px of its viewport. */
export interface PointerWatch {
  /** A mouse or pen is here, or a finger tapped here. */
  over(x: number, y: number): void;
  /** It is gone. */
  out(): void;
}

const isField = (target: EventTarget | null): boolean =>
  /^(input|select|textarea)$/i.test((target as Element | null)?.tagName ?? '') ||
  (target as HTMLElement | null)?.isContentEditable === true;

/** Keeps the page of a window still; returns the way back. */
export function keepStill(view: Window & typeof globalThis, watch: PointerWatch): () => void {
  const forbid = (event: Event): void => {
    if (event.type === 'click') tell(event as MouseEvent);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const hush = (event: Event): void => {
    if (event.type === 'pointermove' && (event as PointerEvent).pointerType !== 'touch') tell(event as PointerEvent);
    if (event.type === 'mouseout' && !(event as MouseEvent).relatedTarget) watch.out();
    event.stopImmediatePropagation();
  };
  const press = (event: KeyboardEvent): void => {
    event.stopImmediatePropagation();
    const mayGoOn = MOVES.test(event.key) && (event.key === 'Tab' || !isField(event.target));
    if (!mayGoOn && !event.ctrlKey && !event.metaKey && !event.altKey) event.preventDefault();
  };
  const tell = (event: MouseEvent): void => watch.over(event.clientX, event.clientY);

  const active = { capture: true, passive: false };
  const passive = { capture: true, passive: true };
  const forbidden = FORBIDDEN.split(' ');
  const unheard = UNHEARD.split(' ');
  for (const type of forbidden) view.addEventListener(type, forbid, active);
  for (const type of unheard) view.addEventListener(type, hush, passive);
  view.addEventListener('keydown', press, active);
  // what a page may still try on its own, such as greeting with a dialog
  view.open = () => null;
  view.alert = () => {};
  view.confirm = () => false;
  view.prompt = () => null;
  view.print = () => {};
  return () => {
    for (const type of forbidden) view.removeEventListener(type, forbid, active);
    for (const type of unheard) view.removeEventListener(type, hush, passive);
    view.removeEventListener('keydown', press, active);
  };
}
