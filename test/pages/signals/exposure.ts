/** One control on the screen, and one far below it. */
import type { SignalPage } from '../page.ts';

export const exposure: SignalPage = {
  name: 'exposure',
  title: 'controls that could be seen are told, those below are not',
  body: '<button id="seen">Buy</button><div style="height: 3000px">tall</div><button id="below">Terms</button>',
  async visit({ wait }) {
    // controls are looked for 100 ms after the chunk began
    await wait(400);
  },
  parts: {
    exposure: {
      found: (told) => told('exposure').flatMap(({ exposed }) => exposed.map(({ key, label }) => [key, label])),
      expected: [['id:seen', 'Buy']],
    },
  },
};
