/** Which signals a site asked for, in its `capture` option. */
import type { Capture, CaptureContext } from './capture/context.ts';
import type { Stop } from './page/listen.ts';
import type { Settings } from './options.ts';

type Named = Readonly<Record<string, boolean | undefined>>;

/** Whether a signal was asked for, or nobody spoke of it. */
export const isAsked = ({ capture }: Settings, name: string): boolean =>
  Array.isArray(capture) ? capture.includes(name) : ((capture as Named | null)?.[name] ?? true);

/** Starts those that were asked for, or that nobody spoke of; gives what ends each. */
export function startAsked(
  ctx: CaptureContext,
  captures: Readonly<Record<string, Capture>>,
): Readonly<Record<string, readonly Stop[]>> {
  const { settings, stops } = ctx;
  const ends: Record<string, readonly Stop[]> = {};
  for (const [name, run] of Object.entries(captures)) {
    const others = new Set(stops);
    if (isAsked(settings, name)) ctx.guard(run)(ctx);
    ends[name] = [...stops].filter((one) => !others.has(one));
  }
  return ends;
}
