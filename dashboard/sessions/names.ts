/** Ids and kinds as people read them. */
import type { Kind } from '@watchglass/contract';

/** Ids are UUIDs: their last 6 characters are random and tell two of them apart; their first ones are the time. */
export const shortId = (id: string): string => (id.length > 12 ? `…${id.slice(-6)}` : id);

/** What a reader is called: the site's own name for the user, else the visitor. */
export const whoOf = ({ user, visitor }: { readonly user: string; readonly visitor: string }): string =>
  user === '' ? shortId(visitor) : user;

const words: Readonly<Record<Kind, string>> = {
  page_view: 'Page view',
  page_leave: 'Left the page',
  click: 'Click',
  scroll: 'Scroll',
  error: 'Error',
  custom: 'Event',
  identify: 'Signed in',
  sdk: 'Watchglass',
};

/** A kind in words; one that is younger than this dashboard by its own name. */
export const kindInWords = (kind: string): string =>
  Object.hasOwn(words, kind) ? words[kind as Kind] : kind.replaceAll('_', ' ');
