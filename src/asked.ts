/** Which signals of the idle chunks a site asked for, in its `capture` option. */
import type { Capture, CaptureContext } from './capture/context.ts';
import type { Stop } from './page/listen.ts';
import type { Settings } from './options.ts';

/** What stands under `capture`: names with yes or no; of a list the names alone. */
export const namedIn = ({ capture }: Pick<Settings, 'capture'>): Record<string, unknown> =>
  Array.isArray(capture) ? Object.fromEntries(capture.map((one) => [one, true])) : { ...capture };

/** Starts those that were asked for, or that nobody spoke of; gives what ends each. */
export function startAsked(
  ctx: CaptureContext,
  captures: Readonly<Record<string, Capture>>,
): Readonly<Record<string, readonly Stop[]>> {
  const { settings, stops } = ctx;
  const named = namedIn(settings);
  const isRest = !Array.isArray(settings.capture);
  const ends: Record<string, readonly Stop[]> = {};
  for (const [name, run] of Object.entries(captures)) {
    const others = new Set(stops);
    if (named[name] ?? isRest) ctx.guard(run)(ctx);
    ends[name] = [...stops].filter((one) => !others.has(one));
  }
  return ends;
}
