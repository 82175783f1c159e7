/** What an event tells, in words: one line, small notes, named values. */
import type { StoredEvent } from '@watchglass/contract';
import { counted, duration, percent } from '../shell/format.ts';
import { tellSignal } from './signal.ts';
import { elementName, told, type Told, valuesOf } from './told.ts';

const hows = {
  load: 'loaded',
  reload: 'reloaded',
  push: 'inside the page',
  replace: 'inside the page',
  back_forward: 'by back or forward',
  restore: 'brought back by the back button',
  api: 'told by the site',
} as const;

/** Says what an event tells. */
export function tellOf(event: StoredEvent): Told {
  switch (event.kind) {
    case 'page_view':
      return told({
        title: event.title,
        notes: [hows[event.how] ?? '', event.status >= 400 ? `status ${event.status}` : ''],
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
        title: elementName(event),
        notes: [event.role, event.trusted ? '' : 'by a script', event.interactive ? '' : 'not clickable'],
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
        notes: [
          event.handled ? 'reported by the site' : 'not caught',
          event.count > 1 ? counted(event.count, 'time') : '',
          event.noise === '' ? '' : `noise: ${event.noise}`,
        ],
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
        ],
      });
    }
    default:
      return tellSignal(event);
  }
}
