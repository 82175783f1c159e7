/** A capture of the site's own, beside one that throws. */
import type { SignalPage } from '../page.ts';

export const plugin: SignalPage = {
  name: 'plugin',
  title: 'a capture of the site’s own tells what it hears until the end, whatever another throws',
  plugins: `[
    () => { throw new Error('broken'); },
    ({ emit, listen, last }) => {
      let pressed = 0;
      listen(window, 'press', () => { pressed += 1; emit('custom', { name: 'pressed', properties: {} }); });
      last('custom', () => [{ name: 'presses', properties: { pressed } }]);
      return () => { window.ended = true; };
    },
  ]`,
  body: '<p>words</p>',
  async visit({ evaluate, hears }) {
    await evaluate(`[1, 2].forEach(() => dispatchEvent(new Event('press')))`);
    await hears('custom', 2);
  },
  without: 'plugins: []',
  parts: {
    custom: {
      found: (told) => told('custom').map(({ name, properties }) => [name, properties]),
      expected: [
        ['pressed', {}],
        ['pressed', {}],
        ['presses', { pressed: 2 }],
      ],
    },
  },
  caught: 1,
};
