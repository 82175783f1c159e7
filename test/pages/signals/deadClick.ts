/** A button that does nothing, beside one that does something. */
import type { SignalPage } from '../page.ts';

export const deadClick: SignalPage = {
  name: 'deadClick',
  title: 'a click that nothing answers is dead, one that changes the page is not',
  body: `<button id="stuck">Save</button><button id="alive" onclick="this.after('saved')">Save</button>`,
  async visit({ click, hears }) {
    await click('#alive');
    await click('#stuck');
    await hears('dead_click');
  },
  parts: {
    dead_click: {
      found: (told) => told('dead_click').map(({ key, rule, confidence }) => [key, rule, confidence >= 0.5]),
      expected: [['id:stuck', 'dead_click@1', true]],
    },
  },
};
