/** Somebody who followed the wrong link. */
import type { SignalPage } from '../page.ts';

export const quickBack: SignalPage = {
  name: 'quickBack',
  title: 'a way back right after a click led forward is a quick back',
  body: `<button id="wrong" onclick="history.pushState({}, '', '/wrong')">Offers</button>`,
  async visit({ click, until, back, hears }) {
    await click('#wrong');
    await until(`location.pathname === '/wrong'`);
    await back();
    await hears('quick_back');
  },
  parts: {
    quick_back: {
      found: (told) =>
        told('quick_back').map(({ key, label, rule, features }) => [key, label, rule, features['traversal']]),
      expected: [['id:wrong', 'Offers', 'quick_back@1', 1]],
    },
  },
};
