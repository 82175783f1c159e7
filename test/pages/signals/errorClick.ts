/** A button whose handler throws. */
import type { SignalPage } from '../page.ts';

export const errorClick: SignalPage = {
  name: 'errorClick',
  title: 'a click that throws is an error click, with the error beside it',
  body: `<button id="pay" onclick="this.after('...'); throw new TypeError('basket is gone')">Pay</button>`,
  async visit({ click, hears }) {
    await click('#pay');
    await hears('error_click');
  },
  parts: {
    error_click: {
      found: (told) => told('error_click').map(({ key, rule, confidence }) => [key, rule, confidence >= 0.9]),
      expected: [['id:pay', 'error_click@1', true]],
    },
    error: {
      found: (told) => told('error').map(({ type, message }) => [type, message]),
      expected: [['TypeError', 'basket is gone']],
    },
  },
  noise: ['basket is gone'],
};
