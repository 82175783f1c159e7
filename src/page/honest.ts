/** Pages replace what reads events and nodes. Where that gives nothing, clicks and errors would be missing in silence. */
import { ofDocument } from './element.ts';
import type { Guard } from './guard.ts';

/** Throws, where listeners hear nothing, events and nodes do not say what they are, or what was never seen is known. */
export const tryPlatform = (guard: Guard): void => {
  let heard = '';
  const target = new EventTarget();
  const hear = guard((event: Event) => {
    heard = event.type + (event as ErrorEvent).message + event.composedPath().length;
  });
  target.addEventListener('error', hear);
  target.dispatchEvent(new ErrorEvent('error', { message: '!' }));
  target.removeEventListener('error', hear);
  if (heard !== 'error!1' || ofDocument('nodeType') !== 9 || new WeakSet().has(target))
    throw new TypeError('events or nodes of the page say nothing');
};
