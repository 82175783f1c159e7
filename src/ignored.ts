/** Attributes of the tag that are no options, said to developers who asked for it: a misspelt one would be a riddle. */
import type { CaptureContext } from './capture/context.ts';
import { warn } from './page/say.ts';

/** Names each of them in debug mode; others put theirs on the tag too, so that none is a mistake for sure. */
export function nameIgnored({ settings }: CaptureContext): void {
  if (!settings.debug) return;
  for (const tag of document.querySelectorAll<HTMLElement>('script[data-key]'))
    for (const name of Object.keys(tag.dataset)) if (!(name in settings)) warn(`ignored: ${name}`);
}
