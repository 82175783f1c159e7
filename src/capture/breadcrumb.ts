/** What goes with an error: the last hundred events before it, what the site adds to them, and whether it is noise. */
import { type BodyOf, cleanLine, type Kind, limits, noiseOf, type WatchglassEvent } from '@watchglass/contract';
import { now } from '../page/clock.ts';
import { fitting } from '../page/fitting.ts';
import type { Capture } from './context.ts';

type Breadcrumb = BodyOf<'error'>['breadcrumbs'][number];

/** Kinds that tell what somebody did or met; others tell how it went. */
const KINDS: readonly Kind[] = ['page_view', 'click', 'custom', 'request', 'resource_error', 'violation', 'error'];

/** The words that say which event it was. */
const wordsOf = (event: WatchglassEvent): string => {
  switch (event.kind) {
    case 'click':
      return event.label || event.key;
    case 'custom':
      return event.name;
    case 'request':
      return `${event.method} ${event.target} ${event.status || event.failure}`;
    case 'resource_error':
      return event.resource;
    case 'violation':
      return event.message || event.directive;
    case 'error':
      return event.message;
    default:
      return event.page;
  }
};

/** Starts collecting; gives the call that adds one. */
export const captureBreadcrumb: Capture<(message: unknown, category?: unknown) => void> = (ctx) => {
  const crumbs: Breadcrumb[] = [];
  const add = (message: unknown, category: unknown): void => {
    crumbs.push({
      at: now(),
      category: cleanLine(String(category ?? 'custom'), limits.nameChars),
      message: cleanLine(String(message), limits.nameChars),
    });
    if (crumbs.length > limits.breadcrumbs) crumbs.shift();
  };
  for (const kind of KINDS) ctx.on(kind, (event) => add(wordsOf(event), kind));
  // guarded: without what is added here it is an event all the same
  ctx.refine = ctx.guard(<K extends Kind>(kind: K, body: BodyOf<K>): BodyOf<K> | undefined => {
    if (kind !== 'error') return undefined;
    const error = body as unknown as BodyOf<'error'>;
    // nearest first: what is farther away gives way to what is to be looked at
    const known = { ...body, noise: noiseOf(error), causes: fitting(error.causes, { ...error, causes: [] }) };
    // what stands for many has no one story before it, and each has told its own
    return { ...known, breadcrumbs: error.count > 1 ? [] : fitting([...crumbs].reverse(), known).reverse() };
  });
  return add;
};
