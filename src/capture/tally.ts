/** Times by element during one view, for attention and exposure, which differ only in what they time. */
import { keyRule } from '@watchglass/contract';
import { pageSizes } from '../page/depth.ts';
import { fitting } from '../page/fitting.ts';
import { nameAround, type Named } from '../page/named.ts';
import type { Stop } from '../page/listen.ts';
import type { CaptureContext } from './context.ts';

/** Adds ms to an element. */
export type Tally = (element: Element, ms: number) => void;

/**
 * Times by element, as the last state `kind` with a list called `list` of them, longest first; `settle` brings them up to
 * date. What does not fit is what was shortest, and starts again when it comes back.
 */
export const createTally = <K extends 'attention' | 'exposure'>(
  ctx: Pick<CaptureContext, 'last'>,
  kind: K,
  list: string,
  field: string,
  settle: Stop,
): Tally => {
  type Entry = Named & Record<string, number>;
  /** So that no name is made twice. */
  const names = new WeakMap<Element, Named | undefined>();
  let entries: Entry[] = [];
  ctx.last(kind, (ending) => {
    settle();
    const fit = fitting(entries.sort((a, b) => (b[field] ?? 0) - (a[field] ?? 0)));
    entries = ending ? [] : fit;
    const { viewportWidth } = pageSizes();
    return (fit[0] ? [{ keyRule, viewportWidth, [list]: fit }] : []) as never;
  });
  return (element, ms) => {
    if (!names.has(element)) names.set(element, nameAround(element));
    const named = names.get(element);
    if (!named) return;
    let entry = entries.find(({ key, index }) => key === named.key && index === named.index);
    if (!entry) entries.push((entry = { ...named, [field]: 0 } as Entry));
    entry[field] = (entry[field] ?? 0) + ms;
  };
};
