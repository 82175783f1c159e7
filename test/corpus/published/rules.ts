/** The published rules of the field: seven for dead clicks, eight for rage. */
import { amplitude } from './amplitude.ts';
import { datadog } from './datadog.ts';
import { highlight } from './highlight.ts';
import { mixpanel } from './mixpanel.ts';
import { newRelic } from './newRelic.ts';
import { openReplay } from './openReplay.ts';
import { posthog } from './posthog.ts';
import type { PublishedRule } from './rule.ts';
import { sentry } from './sentry.ts';

export const publishedRules: readonly PublishedRule[] = [
  posthog,
  datadog,
  sentry,
  newRelic,
  mixpanel,
  amplitude,
  openReplay,
  highlight,
];
