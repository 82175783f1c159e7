/** Steppers, number fields and sliders: what one clicks fast and gladly. */
import { countdown, feed } from '../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

export const steppers: readonly Widget[] = [
  {
    name: 'quantity',
    family: 'steppers',
    html: `${countdown}<main><div class="row"><button id="less" aria-label="Less">&minus;</button><output id="count">1</output><button id="more" aria-label="More">+</button></div>
      <div class="row"><span>Gift wrap</span><button id="wrap-more" aria-label="More wraps">+</button><output>0</output></div></main>
      <script>let count = 1; const set = (n) => { count = Math.max(0, n); $('#count').textContent = count; }; on('#more', () => set(count + 1)); on('#less', () => set(count - 1));</script>`,
    interactions: [
      works('one more', once('#more'), 'two now'),
      works('ten more', streak('#more', 10, 130), 'eleven now, each click counted'),
      works(
        'more and less',
        async (user) => {
          await user.click('#more', { count: 5, gapMs: 150 });
          await user.rest(250);
          await user.click('#less', { count: 3, gapMs: 170 });
        },
        'five up and two too many taken back',
      ),
      dead('stepper that does not step', once('#wrap-more'), 'stays at nought, while a countdown runs'),
      rage('stepper that does not step, hammered', streak('#wrap-more', 8, 150), 'eight clicks, still nought'),
    ],
  },
  {
    name: 'number field',
    family: 'steppers',
    html: `<main><label>Guests <input type="number" id="guests" value="1" min="1" max="20" style="width:80px;height:32px"></label>
      <label>Nights <input type="number" id="nights" value="2" readonly style="width:80px;height:32px"></label><button id="apply" type="button">Apply</button><p id="sum"></p></main>
      <script>on('#guests', () => { $('#sum').textContent = $('#guests').value + ' guests'; }, 'input');
        on('#apply', () => { const total = $('#guests').value * price; $('#sum').textContent = total; });</script>`,
    interactions: [
      works('arrow', once({ on: '#guests', x: 0.9, y: 0.25 }), 'the arrow of the field counts up'),
      works('arrow in a row', streak({ on: '#guests', x: 0.9, y: 0.25 }, 6, 200, { jitterPx: 0 }), 'six guests more'),
      works('field', once({ on: '#guests', x: 0.3 }), 'the field is ready for typing'),
      dead('apply', once('#apply'), 'the handler throws: price is not defined'),
      rage('apply hammered', streak('#apply', 5, 190), 'five clicks, no sum'),
    ],
  },
  {
    name: 'rating and volume',
    family: 'steppers',
    html: `${feed}<main><div id="stars" class="row" role="radiogroup"><span role="radio" class="star" data-n="1">&#9734;</span><span role="radio" class="star" data-n="2">&#9734;</span><span role="radio" class="star" data-n="3">&#9734;</span></div>
      <label>Volume <input type="range" id="volume" value="20"></label><div class="row" id="old" style="font-size:24px"><span>&#9734;</span><span id="old-star" style="cursor:pointer">&#9734;</span></div><p id="saved" style="color:#666">Your rating helps others.</p></main>
      <script>on('.star', (e) => document.querySelectorAll('.star').forEach((one) => { one.textContent = one.dataset.n <= e.currentTarget.dataset.n ? '\\u2605' : '\\u2606'; }));</script>`,
    interactions: [
      works('star', once('[data-n="2"]'), 'two stars are filled'),
      works(
        'undecided',
        async (user) => {
          for (const n of [1, 3, 2, 3]) {
            await user.click(`[data-n="${n}"]`);
            await user.rest(200);
          }
        },
        'one, three, two, three stars',
      ),
      works('slider', once({ on: '#volume', x: 0.8 }), 'the thumb jumps there'),
      works(
        'slider in steps',
        async (user) => {
          for (const x of [0.4, 0.5, 0.6, 0.7]) await user.click({ on: '#volume', x });
        },
        'louder and louder',
      ),
      nothingDue('note', once('#saved'), 'plain text'),
      dead('stars of a review', once('#old-star'), 'a hand as its cursor, no rating'),
      rage('stars of a review hammered', streak('#old-star', 5, 160), 'five clicks on a star that stays empty'),
    ],
  },
];
