/** A calendar of appointments and the times of a booking. */
import { dead, impatient, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { ages } from './background.ts';

export const dates: readonly Widget[] = [
  {
    name: 'calendar of a week',
    family: 'datePickers',
    html: `${ages}<style>#week { border-collapse: collapse } #week td { border: 1px solid #ccc; width: 90px; height: 34px; vertical-align: top } .event { background: #9cf; border-radius: 3px; font-size: 12px; padding: 2px; cursor: pointer } .event.now { outline: 2px solid #036 } .draft { background: #cfc; font-size: 12px }</style>
      <main><div class="row"><button id="before" aria-label="Week before">&#8249;</button><b id="title">Week 20</b><button id="after" aria-label="Week after">&#8250;</button><button id="room">Find a room</button></div>
      <table id="week"><tr><td id="mon9"></td><td id="tue9"><div class="event" id="standup">Stand-up</div></td><td></td></tr><tr><td></td><td></td><td><div class="event" id="private">Busy</div></td></tr></table><aside id="card" class="card" hidden>Stand-up, 9:00, room 4</aside></main>
      <script>let week = 20; const show = (n) => { week = n; $('#title').textContent = 'Week ' + n; document.querySelectorAll('.event').forEach((one) => { one.hidden = n !== 20; }); };
        on('#before', () => show(week - 1)); on('#after', () => show(week + 1));
        on('#week', (e) => { const event = e.target.closest('.event'), cell = e.target.closest('td'); if (event) { if (event.id === 'standup') { event.classList.add('now'); $('#card').hidden = false; } } else if (cell) { $('.draft')?.remove(); const one = document.createElement('div'); one.className = 'draft'; one.textContent = '(no title)'; cell.append(one); } }, 'pointerup');
        on('#room', () => { const dialog = document.querySelector('#rooms'); dialog?.showModal(); });</script>`,
    interactions: [
      works('appointment', once('#standup'), 'its card is shown, on pointerup'),
      works('empty hour', once('#mon9'), 'a draft lies there'),
      works('weeks ahead', streak('#after', 6, 230), 'six weeks on'),
      works('week after week', streak('#before', 3, 850), 'looks at each'),
      dead('room', once('#room'), 'the dialog that it wants is not in the page'),
      rage('room hammered', streak('#room', 5, 200), 'five clicks on Find a room'),
    ],
  },
  {
    name: 'times at the doctor',
    family: 'datePickers',
    html: `<style>.slot { border: 1px solid #06c; border-radius: 16px; padding: 4px 12px; cursor: pointer; display: inline-block; margin: 4px } .slot:has(:checked) { background: #06c; color: #fff } .slot input { position: absolute; opacity: 0; pointer-events: none } .taken { text-decoration: line-through; color: #aaa; border-color: #ccc; cursor: not-allowed }</style>
      <main><p>Tuesday</p><div id="slots"><label class="slot" id="s9"><input type="radio" name="slot">9:00</label><label class="slot taken" id="s10" aria-disabled="true">10:00</label><label class="slot" id="s11"><input type="radio" name="slot">11:00</label><span class="slot" id="s12">12:00</span></div><button id="more">More times</button> <button id="confirm">Confirm</button></main>
      <script>on('#more', async () => { await fetch('/api?ms=1900'); for (const time of ['14:00', '15:00']) { const one = document.createElement('label'); one.className = 'slot'; one.textContent = time; $('#slots').append(one); } });
        on('#confirm', () => { toast('See you on Tuesday'); });</script>`,
    interactions: [
      works('time', once('#s9'), 'the time is filled, by :checked alone'),
      works('double click on a time', twice('#s11'), 'chosen at the first of two clicks'),
      works('more times', once('#more'), 'two more after 1.9 s'),
      impatient('more times hammered', streak('#more', 6, 190), 'six clicks into 1.9 s of silence'),
      nothingDue('taken time', once('#s10'), 'struck through, grey, a crossed cursor'),
      dead('time that does not take', once('#s12'), 'looks free and is no radio'),
      rage('time that does not take, hammered', streak('#s12', 4, 210), 'four clicks on twelve'),
    ],
  },
];
