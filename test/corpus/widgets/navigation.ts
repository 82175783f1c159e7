/** Tabs, pages of a list, and views of a single-page application. */
import { animation, clock, polling } from '../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../widget.ts';

export const navigation: readonly Widget[] = [
  {
    name: 'tabs',
    family: 'navigation',
    html: `${animation}<main><div role="tablist" class="row"><button role="tab" id="details" aria-selected="true">Details</button>
      <button role="tab" id="reviews" aria-selected="false">Reviews</button><button role="tab" id="video" aria-selected="false">Video</button></div>
      <div role="tabpanel" id="panel" class="panel">A lamp.</div></main>
      <script>const texts = { details: 'A lamp.', reviews: 'Very bright.' };
        on('[role=tab]', (e) => { const text = texts[e.currentTarget.id]; if (!text) throw new Error('no panel of this tab');
          document.querySelectorAll('[role=tab]').forEach((one) => one.setAttribute('aria-selected', String(one === e.currentTarget))); $('#panel').textContent = text; });</script>`,
    interactions: [
      works('another tab', once('#reviews'), 'the panel shows the reviews'),
      works(
        'to and fro',
        async (user) => {
          await user.click('#reviews');
          await user.rest(300);
          await user.click('#details');
          await user.rest(300);
          await user.click('#reviews');
        },
        'a visitor who compares two tabs',
      ),
      dead('tab that throws', once('#video'), 'its handler throws before anything changes'),
      rage('tab that throws, hammered', streak('#video', 6, 150), 'six clicks on a tab that throws'),
    ],
  },
  {
    name: 'pages of results',
    family: 'navigation',
    html: `${polling}<main><ol id="results"><li>Result 1</li><li>Result 2</li></ol><nav class="row"><button id="previous">&#8249;</button><span id="page">1</span>
      <button id="next">&#8250;</button><a class="button" id="last" href="javascript:void(0)">Last</a></nav></main>
      <script>let page = 1; const show = (n) => { page = n; $('#page').textContent = n; history.pushState({}, '', '?page=' + n); $('#results').replaceChildren(...[1, 2].map((i) => { const li = document.createElement('li'); li.textContent = 'Result ' + (2 * n - 2 + i); return li; })); };
        on('#next', () => show(page + 1)); on('#previous', () => page > 1 && show(page - 1));</script>`,
    interactions: [
      works('next', once('#next'), 'the next results'),
      works('next, next, next', streak('#next', 7, 240), 'leafs through seven pages, each click brings the next'),
      works('next at leisure', streak('#next', 3, 900), 'reads and goes on'),
      dead('last', once('#last'), 'javascript:void(0) does nothing'),
      rage('last hammered', streak('#last', 5, 200), 'five clicks on a link that does nothing'),
    ],
  },
  {
    name: 'hash routes',
    family: 'navigation',
    html: `${clock}<style>.view { display: none } .view:target { display: block }</style>
      <main><nav class="row"><a href="#plans" id="to-plans">Plans</a> <a href="#team" id="to-team">Team</a> <a href="#" id="to-top">Partners</a></nav>
      <section class="view panel" id="plans">Free, Pro</section><section class="view panel" id="team">Ann, Bob</section>
      <p><a href="/slow?ms=2600" id="slow">Annual report</a></p></main>`,
    interactions: [
      works('route', once('#to-plans'), 'the view is shown by :target alone'),
      works(
        'two routes',
        async (user) => {
          await user.click('#to-plans');
          await user.rest(600);
          await user.click('#to-team');
        },
        'one view after the other',
      ),
      dead('link to #', once('#to-top'), 'the page is at its top already'),
      rage('link to # hammered', streak('#to-top', 5, 170), 'five clicks, nothing'),
      impatient(
        'slow page',
        streak('#slow', 4, 230),
        'the page comes after 2.6 s, and four clicks were made on the way',
      ),
    ],
  },
];
