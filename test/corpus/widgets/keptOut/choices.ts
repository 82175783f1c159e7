/** A quiz, settings of messages, filters of a shop, stars. */
import { counters } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { placeholder, progress } from './background.ts';

export const choices: readonly Widget[] = [
  {
    name: 'quiz of capitals',
    family: 'choices',
    html: `${counters}<style>.option { border: 1px solid #999; padding: 10px; margin: 6px 0; width: 280px; cursor: pointer; border-radius: 4px } .option.right { background: #cfc } .option.wrong { background: #fcc } #hint { color: #777 }</style>
      <main><p id="question">What is the capital of Norway?</p><div id="options"><div class="option">Bergen</div><div class="option" data-right>Oslo</div><div class="option">Narvik</div></div><p id="hint"></p><div class="row"><button id="next">Next question</button><button id="help">Hint</button><button id="half">Take two away</button></div></main>
      <script>const asked = ['What is the capital of Norway?', 'And of Italy?', 'And of Peru?', 'And of Kenya?']; let at = 0, answered = false; $('#options').addEventListener('click', (e) => { if (answered || !e.target.matches('.option')) return; answered = true; e.target.classList.add('right' in e.target.dataset ? 'right' : 'wrong'); $('[data-right]').classList.add('right'); });
        on('#next', () => { at = (at + 1) % 4; answered = false; $('#question').textContent = asked[at]; document.querySelectorAll('.option').forEach((one) => one.classList.remove('right', 'wrong')); }); on('#help', () => { $('#hint').textContent = 'It lies on a fjord'; }, 'pointerup'); on('#half', () => { jokers.half(); });</script>`,
    interactions: [
      works('right answer', once('[data-right]'), 'the answer turns green'),
      works('wrong answer', once('.option'), 'red, and the right one green'),
      works('hint', once('#help'), 'a line, on pointerup'),
      works('questions leafed through', streak('#next', 5, 320), 'another question each time'),
      nothingDue('question', once('#question'), 'a question to read'),
      dead('two away', once('#half'), 'the handler throws'),
      rage('two away, hammered', streak('#half', 6, 200), 'six clicks on the joker'),
    ],
  },
  {
    name: 'settings of messages',
    family: 'choices',
    html: `${progress}<style>.switch { width: 44px; height: 24px; border-radius: 12px; background: #bbb; position: relative; padding: 0; border: 0 } .switch::after { content: ''; position: absolute; left: 2px; top: 2px; width: 20px; height: 20px; border-radius: 10px; background: #fff; transition: left .15s } .switch[aria-checked=true] { background: #396 } .switch[aria-checked=true]::after { left: 22px } .line { display: flex; justify-content: space-between; width: 320px; padding: 6px 0 } #saved { color: #396 }</style>
      <main><div class="line">Mail <button class="switch" role="switch" aria-checked="false" id="mail" aria-label="Mail"></button></div><div class="line">Phone <button class="switch" role="switch" aria-checked="true" id="phone" aria-label="Phone"></button></div><div class="line">Desktop <button class="switch" role="switch" aria-checked="false" id="desktop" aria-label="Desktop"></button></div><div class="line"><label for="digests">Weekly digest</label><input type="checkbox" id="digest"></div><div class="line"><label for="often">How often</label><select id="often"><option>Daily<option>Weekly</select></div><p id="saved"></p></main>
      <script>on('#mail, #phone', async (e) => { const one = e.currentTarget, now = one.getAttribute('aria-checked') === 'false'; one.setAttribute('aria-checked', String(now)); await fetch('/api?ms=500', { method: 'POST' }); $('#saved').textContent = 'Saved'; setTimeout(() => { $('#saved').textContent = ''; }, 1500); });
        on('#desktop', async (e) => { const one = e.currentTarget; if (await window.askForDesktop?.() !== 'granted') return; one.setAttribute('aria-checked', 'true'); });</script>`,
    interactions: [
      works('mail on, off and on', streak('#mail', 3, 700), 'moves at each click'),
      works('digest', once('#digest'), 'a tick'),
      works('label of a list', once('label[for=often]'), 'the list has the focus'),
      dead('label of nothing', once('label[for=digests]'), 'its name is that of no field'),
      dead('desktop', once('#desktop'), 'no leave was asked for, and the switch stays'),
      rage('desktop hammered', streak('#desktop', 5, 220), 'five clicks on a switch'),
      rage('label of nothing, hammered', streak('label[for=digests]', 5, 190), 'five clicks on Weekly digest'),
    ],
  },
  {
    name: 'filters of shoes',
    family: 'choices',
    html: `${placeholder}<style>.size { display: inline-block; width: 44px; padding: 6px 0; text-align: center; border: 1px solid #999; cursor: pointer; margin-right: 4px } .size input { position: absolute; opacity: 0; pointer-events: none } .size:has(:checked) { background: #222; color: #fff } .size.out { color: #bbb; text-decoration: line-through; cursor: default } #grid { display: flex; gap: 8px } #grid div { width: 90px; height: 70px; background: #eee }</style>
      <main><div id="sizes"></div><div class="row"><button id="cheap">Under 50</button><button id="brand">Brands</button><button id="reset">Reset</button></div><div id="grid"></div><p id="n">4 shoes</p></main>
      <script>$('#sizes').innerHTML = [38, 39, 40, 41].map((n) => '<label class="size" id="s' + n + '" style="display:inline-block"><input type="checkbox" value="' + n + '">' + n + '</label>').join('') + '<span class="size out" id="s42">42</span>'; const draw = (n) => { $('#grid').innerHTML = '<div></div>'.repeat(n); $('#n').textContent = n + ' shoes'; }; draw(4);
        let later; on('#sizes', () => { clearTimeout(later); later = setTimeout(() => draw(4 - document.querySelectorAll('#sizes :checked').length), 350); }, 'change'); on('#cheap', async () => { $('#grid').style.opacity = 0.3; await fetch('/api?ms=1500'); $('#grid').style.opacity = 1; draw(2); });
        on('#brand', async () => { const { brands } = await (await fetch('/api?ms=120')).json(); for (const one of brands ?? []) $('#sizes').append(one); }); on('#reset', () => { document.querySelectorAll('#sizes :checked').forEach((one) => { one.checked = false; }); draw(4); }); if (state === 'chosen') { $('#s39 input').checked = true; draw(3); }</script>`,
    interactions: [
      works('size', once('#s39'), 'dark at once, fewer shoes after 350 ms'),
      works(
        'three sizes',
        async (user) => {
          for (const size of ['#s38', '#s39', '#s41']) {
            await user.click(size);
            await user.rest(520);
          }
        },
        'each one dark',
      ),
      works('reset', once('#reset'), 'nothing is chosen', { state: 'chosen' }),
      works('cheap', once('#cheap'), 'pale at once, two shoes after 1.5 s'),
      impatient('cheap, hammered', streak('#cheap', 4, 260), 'four clicks while it is pale'),
      nothingDue('size that is sold out', once('#s42'), 'struck through'),
      dead('brands', once('#brand'), 'the answer names none, and the page says nothing'),
      rage('brands hammered', streak('#brand', 5, 210), 'five clicks on Brands'),
    ],
  },
];
