/** Wraps functions of the host so that neither it nor its callers can tell, but by looking for a difference. */
import { attempt } from './attempt.ts';
import type { Guard } from './guard.ts';
import type { Stop } from './listen.ts';

/** Sees a call before it is made, and may give what is to see its result; that is undefined when the call threw. */
export type Hook = (self: unknown, args: unknown[]) => ((result: unknown) => void) | undefined;

/**
 * Lets `hook` see each call of `owner[name]`. Name, length, properties and text of the function stay the host's, which a
 * proxy hands through, and so do `this`, arguments, results and exceptions. On stop the original is put back if ours is
 * still in place; else ours stays and only hands through.
 */
export const patch = (
  ctx: { readonly guard: Guard; readonly stops: Set<Stop> },
  owner: object,
  name: string,
  hook: Hook,
): void => {
  const functions = owner as Record<string, unknown>;
  const original = functions[name];
  if (typeof original !== 'function') return;
  let hear: Hook | undefined = ctx.guard(hook);
  // a page may take it away later
  const { apply } = Reflect;
  const ours = new Proxy(original, {
    apply(target, self, args: unknown[]) {
      const after = hear?.(self, args);
      let result: unknown;
      try {
        return (result = apply(target, self, args));
      } finally {
        if (after) ctx.guard(after)(result);
      }
    },
  });
  // a page may have locked its functions: then nobody calls ours
  attempt(() => {
    functions[name] = ours;
  });
  ctx.stops.add(() => {
    hear = undefined;
    if (functions[name] === ours) functions[name] = original;
  });
};
