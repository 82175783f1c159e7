/** What a page does that is an answer and no change of its document: what the browser tells of, and calls that it makes. */
import { attributeOf, tagOf } from '@watchglass/contract';
import type { CaptureContext } from './context.ts';
import { attempt } from '../page/attempt.ts';
import { boxOf } from '../page/box.ts';
import { patch } from '../page/patch.ts';

/** What the browser tells of. */
const ACTS = 'input change reset toggle fullscreenchange copy cut dragstart beforeprint';

/** What it also tells of when a film plays on its own. */
const MEDIA = 'play pause seeking volumechange ratechange';

/** What is heard, felt, moved, put elsewhere or opened, of which no event tells: as owner and method. */
const CALLS =
  '.open .alert .confirm .prompt AudioScheduledSourceNode.start AudioBufferSourceNode.start HTMLMediaElement.play SpeechSynthesis.speak Clipboard.write Clipboard.writeText Navigator.share Navigator.vibrate Element.animate Animation.play Animation.pause HTMLElement.click';

/** Scrolling for so long after the wheel or the finger is the visitor's own, ms. */
const WHEEL_MS = 500;

/** Who hears of answers. */
interface Ears {
  /** The browser tells of one. */
  told(): void;
  /** The page made a call, `from` an element or another object. */
  called(name: string, from: unknown): void;
  /** Something scrolled that the visitor did not scroll. */
  scrolled(): void;
}

/** Listens to all of them. */
export function listenForActs(ctx: CaptureContext, { told, called, scrolled }: Ears): void {
  const { listen } = ctx;
  listen(window, ACTS, told);
  listen(window, MEDIA, ({ type, target }) => called(type, target));
  listen(document, 'visibilitychange', told);
  listen(window, 'blur', ({ target }) => {
    if (target === window) told();
  });
  // a place that is not there only changes the address
  listen(window, 'hashchange', () => {
    if (attempt(() => document.querySelector(':target'))) told();
  });
  // what the browser refuses it says at the field, where there is one to be seen
  listen(window, 'invalid', ({ target }) => {
    if (boxOf(target as Element).height) told();
  });
  // a link of this page that opens in a frame of it
  listen(document, 'load', ({ target }) => {
    if (tagOf(target as Element) === 'iframe') told();
  });
  // a dialog of the browser's opens
  listen(window, 'click', ({ target }) => {
    if (attempt(() => attributeOf(target as Element, 'type')) === 'file') told();
  });
  // the page leads elsewhere; where a visitor goes by himself is no answer
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation)
    listen<NavigateEvent>(navigation, 'navigate', ({ userInitiated, destination }) => {
      if (!userInitiated && !destination.sameDocument) told();
    });
  for (const call of CALLS.split(' ')) {
    const [owner, method] = call.split('.') as [string, string];
    const on = owner
      ? attempt(() => (window as unknown as Record<string, { prototype: object }>)[owner]?.prototype)
      : window;
    if (on)
      patch(ctx, on, method, (self) => {
        // a link that the page presses itself: mostly a file that it made
        if (method !== 'click' || attempt(() => (self as HTMLAnchorElement).href)) called(call, self);
        return undefined;
      });
  }
  let wheelAt = -WHEEL_MS;
  listen(window, 'wheel touchmove', () => {
    wheelAt = performance.now();
  });
  listen(window, 'scroll', () => {
    if (performance.now() - wheelAt > WHEEL_MS) scrolled();
  });
}
