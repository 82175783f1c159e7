/** Wraps a function of the host without the host noticing, and takes the wrapper away again. */
import type { Stop } from './listen.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Calls `after` whenever `owner[name]` has returned. Arguments, result and exceptions of the host's function pass
 * through untouched. On stop the original is put back if ours is still in place; else ours stays and does nothing.
 */
export function afterCall(owner: object, name: string, after: () => void): Stop {
  const methods = owner as Record<string, Method>;
  const original = methods[name] as Method;
  const isOwn = Object.hasOwn(methods, name);
  let stopped = false;
  const ours: Method = function (this: unknown, ...args) {
    const result = original.apply(this, args);
    if (!stopped) after();
    return result;
  };
  methods[name] = ours;
  return () => {
    stopped = true;
    if (methods[name] !== ours) return;
    if (isOwn) methods[name] = original;
    else delete methods[name];
  };
}
