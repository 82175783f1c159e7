/** What a site asked for and nobody heard, said to developers: a misspelt attribute would be a riddle. */
import type { CaptureContext } from './capture/context.ts';
import { warn } from './page/say.ts';

/** Names signals that are neither on nor off, and in debug mode attributes of the tag that are no options. */
export function nameMistakes({ settings }: CaptureContext): void {
  const { capture, debug } = settings;
  // what stands in a list is on
  for (const [name, value] of Array.isArray(capture) ? [] : Object.entries(capture))
    if (typeof value !== 'boolean') warn(`capture: ${name}: expected boolean`);
  if (!debug) return;
  // others put theirs on the tag too, so that none is a mistake for sure
  for (const tag of document.querySelectorAll<HTMLElement>('script[data-key]'))
    for (const name of Object.keys(tag.dataset)) if (!(name in settings)) warn(`ignored: ${name}`);
}
