/** Wraps a function of the host without the host noticing, and takes the wrapper away again. */
import type { Stop } from './listen.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Calls `after` whenever `owner[name]` has returned. Arguments, result and exceptions of the host's function pass
 * through untouched. On stop the original is put back if ours is still in place; else ours stays and does nothing.
 */
export function afterCall(owner: object, name: string, after: () => void): Stop {
  const original = Reflect.get(owner, name) as Method;
  const inherited = !Object.hasOwn(owner, name);
  let stopped = false;
  const ours: Method = function (this: unknown, ...args) {
    const result = original.apply(this, args);
    if (!stopped) after();
    return result;
  };
  Reflect.set(owner, name, ours);
  return () => {
    stopped = true;
    if (Reflect.get(owner, name) !== ours) return;
    if (inherited) Reflect.deleteProperty(owner, name);
    else Reflect.set(owner, name, original);
  };
}
