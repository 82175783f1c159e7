/** What is told of pages and of what people do on them. */
import { counted, duration, percent } from '../../shell/format.ts';
import { elementName, quoted, type Tellers, told, valuesOf } from './told.ts';

const hows = {
  load: 'loaded',
  reload: 'reloaded',
  push: 'inside the page',
  replace: 'inside the page',
  back_forward: 'by back or forward',
  restore: 'brought back by the back button',
  api: 'told by the site',
} as const;

const actions = { select: 'Selected', copy: 'Copied', cut: 'Cut', paste: 'Pasted' } as const;

/** Key of the scroll root that is the page itself. */
const ROOT = 'root';

/** Page views, what ended them, clicks, scrolling, selected text. */
export const visit: Tellers<'page_view' | 'page_leave' | 'click' | 'scroll' | 'selection'> = {
  page_view: (event) =>
    told({
      title: event.title,
      notes: [hows[event.how] ?? '', event.status >= 400 ? `status ${event.status}` : ''],
      values: valuesOf(event.properties),
    }),
  page_leave: (event) =>
    told({
      notes: [
        `seen for ${duration(event.visibleMs)}`,
        `active for ${duration(event.activeMs)}`,
        `${percent(event.contentRatioMax)} of the content seen`,
      ],
    }),
  click: (event) =>
    told({
      title: elementName(event),
      notes: [event.role, event.trusted ? '' : 'by a script', event.interactive ? '' : 'not clickable'],
    }),
  scroll: (event) => {
    const pane = event.key === ROOT ? '' : quoted(event);
    return told({
      title: pane,
      notes: [
        // sent of every view that ends, also where nobody scrolled
        event.scrollRatioMax === 0
          ? `not scrolled, ${percent(event.contentRatioMax)} of the content in sight`
          : `to ${percent(event.contentRatioMax)} of the content`,
        event.scrollRatioMax === 0 || event.reachKey === '' ? '' : `as far as “${event.reachKey}”`,
      ],
    });
  },
  selection: (event) =>
    told({
      title: `${actions[event.action] ?? event.action} ${counted(event.chars, 'character')} of ${quoted(event)}`,
    }),
};
