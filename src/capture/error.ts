/** Uncaught errors, unhandled rejections, and what the site reports itself. */
import { cleanText, cleanTrace, type BodyOf, limits, type Properties } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import type { Capture } from './context.ts';

/** Options of {@link captureError}. */
export interface ErrorOptions {
  /** Whether uncaught errors and rejections are captured; without it only `capture()` is. */
  readonly automatic: boolean;
  /** Takes the calls that the client hands on. */
  readonly expose: (api: {
    capture(error: unknown, properties: Properties): void;
    captureEarly(event: unknown): void;
  }) => void;
}

/** Same error per view: after five the loop is known, and only its size matters. */
const SAME_PER_VIEW = 5;

/** Errors per view, whatever they are: a loop may number its messages. */
const ERRORS_PER_VIEW = 100;

type Cause = BodyOf<'error'>['causes'][number];

const peek = (from: unknown, name: string): unknown =>
  attempt(() => (from as Record<string, unknown>)[name], undefined);
const textOf = (value: unknown): string => attempt(() => String(value), '');
const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Anything that can be thrown, in three strings. */
function describe(thrown: unknown): Cause {
  let type: string = thrown === null ? 'null' : typeof thrown;
  let message = '';
  if (isObject(thrown)) {
    const named = [peek(thrown, 'name'), peek(peek(thrown, 'constructor'), 'name')];
    type = (named.find((name) => typeof name === 'string' && name !== '') as string | undefined) ?? type;
    const said = peek(thrown, 'message');
    // values of a thrown object may be anybody's data; its keys say what it is
    message =
      typeof said === 'string'
        ? said
        : `object with keys: ${attempt(() => Object.keys(thrown).slice(0, 20).join(', '), '')}`;
  } else message = textOf(thrown);
  const stack = peek(thrown, 'stack');
  return {
    type: cleanText(type, limits.nameChars),
    message: cleanTrace(message, limits.textChars),
    stack: typeof stack === 'string' ? cleanTrace(stack, limits.stackChars) : '',
  };
}

function causesOf(thrown: unknown): Cause[] {
  const met = new Set([thrown]);
  const causes: Cause[] = [];
  let cause = peek(thrown, 'cause');
  while (cause !== undefined && cause !== null && !met.has(cause) && causes.length < limits.causes) {
    met.add(cause);
    causes.push(describe(cause));
    cause = peek(cause, 'cause');
  }
  return causes;
}

/** Starts capturing errors. */
export const captureError: Capture<ErrorOptions> = (ctx, { automatic, expose }) => {
  const reported = new WeakSet<object>();
  const counts = new Map<string, number>();
  let inView = 0;
  let busy = false;

  const report = (
    thrown: unknown,
    mechanism: BodyOf<'error'>['mechanism'],
    properties: Properties,
    described = describe(thrown),
  ): void => {
    if (isObject(thrown)) {
      if (reported.has(thrown)) return;
      reported.add(thrown);
    }
    const name = [described.type, described.message, ...described.stack.split('\n', 2)].join('\n');
    const same = (counts.get(name) ?? 0) + 1;
    if (same > SAME_PER_VIEW || inView >= ERRORS_PER_VIEW) return ctx.drop('error_cap');
    counts.set(name, same);
    inView += 1;
    ctx.emit('error', { ...described, causes: causesOf(thrown), handled: mechanism === 'api', mechanism, properties });
  };
  /** Looking at an error can throw or report another one; that one is not ours to tell. */
  const once = (run: () => void): void => {
    if (busy) return ctx.drop('error_recursion');
    busy = true;
    try {
      run();
    } finally {
      busy = false;
    }
  };

  const onError = (event: unknown): void =>
    once(() => {
      const said = peek(event, 'message');
      // a picture that failed to load is an `error` event too, but has no message
      if (typeof said !== 'string') return;
      const thrown = peek(event, 'error');
      if (thrown !== null && thrown !== undefined) return report(thrown, 'onerror', {});
      // another origin's script ("Script error."), or `throw null`
      const [, type = 'Error', message = said] = /^(?:Uncaught )?(?:(\w{1,100}): )?([^]*)$/.exec(said) ?? [];
      const file = textOf(peek(event, 'filename'));
      const stack = file && `at ${file}:${textOf(peek(event, 'lineno'))}:${textOf(peek(event, 'colno'))}`;
      report(
        undefined,
        'onerror',
        {},
        {
          type,
          message: cleanTrace(message, limits.textChars),
          stack: cleanTrace(stack, limits.stackChars),
        },
      );
    });
  const onRejection = (event: unknown): void => once(() => report(peek(event, 'reason'), 'unhandledrejection', {}));

  expose({
    capture: (error, properties) => once(() => report(error, 'api', properties)),
    captureEarly: (event) => (peek(event, 'type') === 'unhandledrejection' ? onRejection : onError)(event),
  });
  const stops = [
    ctx.on('page_view', () => {
      counts.clear();
      inView = 0;
    }),
  ];
  if (automatic) {
    stops.push(
      ctx.listen(window, 'error', (event) => {
        if (event.target === window) onError(event);
      }),
      ctx.listen(window, 'unhandledrejection', onRejection),
    );
  }
  return () => stops.forEach((stop) => stop());
};
