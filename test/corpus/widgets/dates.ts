/** Date pickers. */
import { counters, slides } from '../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

const MONTHS = `const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; let month = 5;`;

export const dates: readonly Widget[] = [
  {
    name: 'month grid',
    family: 'datePickers',
    html: `<style>#month { display: inline-block; width: 100px } #grid { display: grid; grid-template-columns: repeat(7, 40px) } #grid button { padding: 4px } .chosen { background: #06c; color: #fff }</style>
      <main><div class="row"><button id="back">&#8249;</button><b id="month">June</b><button id="forth">&#8250;</button></div><div id="grid"></div><p id="note">Chosen: <span id="chosen">none</span></p></main>
      <script>${MONTHS}
        const draw = () => { $('#month').textContent = months[month]; $('#grid').replaceChildren(...Array.from({ length: 28 }, (_, i) => { const one = document.createElement('button'); one.textContent = i + 1; one.id = 'd' + (i + 1);
          if (i === 19) one.disabled = true; else if (i !== 13) one.onclick = () => { document.querySelectorAll('.chosen').forEach((x) => x.classList.remove('chosen')); one.className = 'chosen'; $('#chosen').textContent = one.textContent; }; return one; })); };
        on('#forth', () => { month = (month + 1) % 12; draw(); }); on('#back', () => { month = (month + 11) % 12; draw(); }); draw();</script>`,
    interactions: [
      works('day', once('#d9'), 'the day is marked'),
      works('months ahead', streak('#forth', 8, 210), 'to February: eight months, eight clicks'),
      works('months back', streak('#back', 4, 300), 'four months back'),
      nothingDue('day that is sold out', once('#d20'), 'greyed out and disabled'),
      dead('day that does not take', once('#d14'), 'looks free like the others and does nothing'),
      rage('day that does not take, hammered', streak('#d14', 5, 180), 'five clicks on a day that does not take'),
    ],
  },
  {
    name: 'date of birth',
    family: 'datePickers',
    html: `${slides}<main><label for="birth">Date of birth</label><div class="row"><input type="date" id="birth"> <span id="icon" role="img" aria-label="Calendar" style="cursor:pointer;font-size:24px">&#128197;</span></div>
      <select id="year"><option>1990</option><option>1991</option></select></main>`,
    interactions: [
      works('field', once({ on: '#birth', x: 0.15 }), 'the day of the date is marked for typing'),
      works(
        'typed',
        async (user) => {
          await user.click({ on: '#birth', x: 0.15 });
          await user.type('12041990');
        },
        'a date typed in',
      ),
      dead('icon', once('#icon'), 'the calendar beside the field opens nothing, while slides pass'),
      rage('icon hammered', streak('#icon', 4, 200), 'four clicks on a calendar that does not open'),
    ],
  },
  {
    name: 'stay',
    family: 'datePickers',
    html: `${counters}<main><button id="dates" aria-expanded="false">Add dates</button><div id="picker" class="panel" hidden><div class="row"><button class="night" id="n1">1</button><button class="night" id="n2">2</button><button class="night" id="n3">3</button><button class="night" id="n4">4</button></div>
      <button id="later">Later &#8250;</button> <button id="clear">Clear</button></div><p id="range"></p></main>
      <script>const marks = []; let shift = 0;
        on('#dates', () => { $('#picker').hidden = false; $('#dates').setAttribute('aria-expanded', 'true'); });
        on('.night', (e) => { marks.push(e.currentTarget.textContent); e.currentTarget.style.background = '#9cf'; if (marks.length % 2 === 0) setTimeout(() => { $('#range').textContent = marks.slice(-2).join(' to '); }, 400); });
        on('#later', () => { shift += 4; document.querySelectorAll('.night').forEach((one, i) => { one.textContent = shift + i + 1; one.style.background = ''; }); });
        if (state === 'open') $('#picker').hidden = false;</script>`,
    interactions: [
      works('opens', once('#dates'), 'the picker is shown'),
      works(
        'two nights',
        async (user) => {
          await user.click('#n1');
          await user.rest(350);
          await user.click('#n3');
        },
        'the first and the last night',
        { state: 'open' },
      ),
      works('further ahead', streak('#later', 5, 260), 'each click shows four later nights', { state: 'open' }),
      dead('clear', once('#clear'), 'a button without a handler among live numbers', { state: 'open' }),
      rage('clear hammered', streak('#clear', 6, 160), 'six clicks, the nights stay', { state: 'open' }),
    ],
  },
];
