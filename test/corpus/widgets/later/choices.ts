/** Scales, stars by CSS alone, filters whose boxes belong to a script. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { prices } from './background.ts';

export const choices: readonly Widget[] = [
  {
    name: 'stars and a scale',
    family: 'choices',
    html: `<style>.stars { display: inline-flex; flex-direction: row-reverse; font-size: 28px } .stars input { position: absolute; opacity: 0 } .stars label { margin: 0; cursor: pointer; color: #bbb } .stars input:checked ~ label { color: #e90 } .scale button { padding: 4px 10px } .scale .mine { background: #036; color: #fff }</style>
      <main><p id="ask">How was your stay?</p><div class="stars"><input type="radio" name="star" id="s5"><label for="s5">&#9733;</label><input type="radio" name="star" id="s4"><label for="s4">&#9733;</label><input type="radio" name="star" id="s3"><label for="s3">&#9733;</label></div>
      <div class="scale row" id="scale"></div><div class="stars" id="food"><label for="f3">&#9733;</label><label for="f2" id="food2">&#9733;</label><label for="f1">&#9733;</label></div></main>
      <script>for (let i = 0; i <= 10; i += 1) { const one = document.createElement('button'); one.textContent = i; one.dataset.n = i; $('#scale').append(one); }
        on('#scale', (e) => { if (!e.target.dataset.n) return; document.querySelectorAll('#scale button').forEach((one) => one.classList.toggle('mine', one === e.target)); });</script>`,
    interactions: [
      works('stars', once('[for=s4]'), 'filled by :checked alone'),
      works('eight of ten', once('[data-n="8"]'), 'the number is marked'),
      works(
        'nine, no, seven',
        async (user) => {
          await user.click('[data-n="9"]');
          await user.rest(550);
          await user.click('[data-n="7"]');
        },
        'thinks again',
      ),
      nothingDue('question', once('#ask'), 'a sentence'),
      dead('stars for the food', once('#food2'), 'labels of radios that are not in the page'),
      rage('stars for the food, hammered', streak('#food2', 5, 180), 'five clicks on a star that stays grey'),
    ],
  },
  {
    name: 'filters of a list',
    family: 'choices',
    html: `${prices}<style>.pill { border-radius: 16px } .pill[data-on] { background: #cde } [role=checkbox] { width: 14px; height: 14px; border: 1px solid #666; cursor: pointer } [role=checkbox][aria-checked=true] { background: #06c } #found li.out { display: none }</style>
      <main><label id="stock-label"><input type="checkbox" id="stock"> In stock</label><div class="row"><span role="checkbox" tabindex="0" aria-checked="false" id="used"></span> Used</div><div class="row"><button class="pill" id="red">Red</button><button class="pill" id="blue">Blue</button><button class="pill" id="under">Under 50</button></div><ul id="found"><li class="red">Red chair</li><li class="blue gone">Blue desk</li><li class="red gone">Red lamp</li></ul></main>
      <script>const draw = () => { const colours = ['red', 'blue'].filter((one) => 'on' in document.getElementById(one).dataset); document.querySelectorAll('#found li').forEach((one) => one.classList.toggle('out', ($('#stock').checked && one.classList.contains('gone')) || (colours.length > 0 && !colours.some((colour) => one.classList.contains(colour))))); };
        on('#stock', draw, 'change'); on('#red, #blue', (e) => { e.currentTarget.toggleAttribute('data-on'); draw(); }); on('#under', () => { new URLSearchParams(location.search).set('under', 50); draw(); });
        // a box that shows what a store says, and the store never hears of the click
        const store = { used: false }; on('#used', () => $('#used').setAttribute('aria-checked', String(store.used)));</script>`,
    interactions: [
      works('in stock', once('#stock-label'), 'the box is ticked and two things go'),
      works('red and not', streak('#red', 4, 480), 'the pill and the list follow each click'),
      works(
        'two colours',
        async (user) => {
          await user.click('#red');
          await user.rest(600);
          await user.click('#blue');
        },
        'red, then blue as well',
      ),
      dead('used', once('#used'), 'the box is drawn again as it was: empty'),
      dead('under fifty, twice', streak('#under', 2, 1500), 'a second try; the list and the pill stay as they are'),
      rage('used, hammered', streak('#used', 6, 190), 'six clicks on a box that stays empty'),
      rage('under fifty, hammered', streak('#under', 5, 230), 'five clicks on a pill that stays pale'),
    ],
  },
];
