/** Somebody who hammers on a button that does nothing. */
import type { SignalPage } from '../page.ts';

export const rageClick: SignalPage = {
  name: 'rageClick',
  title: 'five quick clicks on a button that does nothing are one rage click',
  body: '<button id="stuck">Save</button>',
  async visit({ click, insists }) {
    await insists(() => click('#stuck', 5), 'rage_click');
  },
  parts: {
    rage_click: {
      found: (told) =>
        told('rage_click')
          .filter(({ confidence }) => confidence >= 0.5)
          .map(({ key, rule, features }) => [key, rule, (features['count'] ?? 0) >= 3]),
      expected: [['id:stuck', 'rage_click@1', true]],
    },
  },
  // that nothing answered the first of them is known later than that somebody was angry
  also: ['dead_click'],
};
