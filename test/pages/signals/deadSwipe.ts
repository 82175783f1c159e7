/** A row that holds more than can be seen and does not move. */
import type { SignalPage } from '../page.ts';

export const deadSwipe: SignalPage = {
  name: 'deadSwipe',
  title: 'a swipe over a row that holds more and does not move is dead',
  head: '<meta name="viewport" content="width=device-width">',
  body: `<div id="row" style="width: 350px; height: 70px; overflow: hidden; user-select: none"><div style="width: 1400px">One, two, three</div></div>`,
  async visit({ swipe, wait, evaluate, hears }) {
    await swipe('#row');
    // a swipe is judged later than when it ends; a mouse makes none, whatever is waited for
    if (await evaluate('"ontouchstart" in window')) await hears('dead_swipe');
    else await wait(100);
  },
  parts: {
    dead_swipe: {
      found: (told) => told('dead_swipe').map(({ key, pointer, rule }) => [key, pointer, rule]),
      expected: [['id:row', 'touch', 'dead_swipe@1']],
    },
  },
};
