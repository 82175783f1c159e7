/** What the inspector says: of an event, of a reason, of a sink. */
import type { Kind, WatchglassEvent } from '@watchglass/contract';
import type { SinkStats } from '../pipeline/uploader.ts';

/** Every kind, in words. */
export const kindNames: Readonly<Record<Kind, string>> = {
  page_view: 'Page view',
  page_leave: 'Page leave',
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
  resource_error: 'Resource error',
  violation: 'Violation',
  request: 'Request',
  vital: 'Vital',
  long_frame: 'Long frame',
  custom: 'Custom',
  identify: 'Identify',
  group: 'Group',
  feature_flag: 'Feature flag',
  sdk: 'SDK',
};

/** Why events were lost or not made, by what `stats().dropped` calls it. */
const REASONS: Readonly<Record<string, string>> = {
  before_send: 'beforeSend returned null',
  before_send_error: 'beforeSend threw, or returned no event',
  invalid: 'a name that is no text or number',
  event_too_large: 'above 64 KiB',
  too_large: 'a single batch that is too large for the server',
  click_cap: 'more than 50 clicks in a second, or 10 by a script',
  error_cap: 'more than 50 different errors, or 5 equal ones, in a view',
  request_cap: 'more than 50 of one target and failure in a view',
  resource_error_cap: 'more than 50 addresses in a view',
  violation_cap: 'more than 50 violations in a view',
  long_frame_cap: 'more than 20 long frames in a view',
  selection_cap: 'more than 50 selections in a view',
  rejected: 'the server refused it',
  late: 'another tab had sent the end of its view',
  late_cap: 'group, featureFlag or addBreadcrumb before the first chunk, of a page that was left, or above 100',
  evicted: 'storage was full',
};

/** A reason as a sentence; those of plugins stand for themselves. */
export const reasonText = (reason: string): string => REASONS[reason] ?? 'told by a plugin';

/** Fields that say what an event is about: the first that says something. */
const TELLING = 'label name message flag groupType target resource key page'.split(' ');

/** What an event is about. */
export const aboutOf = (event: WatchglassEvent): string => {
  const of = (field: string): string => String(Reflect.get(event, field) ?? '');
  const [first = ''] = TELLING.map(of).filter(Boolean);
  if (event.kind === 'vital') return `${event.metric} ${event.value} · ${event.rating}`;
  const key = of('key');
  return key && key !== first ? `${first} · ${key}` : first;
};

/** When a sink is asked next. */
export const nextOf = ({ error, nextTryAt }: SinkStats, waiting: number, now: number): string => {
  const seconds = Math.max(0, Math.ceil((nextTryAt - now) / 1000));
  if (nextTryAt) return `${error}; again in ${seconds} s`;
  return waiting ? 'within 2 s of an event' : 'nothing waits';
};
