/** Words that are marked and copied. */
import type { SignalPage } from '../page.ts';

export const selection: SignalPage = {
  name: 'selection',
  title: 'marked and copied words are told by number, never as words',
  body: '<p id="words" style="font: 20px monospace; width: max-content">Correct horse battery</p>',
  async visit({ drag, hears, press }) {
    await drag('#words');
    // a selection is one when it has rested
    await hears('selection');
    await press('c', true);
    await hears('selection', 2);
  },
  parts: {
    'selection: select': {
      found: (told) =>
        told('selection').flatMap(({ action, key, chars }) => (action === 'select' ? [[key, chars > 5]] : [])),
      expected: [['id:words', true]],
    },
    'selection: copy': {
      found: (told) =>
        told('selection').flatMap(({ action, key, chars }) => (action === 'copy' ? [[key, chars > 5]] : [])),
      expected: [['id:words', true]],
    },
  },
};
