/** How fast a page was. */
import { type TProperties, Type } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { durationMs, element, source } from './fields.ts';
import { listOf, ms, numbers, oneOf, text } from './shapes.ts';

/** Fields of these kinds besides the common ones. */
export const speed = {
  vital: {
    metric: oneOf(['LCP', 'INP', 'CLS', 'FCP', 'TTFB'], 'name of the measure'),
    value: Type.Number({ minimum: 0, maximum: 1e12, description: 'ms, or the score of CLS' }),
    delta: Type.Number({ minimum: -1e12, maximum: 1e12, description: 'change since the last event of the measure' }),
    rating: oneOf(['good', 'needs-improvement', 'poor'], 'by the limits of web.dev'),
    navigation: text(limits.nameChars, 'kind of navigation that it measures, such as `navigate` or `soft-navigation`'),
    ...element,
    attribution: numbers('what the value is made of: ms, and of CLS the largest shift'),
    source,
  },
  long_frame: {
    startMs: ms('when it began, from the start of the document'),
    durationMs,
    blockingMs: ms('how long input had to wait'),
    scripts: listOf(
      {
        source,
        invoker: text(limits.nameChars, 'what called it'),
        durationMs,
      },
      limits.scripts,
      'longest first',
    ),
  },
} satisfies Partial<Record<Kind, TProperties>>;
