/** Adds listeners the polite way: passive, in the capture phase, guarded, and with a way back. */
import type { Guard } from './guard.ts';

/** Ends what was started. Safe to call twice. */
export type Stop = () => void;

/** Adds a listener for one or more event types, separated by blanks, until the client ends. */
export type Listen = <E extends Event = Event>(target: EventTarget, types: string, handler: (event: E) => void) => void;

/** A `listen` whose handlers go through `guard`; `stops` collects the ways back. */
export const createListen =
  (guard: Guard, stops: Set<Stop>): Listen =>
  (target, types, handler) => {
    const guarded = guard(handler) as (event: Event) => void;
    for (const type of types.split(' ')) {
      target.addEventListener(type, guarded, { capture: true, passive: true });
      stops.add(() => target.removeEventListener(type, guarded, true));
    }
  };
