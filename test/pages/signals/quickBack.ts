/** Somebody who followed the wrong link, within the page and to another one. */
import type { SignalPage } from '../page.ts';

export const quickBack: SignalPage = {
  name: 'quickBack',
  title: 'a way back right after a click led forward is a quick back, within a page and over pages',
  paths: ['/', '/next'],
  body: `<button id="wrong" onclick="history.pushState({}, '', '/wrong')">Offers</button> <a id="far" href="/next">Next</a>`,
  async visit({ click, until, back, hears }) {
    await click('#wrong');
    await until(`location.pathname === '/wrong'`);
    await back();
    await hears('quick_back');
    await click('#far');
    await until(`location.pathname === '/next'`);
    await back();
    await until(
      `location.pathname === '/' && heard.some(({ kind, key }) => kind === 'quick_back' && key === 'id:far')`,
    );
  },
  parts: {
    quick_back: {
      found: (told) =>
        told('quick_back').map(({ key, label, rule, features }) => [key, label, rule, features['traversal']]),
      expected: [
        ['id:wrong', 'Offers', 'quick_back@1', 1],
        ['id:far', 'Next', 'quick_back@1', 1],
      ],
    },
  },
};
