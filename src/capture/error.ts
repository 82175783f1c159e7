/** Uncaught errors, unhandled rejections, and what the site reports itself. */
import { type BodyOf, cleanText, cleanTrace, limits, type Properties } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import type { Capture } from './context.ts';

/** What the client hands on. */
export interface ErrorCalls {
  capture(error: unknown, properties: Properties): void;
  /** An `error` or `unhandledrejection` event from before the start. */
  captureEarly(event: unknown): void;
}

/** Same error per view: after five the loop is known, and only its size matters. */
const SAME_PER_VIEW = 5;

/** Errors per view, whatever they are: a loop may number its messages. */
const ERRORS_PER_VIEW = 100;

type Cause = BodyOf<'error'>['causes'][number];
type Mechanism = BodyOf<'error'>['mechanism'];

const peek = (from: unknown, name: string): unknown =>
  attempt(() => (from as Record<string, unknown>)[name], undefined);
const isObject = (value: unknown): value is object => Object(value) === value;

/** Anything that can be thrown, in three strings. */
function describe(thrown: unknown): Cause {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const said = peek(thrown, 'message');
  let type = thrown === null ? 'null' : typeof thrown;
  let message = attempt(() => String(thrown), '');
  if (isObject(thrown)) {
    type = text(peek(thrown, 'name')) || text(peek(peek(thrown, 'constructor'), 'name')) || type;
    // values of a thrown object may be anybody's data; its keys say what it is
    message =
      typeof said === 'string'
        ? said
        : `object with keys: ${attempt(() => Object.keys(thrown).slice(0, 20).join(', '), '')}`;
  }
  return {
    type: cleanText(type, limits.nameChars),
    message: cleanTrace(message, limits.textChars),
    stack: cleanTrace(text(peek(thrown, 'stack')), limits.stackChars),
  };
}

function causesOf(thrown: unknown): Cause[] {
  const met = new Set([thrown, undefined]);
  const causes: Cause[] = [];
  let cause = peek(thrown, 'cause');
  while (!met.has(cause ?? undefined) && causes.length < limits.causes) {
    met.add(cause);
    causes.push(describe(cause));
    cause = peek(cause, 'cause');
  }
  return causes;
}

/** Starts capturing errors; without `automatic` only those that are handed on. */
export const captureError: Capture<ErrorCalls> = (ctx, automatic) => {
  const reported = new WeakSet<object>();
  const counts = new Map<string, number>();
  let inView = 0;
  let busy = false;

  const report = ctx.guard((thrown: unknown, mechanism: Mechanism, properties: Properties): void => {
    if (isObject(thrown)) {
      if (reported.has(thrown)) return;
      reported.add(thrown);
    }
    const described = describe(thrown);
    const { type, message, stack } = described;
    const name = [type, message, ...stack.split('\n', 2)].join('\n');
    const same = (counts.get(name) ?? 0) + 1;
    if (same > SAME_PER_VIEW || inView >= ERRORS_PER_VIEW) return ctx.drop('error_cap');
    counts.set(name, same);
    inView++;
    ctx.emit('error', { ...described, causes: causesOf(thrown), handled: mechanism === 'api', mechanism, properties });
  });
  const once = (thrown: unknown, mechanism: Mechanism, properties: Properties = {}): void => {
    // looking at an error can throw or report another one, which is not ours to tell
    if (busy) return ctx.drop('error_recursion');
    busy = true;
    report(thrown, mechanism, properties);
    busy = false;
  };

  const onError = (event: unknown): void => {
    const message = peek(event, 'message');
    // a picture that failed to load is an `error` event too, but has no message; another origin's script
    // ("Script error.") and `throw null` have a message alone
    if (typeof message === 'string') once(peek(event, 'error') ?? { name: 'Error', message }, 'onerror');
  };
  const onRejection = (event: unknown): void => once(peek(event, 'reason'), 'unhandledrejection');

  ctx.on('page_view', () => {
    counts.clear();
    inView = 0;
  });
  if (automatic) {
    ctx.listen(window, 'error', (event) => {
      if (event.target === window) onError(event);
    });
    ctx.listen(window, 'unhandledrejection', onRejection);
  }
  return {
    capture: (error, properties) => once(error, 'api', properties),
    captureEarly: (event) => (peek(event, 'type') === 'unhandledrejection' ? onRejection : onError)(event),
  };
};
