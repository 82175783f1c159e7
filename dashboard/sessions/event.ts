/** What an event tells, in words: one line, small notes, named values. */
import type { Json, StoredEvent } from '@watchglass/contract';
import { counted, duration, percent } from '../shell/format.ts';

/** An event in words. */
export interface Told {
  /** What it is about; '' when the kind says it all. */
  readonly title: string;
  readonly notes: readonly string[];
  readonly values: readonly (readonly [string, string])[];
  /** A stack; '' when there is none. */
  readonly trace: string;
}

/** Longest value shown; all of it is in the export. */
const VALUE_CHARS = 200;

function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS)} …` : text;
}

const valuesOf = (bag: Readonly<Record<string, Json>> | undefined): [string, string][] =>
  Object.entries(bag ?? {}).map(([name, value]) => [name, valueText(value)]);

const hows = {
  load: 'loaded',
  reload: 'reloaded',
  push: 'inside the page',
  replace: 'inside the page',
  back_forward: 'by back or forward',
  restore: 'brought back by the back button',
  api: 'told by the site',
} as const;

const told = (part: Partial<Told>): Told => ({ title: '', notes: [], values: [], trace: '', ...part });

/** Says what an event tells. A kind that is younger than this dashboard tells nothing but its name. */
export function tellOf(event: StoredEvent): Told {
  switch (event.kind) {
    case 'page_view':
      return told({
        title: event.title,
        notes: [hows[event.how] ?? '', event.status >= 400 ? `status ${event.status}` : ''].filter(Boolean),
        values: valuesOf(event.properties),
      });
    case 'page_leave':
      return told({
        notes: [
          `seen for ${duration(event.visibleMs)}`,
          `active for ${duration(event.activeMs)}`,
          `${percent(event.contentRatioMax)} of the content seen`,
        ],
      });
    case 'click':
      return told({
        title: event.label === '' ? event.key : event.label,
        notes: [event.role, event.trusted ? '' : 'by a script', event.interactive ? '' : 'not clickable'].filter(
          Boolean,
        ),
      });
    case 'scroll':
      // sent of every view that ends, also where nobody scrolled
      return told({
        notes: [
          event.scrollRatioMax === 0
            ? `not scrolled, ${percent(event.contentRatioMax)} of the content in sight`
            : `to ${percent(event.contentRatioMax)} of the content`,
        ],
      });
    case 'error':
      return told({
        title: event.message === '' ? event.type : `${event.type}: ${event.message}`,
        notes: [event.handled ? 'reported by the site' : 'not caught'],
        values: valuesOf(event.properties),
        trace: event.stack,
      });
    case 'custom':
      return told({ title: event.name, values: valuesOf(event.properties) });
    case 'identify':
      return told({ title: event.user, values: valuesOf(event.traits) });
    case 'sdk': {
      const dropped = Object.values(event.drops).reduce((sum, count) => sum + count, 0);
      return told({
        notes: [
          `used ${duration(event.mainThreadMs)} of the page’s time`,
          dropped > 0 ? `gave up ${counted(dropped, 'event')}` : '',
        ].filter(Boolean),
      });
    }
    default:
      return told({});
  }
}
