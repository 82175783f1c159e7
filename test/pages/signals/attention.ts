/** A mouse that stays on a picture of the product, not on its neighbour. */
import type { SignalPage } from '../page.ts';

export const attention: SignalPage = {
  name: 'attention',
  title: 'where the mouse was, and for how long, is told of the element under it',
  body: '<button id="offer" style="width: 400px; height: 200px">Offer</button><button id="other">Other</button>',
  async visit({ shake, wait }) {
    await shake('#offer', 2);
    await wait(300);
    await shake('#offer', 1);
    await wait(300);
  },
  parts: {
    attention: {
      found: (told) =>
        told('attention').flatMap(({ attended }) => attended.map(({ key, dwellMs }) => [key, dwellMs >= 300])),
      expected: [['id:offer', true]],
    },
  },
};
