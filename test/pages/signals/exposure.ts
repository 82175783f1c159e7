/** One control on the screen, and one far below it. */
import type { SignalPage } from '../page.ts';

export const exposure: SignalPage = {
  name: 'exposure',
  title: 'controls that could be seen are told, those below are not',
  body: '<button id="seen">Buy</button><div style="height: 3000px">tall</div><button id="below">Terms</button>',
  async visit({ wait }) {
    // controls are looked for once a navigation is over
    await wait(700);
  },
  parts: {
    exposure: {
      found: (told) => told('exposure').flatMap(({ exposed }) => exposed.map(({ key, label }) => [key, label])),
      expected: [['id:seen', 'Buy']],
    },
  },
};
