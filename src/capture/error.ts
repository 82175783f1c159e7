/** Uncaught errors, unhandled rejections, and what the site reports itself. */
import { type BodyOf, cleanText, cleanTrace, limits, type Properties } from '@watchglass/contract';
import type { Capture } from './context.ts';
import { attempt } from '../page/attempt.ts';

/** What an `error` or `unhandledrejection` event says. */
type Heard = Partial<Pick<ErrorEvent & PromiseRejectionEvent, 'type' | 'reason' | 'message' | 'error'>>;

/** What the client hands on. */
export interface ErrorCalls {
  capture(error: unknown, properties: Properties): void;
  /** An `error` or `unhandledrejection` event from before the start. */
  captureEarly(event: unknown): void;
}

/** Same error per view: after five the loop is known, and only its size matters. */
const SAME_PER_VIEW = 5;

/** Different errors per view: a loop may number its messages. */
const DIFFERENT_PER_VIEW = 50;

type Cause = BodyOf<'error'>['causes'][number];
type Mechanism = BodyOf<'error'>['mechanism'];

const peek = (from: unknown, name: string): unknown => attempt(() => (from as Record<string, unknown>)[name]);
const isObject = (value: unknown): value is object => Object(value) === value;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Anything that can be thrown, in three strings. */
const describe = (thrown: unknown): Cause => {
  // an object without a message may be anybody's data
  const message = isObject(thrown) ? text(peek(thrown, 'message')) : String(thrown);
  return {
    type: cleanText(text(peek(thrown, 'name')) || typeof thrown, limits.nameChars),
    message: cleanTrace(message, limits.textChars),
    stack: cleanTrace(text(peek(thrown, 'stack')), limits.stackChars),
  };
};

/** What caused an error, nearest first. */
function causesOf(thrown: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let cause = peek(thrown, 'cause'); cause && causes.length < limits.causes; cause = peek(cause, 'cause'))
    causes.push(describe(cause));
  return causes;
}

/** Starts capturing errors; without `automatic` only those that are handed on. */
export const captureError: Capture<ErrorCalls> = (ctx, automatic) => {
  const reported = new WeakSet<object>();
  let counts: Record<string, number> = {};
  let busy = false;

  const report = (thrown: unknown, mechanism: Mechanism, properties: Properties = {}): void => {
    if (isObject(thrown)) {
      if (reported.has(thrown)) return;
      reported.add(thrown);
    }
    // looking at an error can report another one, which is not ours to tell
    if (busy) return ctx.drop('error_cap');
    busy = true;
    const error = describe(thrown);
    const causes = causesOf(thrown);
    busy = false;
    const name = JSON.stringify(error);
    const same = (counts[name] ?? 0) + 1;
    const handled = mechanism === 'api';
    const body = { ...error, causes, mechanism, handled, noise: '', count: 1, breadcrumbs: [], properties };
    if (same > SAME_PER_VIEW || Object.keys(counts).length >= DIFFERENT_PER_VIEW)
      return ctx.drop('error_cap', same > 1 && body);
    counts[name] = same;
    ctx.emit('error', body, 'now');
  };
  const hear = ({ type, reason, message, error }: Heard): void => {
    if (type === 'unhandledrejection') report(reason, type);
    // a picture that failed to load is an `error` event too, but has no message; another origin's script
    // ("Script error.") and `throw null` have a message alone
    else if (message) report(error ?? { name: 'Error', message }, 'onerror');
  };

  ctx.on('page_view', () => {
    counts = {};
  });
  if (automatic) ctx.listen<ErrorEvent & PromiseRejectionEvent>(window, 'error unhandledrejection', hear);
  return {
    capture: (error, properties) => report(error, 'api', properties),
    captureEarly: hear,
  };
};
