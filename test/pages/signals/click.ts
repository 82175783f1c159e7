/** Clicks by mouse, by keyboard and by a script. */
import type { SignalPage } from '../page.ts';

export const click: SignalPage = {
  name: 'click',
  title: 'clicks by mouse, keyboard and script are told once each, with their element',
  body: `<button id="buy" onclick="document.querySelector('p').textContent += '!'">Buy it</button><p>words</p>`,
  async visit({ click, press, evaluate }) {
    await click('#buy');
    await evaluate(`document.querySelector('#buy').focus()`);
    await press('Space');
    await evaluate(`document.querySelector('#buy').click()`);
  },
  parts: {
    click: {
      found: (told) =>
        told('click').map(({ key, role, label, pointer, trusted }) => [key, role, label, pointer, trusted]),
      expected: [
        ['id:buy', 'button', 'Buy it', 'mouse', true],
        ['id:buy', 'button', 'Buy it', 'keyboard', true],
        ['id:buy', 'button', 'Buy it', 'keyboard', false],
      ],
    },
  },
};
