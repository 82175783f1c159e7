/** Adds listeners the polite way: passive, in the capture phase, guarded, and with a way back. */
import type { Guard } from './guard.ts';

/** Ends what was started. Safe to call twice. */
export type Stop = () => void;

/** Adds a listener for one or more event types, separated by blanks. */
export type Listen = <E extends Event = Event>(target: EventTarget, types: string, handler: (event: E) => void) => Stop;

const OPTIONS = { capture: true, passive: true };

/** A `listen` whose handlers go through `guard`. */
export const createListen =
  (guard: Guard): Listen =>
  (target, types, handler) => {
    const guarded = guard(handler) as (event: Event) => void;
    const names = types.split(' ');
    for (const name of names) target.addEventListener(name, guarded, OPTIONS);
    return () => {
      for (const name of names) target.removeEventListener(name, guarded, OPTIONS);
    };
  };
