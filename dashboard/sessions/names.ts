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
  rage_click: 'Rage click',
  dead_click: 'Dead click',
  error_click: 'Error click',
  dead_swipe: 'Dead swipe',
  thrashed_cursor: 'Thrashed cursor',
  quick_back: 'Quick back',
  scroll: 'Scroll',
  attention: 'Attention',
  exposure: 'Exposure',
  form: 'Form',
  selection: 'Selection',
  error: 'Error',
  resource_error: 'Failed to load',
  violation: 'Violation',
  request: 'Request',
  vital: 'Vital',
  long_frame: 'Long frame',
  custom: 'Event',
  identify: 'Signed in',
  group: 'Group',
  feature_flag: 'Feature flag',
  sdk: 'Watchglass',
};

/** A kind in words; one that is younger than this dashboard by its own name. */
export const kindInWords = (kind: string): string =>
  Object.hasOwn(words, kind) ? words[kind as Kind] : kind.replaceAll('_', ' ');
