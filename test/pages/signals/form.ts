/** A form that is sent, and one that is begun and left. */
import type { SignalPage } from '../page.ts';

export const form: SignalPage = {
  name: 'form',
  title: 'a form that was sent and one that was given up are told, and no value of either',
  body: `<form id="order" onsubmit="event.preventDefault(); this.after('Thank you')"><input id="mail" aria-label="Mail"><button id="send">Send</button></form>
<form id="news"><input id="phone" aria-label="Phone"></form>`,
  async visit({ click, type, press }) {
    await click('#mail');
    await type('secret');
    await press('Enter');
    await click('#phone');
    await type('12');
  },
  parts: {
    form: {
      found: (told) =>
        told('form')
          .map(({ key, outcome, lastKey, fields }) => [key, outcome, lastKey, fields.map(({ edits }) => edits)])
          .sort(),
      expected: [
        ['id:news', 'abandoned', 'id:phone', [1]],
        ['id:order', 'submitted', 'id:mail', [1]],
      ],
    },
    'form: values': {
      found: (told) => [JSON.stringify(told('form')).includes('secret')],
      expected: [false],
    },
  },
};
