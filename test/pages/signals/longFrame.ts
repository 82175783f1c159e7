/** A page that works so long that nobody gets an answer. */
import type { SignalPage } from '../page.ts';
import { work } from '../work.ts';

export const longFrame: SignalPage = {
  name: 'longFrame',
  title: 'a frame that kept people waiting is told with the script that filled it',
  head: `<script>${work}</script>`,
  body: '<p>words</p>',
  async visit({ evaluate, wait }) {
    await evaluate(`new Promise((done) => setTimeout(() => {
      work(300);
      document.body.append('done');
      done(null);
    }, 20))`);
    await wait(200);
  },
  parts: {
    long_frame: {
      // a machine that is busy has others
      found: (told) =>
        told('long_frame')
          .filter(({ durationMs, blockingMs }) => durationMs >= 300 && blockingMs > 100)
          .slice(0, 1)
          .map(({ scripts }) => scripts.length > 0),
      expected: [true],
    },
  },
};
