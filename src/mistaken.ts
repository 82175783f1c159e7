/** What a site asked for and nobody heard, said to developers: a misspelt name would be a riddle. */
import type { CaptureContext } from './capture/context.ts';
import type { Settings } from './options.ts';
import { warn } from './page/say.ts';
import { nameOf } from './page/value.ts';

/** All signals, by the names of their options. */
const SIGNALS =
  'attention click deadClick deadSwipe error errorClick exposure form longFrame pageView quickBack rageClick request resourceError scroll selection thrashedCursor violation vital'.split(
    ' ',
  );

/** What stands under `capture`: names with yes or no; of a list the names alone. */
const namedIn = ({ capture }: Settings): (readonly [name: string, value: unknown])[] =>
  Array.isArray(capture) ? capture.map((one) => [nameOf(one), true] as const) : Object.entries(capture ?? {});

/**
 * Names signals that do not exist or are neither on nor off, and in debug mode attributes of the tag that are no options.
 */
export function nameMistakes({ settings }: CaptureContext): void {
  const { debug } = settings;
  for (const [name, value] of namedIn(settings))
    if (!SIGNALS.includes(name)) warn(`capture: ${name}: expected ${SIGNALS}`);
    else if (typeof value !== 'boolean') warn(`capture: ${name}: expected boolean`);
  if (!debug) return;
  // others put theirs on the tag too, so that none is a mistake for sure
  for (const tag of document.querySelectorAll<HTMLElement>('script[data-key]'))
    for (const name of Object.keys(tag.dataset)) if (!(name in settings)) warn(`ignored: ${name}`);
}
