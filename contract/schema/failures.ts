/** What broke, was refused or took too long. */
import { type TProperties, Type } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { at, click, durationMs, element, properties, source, status } from './fields.ts';
import { count, listOf, oneOf, text } from './shapes.ts';

const message = text(limits.textChars, 'message, sanitized');
const resource = text(limits.urlChars, 'what was loaded or blocked: sanitized URL, or a word such as `inline`');

const cause = {
  type: text(limits.nameChars, 'name of the error class'),
  message,
  stack: text(limits.stackChars, 'raw stack as the browser wrote it'),
};

/** Fields of these kinds besides the common ones. */
export const failures = {
  error: {
    ...cause,
    causes: listOf(cause, limits.causes, 'chain of `error.cause`, nearest first'),
    handled: Type.Boolean({ description: 'true when the site caught it and reported it' }),
    mechanism: oneOf(['onerror', 'unhandledrejection', 'api'], 'how it was seen'),
    noise: text(limits.nameChars, "class of errors that are nobody's bug, such as `extension`; '' when it is none"),
    count: count('how often it came: more than 1 when the event stands for those after the fifth of a view'),
    breadcrumbs: listOf(
      {
        at,
        category: text(limits.nameChars, 'kind of the event, or what the site calls it'),
        message,
      },
      limits.breadcrumbs,
      'what happened before, oldest first',
    ),
    properties,
  },
  resource_error: { ...element, resource, status },
  violation: {
    policy: text(limits.nameChars, '`csp`, or the type of a report such as `deprecation`'),
    directive: text(limits.nameChars, 'directive that was violated, or id of the report'),
    resource,
    source,
    enforced: Type.Boolean({ description: 'false for what is only reported' }),
    message,
  },
  request: {
    method: text(limits.nameChars, "HTTP method, '' when seen by `timing`"),
    target: text(limits.urlChars, 'host and path template of what was asked for, as `page`'),
    status,
    failure: oneOf(['4xx', '5xx', 'network', 'timeout', 'cors', 'abort', 'slow'], 'why it is an event'),
    durationMs,
    via: oneOf(['fetch', 'xhr', 'timing'], 'how the request was seen; `timing`: in what the browser had noted before'),
    trace: text(limits.nameChars, "trace id that was sent along, '' when none"),
    click,
  },
} satisfies Partial<Record<Kind, TProperties>>;
