/** A page that paints, shifts and takes its time to answer a click. */
import type { Part, SignalPage } from '../page.ts';
import { work } from '../work.ts';

/** What each is about. */
const keys = { TTFB: '', FCP: '', LCP: 'id:largest', CLS: 'id:largest', INP: 'id:slow' } as const;
const metrics = ['TTFB', 'FCP', 'LCP', 'CLS', 'INP'] as const;

export const vital: SignalPage = {
  name: 'vital',
  title: 'how fast the page came, moved and answered is told of it',
  body: `<div id="above"></div><h1 id="largest">A page with large words</h1><button id="slow">Go</button>
<button id="route">More</button>
<script>${work}document.querySelector('#slow').onclick = () => { work(120); document.body.append('done'); };
document.querySelector('#route').onclick = () => {
  history.pushState({}, '', '/more');
  document.querySelector('#largest').textContent = 'Another page, and its words are as large';
};</script>`,
  async visit({ click, evaluate, wait }) {
    await evaluate(`(document.querySelector('#above').style.height = '200px')`);
    // a shift right after an input is expected, and none
    await wait(100);
    await click('#slow');
    // the browser tells of an interaction when its frame was painted
    await wait(300);
    await click('#route');
    await wait(300);
  },
  // the first of the measures says that the page may be used
  without: `beforeSend: (event) => (event.metric === 'INP' ? null : event)`,
  parts: {
    ...Object.fromEntries(
      metrics.map((metric): [string, Part] => [
        `vital: ${metric}`,
        {
          found: (told) =>
            told('vital')
              .filter((one) => one.metric === metric && one.navigation === 'navigate')
              .map(({ value, key }) => [value >= 0, key]),
          expected: [[true, keys[metric]]],
        },
      ]),
    ),
    'vital: script of INP': {
      found: (told) =>
        told('vital').some(({ metric, key, source }) => metric === 'INP' && key === 'id:slow' && source !== '')
          ? ['known']
          : [],
      expected: ['known'],
    },
    'vital: soft navigations': {
      found: (told) =>
        [...new Set(told('vital').map(({ navigation }) => navigation))].filter((one) => one !== 'navigate'),
      expected: ['soft-navigation'],
    },
  },
};
