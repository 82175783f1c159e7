/** What a signal tells, in words: everything that the SDK noticed beyond views, clicks and scrolling. */
import type { StoredEvent } from '@watchglass/contract';
import { counted, duration, percent } from '../shell/format.ts';
import { elementName, told, type Told, valuesOf } from './told.ts';

/** Elements of a list that are shown; all of them are in the export. */
const SHOWN = 5;

const failures = {
  '4xx': 'refused',
  '5xx': 'the server failed',
  network: 'no connection',
  timeout: 'timed out',
  cors: 'blocked by the browser (CORS)',
  abort: 'given up by the page',
  slow: 'slow',
} as const;

const actions = { select: 'selected', copy: 'copied', cut: 'cut', paste: 'pasted' } as const;

const ratings = { good: 'good', 'needs-improvement': 'needs improvement', poor: 'poor' } as const;

const statusOf = (status: number): string => (status > 0 ? `status ${status}` : '');

const sure = (confidence: number): string => `${percent(confidence)} sure`;

const longest = <One extends { readonly label: string; readonly key: string }>(
  list: readonly One[],
  msOf: (one: One) => number,
): [string, string][] =>
  [...list]
    .sort((a, b) => msOf(b) - msOf(a))
    .slice(0, SHOWN)
    .map((one) => [elementName(one), duration(msOf(one))]);

/** Says what a signal tells. A kind that is younger than this dashboard tells nothing but its name. */
export function tellSignal(event: StoredEvent): Told {
  switch (event.kind) {
    case 'rage_click':
    case 'dead_click':
    case 'error_click':
    case 'dead_swipe':
    case 'thrashed_cursor':
      return told({
        title: elementName(event),
        notes: [event.role, sure(event.confidence)],
        values: valuesOf(event.features),
      });
    case 'quick_back':
      return told({
        title: elementName(event),
        notes: [`soon back from ${event.left}`, sure(event.confidence)],
        values: valuesOf(event.features),
      });
    case 'attention':
      return told({
        notes: [`pointer on ${counted(event.attended.length, 'element')}`],
        values: longest(event.attended, ({ dwellMs }) => dwellMs),
      });
    case 'exposure':
      return told({
        notes: [`${counted(event.exposed.length, 'control')} in sight`],
        values: longest(event.exposed, ({ exposedMs }) => exposedMs),
      });
    case 'form': {
      const last = event.fields.find(({ key, index }) => key === event.lastKey && index === event.lastIndex);
      return told({
        title: elementName(event),
        notes: [
          event.outcome === 'submitted' ? 'submitted' : `abandoned${last ? ` at ${elementName(last)}` : ''}`,
          `after ${duration(event.durationMs)}`,
        ],
        values: longest(event.fields, ({ focusMs }) => focusMs),
      });
    }
    case 'selection':
      return told({
        title: event.key,
        notes: [`${actions[event.action] ?? event.action} ${counted(event.chars, 'character')}`],
      });
    case 'resource_error':
      return told({ title: event.resource, notes: [statusOf(event.status)] });
    case 'violation':
      return told({
        title: [event.directive, event.resource].filter(Boolean).join(': '),
        notes: [event.policy, event.enforced ? 'blocked' : 'only reported', event.source],
        values: event.message === '' ? [] : [['message', event.message]],
      });
    case 'request':
      return told({
        title: `${event.method} ${event.target}`,
        notes: [
          failures[event.failure] ?? event.failure,
          statusOf(event.status),
          `after ${duration(event.durationMs)}`,
        ],
      });
    case 'vital':
      return told({
        title: event.metric,
        notes: [
          event.metric === 'CLS' ? event.value.toFixed(2) : duration(event.value),
          ratings[event.rating] ?? event.rating,
          event.key,
        ],
        values: valuesOf(event.attribution),
      });
    case 'long_frame':
      return told({
        notes: [`${duration(event.durationMs)} long`, `input waited for ${duration(event.blockingMs)}`],
        values: event.scripts.map(({ source, invoker, durationMs }) => [invoker || source, duration(durationMs)]),
      });
    case 'group':
      return told({ title: `${event.groupType}: ${event.group}`, values: valuesOf(event.traits) });
    case 'feature_flag':
      return told({ title: `${event.flag}: ${event.variant}`, values: valuesOf(event.properties) });
    default:
      return told({});
  }
}
