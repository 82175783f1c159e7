/** A page and a pane that are scrolled to their ends. */
import type { SignalPage } from '../page.ts';

export const scroll: SignalPage = {
  name: 'scroll',
  title: 'how far page and pane were scrolled is told, with the element that was reached',
  body: `<div id="pane" style="height: 200px; overflow: auto"><p style="height: 900px">pane</p></div>
<p style="height: 2000px">tall</p><p id="end" style="height: 300px">end</p>`,
  async visit({ scroll, wait }) {
    await scroll(100_000, '#pane');
    await scroll(100_000);
    // the place that was reached is looked up when scrolling has come to rest
    await wait(400);
  },
  parts: {
    scroll: {
      found: (told) =>
        told('scroll')
          .map(({ key, scrollRatioMax, reachKey }) => [key, scrollRatioMax > 0.99, key === 'root' ? reachKey : ''])
          .sort(),
      expected: [
        ['id:pane', true, ''],
        ['root', true, 'id:end'],
      ],
    },
  },
};
