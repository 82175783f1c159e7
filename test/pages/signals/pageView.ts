/** Views of a load, of a pushed route and of the way back; what a page cost at its end. */
import type { SignalPage } from '../page.ts';

export const pageView: SignalPage = {
  name: 'pageView',
  title: 'a load, a pushed route and the way back are views, and each of them is left once',
  body: `<button id="plans" onclick="history.pushState({}, '', '/plans')">Plans</button><div style="height: 3000px">tall</div>`,
  async visit({ scroll, wait, click, back, until }) {
    await scroll(100_000);
    // depth is read when the browser has drawn
    await wait(300);
    await scroll(0);
    await click('#plans');
    await until(`location.pathname === '/plans'`);
    await back();
    await until(`location.pathname === '/'`);
  },
  parts: {
    page_view: {
      found: (told) => told('page_view').map(({ how, page }) => `${how} ${page.replace(/^[^/]*/, '')}`),
      expected: ['load /', 'push /plans', 'back_forward /'],
    },
    'page_view: status': {
      found: (told) => told('page_view').flatMap(({ status }) => status || []),
      expected: [200],
    },
    page_leave: {
      found: (told) => told('page_leave').map(({ scrollRatioMax }) => scrollRatioMax > 0.99),
      expected: [true, false, false],
    },
    sdk: {
      found: (told) => [told('sdk').length > 0, told('sdk').every(({ mainThreadMs }) => mainThreadMs > 0)],
      expected: [true, true],
    },
  },
  // it is one, too
  also: ['quick_back'],
};
