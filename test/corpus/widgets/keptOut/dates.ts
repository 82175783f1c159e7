/** Nights of a hotel, slots of a surgery, a calendar of a week. */
import { countdown } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { lights, queue } from './background.ts';

export const dates: readonly Widget[] = [
  {
    name: 'nights of a hotel',
    family: 'datePickers',
    html: `${countdown}<style>#month { display: grid; grid-template-columns: repeat(7, 44px); gap: 2px; margin: 8px 0 } #month button { padding: 8px 0 } #month .in { background: #cde } #month .end { background: #06c; color: #fff } #month .full { color: #bbb; text-decoration: line-through; cursor: not-allowed }</style>
      <main><div class="row"><button id="prev" aria-label="Month before">&lsaquo;</button><b id="title" style="width:110px;text-align:center"></b><button id="next" aria-label="Next month">&rsaquo;</button></div><div id="month"></div><div class="row"><button id="clear">Clear dates</button><button id="flexible">I am flexible</button></div></main>
      <script>const months = ['May', 'June', 'July', 'August', 'September', 'October']; let month = 0, from = 0, to = 0;
        const draw = () => { $('#title').textContent = months[month]; $('#month').innerHTML = Array.from({ length: 28 }, (_, i) => i + 1).map((day) => '<button data-day="' + day + '" class="' + (day === 13 ? 'full' : day === from || day === to ? 'end' : day > from && day < to ? 'in' : '') + '">' + day + '</button>').join(''); };
        $('#month').addEventListener('click', (e) => { const day = Number(e.target.dataset.day); if (!day || day === 13) return; if (!from || to) { from = day; to = 0; } else if (day > from) to = day; else from = day; draw(); });
        on('#next', () => { month = (month + 1) % 6; draw(); }); on('#prev', () => { if (month > 0) { month -= 1; draw(); } }); on('#clear', () => { from = to = 0; draw(); }); on('#flexible', (e) => { e.currentTarget.dataset.flexible = 'yes'; }); if (state === 'chosen') { from = 4; to = 9; } draw();</script>`,
    interactions: [
      works('day of arrival', once('[data-day="4"]'), 'the day is blue'),
      works(
        'both days',
        async (user) => {
          await user.click('[data-day="4"]');
          await user.rest(650);
          await user.click('[data-day="8"]');
        },
        'the nights between are coloured',
      ),
      works('four months on', streak('#next', 4, 280), 'a month at each click'),
      works('cleared', once('#clear'), 'no day is coloured any more', { state: 'chosen' }),
      nothingDue('full day', once('[data-day="13"]'), 'struck through, a crossed cursor'),
      rage('flexible, hammered', streak('#flexible', 4, 230), 'four clicks on I am flexible'),
      dead('flexible', once('#flexible'), 'kept in an attribute that no rule reads'),
      dead('month before the first', once('#prev'), 'the arrow looks alive in the first month'),
      rage('month before the first, hammered', streak('#prev', 5, 200), 'five clicks on the arrow'),
    ],
  },
  {
    name: 'slots of a surgery',
    family: 'datePickers',
    html: `${queue}<style>.slot { width: 88px } .slot.mine { background: #cfc } .slot.wait { opacity: .5 } #days button.now { border-color: #06c; color: #06c }</style>
      <main><div class="row" id="days"><button data-day="Mon" class="now">Mon 4</button><button data-day="Tue">Tue 5</button><button data-day="Wed">Wed 6</button></div><div id="slots" class="row"></div><p id="said">No appointment</p><button id="book">Book</button></main>
      <script>const draw = (day) => { $('#slots').innerHTML = ['9:00', '9:30', '11:00'].map((at) => '<button class="slot" data-at="' + day + ' ' + at + '">' + at + '</button>').join(''); }; draw('Mon'); let chosen;
        on('#days button', async (e) => { const { day } = e.currentTarget.dataset; if (day === 'Wed') { try { const answer = await fetch('/api?ms=300&status=500'); const { slots } = await answer.json(); slots.forEach(draw); } catch {} return; } document.querySelectorAll('#days button').forEach((one) => one.classList.toggle('now', one === e.currentTarget)); document.querySelectorAll('.slot').forEach((one) => one.classList.add('wait')); await fetch('/api?ms=500'); draw(day); });
        $('#slots').addEventListener('click', (e) => { if (!e.target.dataset.at) return; chosen = e.target.dataset.at; document.querySelectorAll('.slot').forEach((one) => one.classList.toggle('mine', one === e.target)); });
        on('#book', async () => { if (!chosen) return; await fetch('/api?ms=2200', { method: 'POST' }); $('#said').textContent = 'Booked: ' + chosen; }); if (state === 'chosen') $('.slot').click();</script>`,
    interactions: [
      works('slot', once('[data-at="Mon 9:30"]'), 'it turns green'),
      works('another day', once('[data-day=Tue]'), 'pale at once, other slots after 500 ms'),
      works('booked', once('#book'), 'a line after 2.2 s', { state: 'chosen' }),
      impatient('booked, hammered', streak('#book', 4, 280), 'four clicks before the line came', { state: 'chosen' }),
      dead('day that fails', once('[data-day=Wed]'), 'the answer cannot be read, and Monday stays'),
      rage('booked without a slot, hammered', streak('#book', 5, 220), 'nothing is chosen and nobody says so'),
      rage('day that fails, hammered', streak('[data-day=Wed]', 5, 190), 'five clicks on Wednesday'),
    ],
  },
  {
    name: 'week of appointments',
    family: 'datePickers',
    html: `${lights}<style>#week { position: relative; width: 700px; height: 240px; background: repeating-linear-gradient(90deg, #fff 0 99px, #ddd 99px 100px); border: 1px solid #ccc; user-select: none } .event { position: absolute; width: 92px; background: #bdf; border-radius: 4px; font-size: 13px; padding: 2px; box-sizing: border-box; cursor: pointer }</style>
      <main style="max-width:none;position:relative"><div class="row"><button id="today">Today</button><button id="month">Month</button><button id="print">Print</button></div><div id="week"><div class="event" id="e1" style="left:104px;top:40px;height:60px">Standup</div><div class="event" id="e2" style="left:304px;top:100px;height:50px">Dentist</div></div><div id="card" class="panel" hidden style="position:absolute;left:420px;top:60px;width:200px"><b></b><br><button id="close">Close</button></div></main>
      <script>on('#week', (e) => { if (e.target.id !== 'week') return; const one = document.createElement('div'); one.className = 'event'; one.style.cssText = 'left:' + (Math.floor(e.offsetX / 100) * 100 + 4) + 'px;top:' + e.offsetY + 'px;height:40px'; one.textContent = 'New event'; $('#week').append(one); }, 'dblclick');
        on('#e1', () => { $('#card b').textContent = 'Standup, 9:15'; $('#card').hidden = false; }); on('#close', () => { $('#card').hidden = true; }); on('#e2', () => { const event = calendar.find('e2'); $('#card b').textContent = event.title; });
        on('#today', () => { $('#week').animate([{ opacity: 0.2 }, { opacity: 1 }], 500); }); on('#month', () => { location.hash = 'month'; }); on('#print', () => { const sheet = document.createElement('dialog'); sheet.textContent = 'Print this week?'; document.body.append(sheet); sheet.showModal(); });</script>`,
    interactions: [
      works('appointment', once('#e1'), 'a card beside it'),
      works('double click on an empty hour', twice({ on: '#week', x: 0.6, y: 0.7 }), 'a new appointment'),
      works('today', once('#today'), 'the week fades in anew'),
      dead('dentist', once('#e2'), 'the handler throws and no card comes'),
      rage('dentist hammered', streak('#e2', 5, 230), 'five clicks on an appointment'),
      rage('month hammered', streak('#month', 4, 250), 'the address says month, the page shows the week'),
    ],
  },
];
