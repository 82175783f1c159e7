/** What a page does that is an answer and no change of its document: what the browser tells of, and calls that it makes. */
import { attributeOf, tagOf } from '@watchglass/contract';
import type { CaptureContext } from './context.ts';
import { attempt } from '../page/attempt.ts';
import { boxOf } from '../page/box.ts';
import { patch } from '../page/patch.ts';

/** What the browser tells of. */
const ACTS =
  'input change reset toggle fullscreenchange play pause seeking volumechange ratechange copy cut dragstart beforeprint';

/** What is heard, felt, moved, put elsewhere or opened, of which no event tells: as owner and method. */
const CALLS =
  '.open AudioScheduledSourceNode.start AudioBufferSourceNode.start HTMLMediaElement.play SpeechSynthesis.speak Clipboard.write Clipboard.writeText Navigator.share Navigator.vibrate Element.animate';

/** Scrolling for so long after the wheel or the finger is the visitor's own, ms. */
const WHEEL_MS = 500;

/** Calls `told` when the browser tells of one, `called` when the page calls; `scrolled` when something scrolled that the visitor did not scroll. */
export function listenForActs(ctx: CaptureContext, told: () => void, called: () => void, scrolled: () => void): void {
  const { listen } = ctx;
  ctx.on('page_view', told);
  listen(window, ACTS, told);
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
  for (const call of CALLS.split(' ')) {
    const [owner, method] = call.split('.') as [string, string];
    const on = owner
      ? attempt(() => (window as unknown as Record<string, { prototype: object }>)[owner]?.prototype)
      : window;
    if (on)
      patch(ctx, on, method, () => {
        called();
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
