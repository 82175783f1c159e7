/** A mouse that is shaken while a page does not come. */
import type { SignalPage } from '../page.ts';

export const thrashedCursor: SignalPage = {
  name: 'thrashedCursor',
  title: 'a mouse that is shaken is a thrashed cursor',
  body: '<button id="wide" style="width: 500px; height: 200px">Wait</button>',
  async visit({ shake, insists }) {
    await insists(() => shake('#wide', 14), 'thrashed_cursor');
  },
  parts: {
    thrashed_cursor: {
      found: (told) =>
        told('thrashed_cursor')
          .filter(({ confidence }) => confidence >= 0.5)
          .map(({ key, rule, features }) => [key, rule, (features['reversalsX'] ?? 0) >= 8]),
      expected: [['id:wide', 'thrashed_cursor@1', true]],
    },
  },
};
