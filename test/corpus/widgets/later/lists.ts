/** A table for staff, comments without an end. */
import { feed } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { prices } from './background.ts';

export const lists: readonly Widget[] = [
  {
    name: 'orders for staff',
    family: 'lists',
    html: `${prices}<style>#orders { border-collapse: collapse } #orders td, #orders th { border: 1px solid #ccc; padding: 4px 10px } #orders th { cursor: pointer } tr.chosen { background: #eef } #bulk { visibility: hidden } .some #bulk { visibility: visible }</style>
      <main><div class="row"><span id="bulk"><button id="ship">Mark as sent</button> <button id="refund">Refund</button></span></div><table id="orders"><thead><tr><th></th><th id="by-no">No.</th><th id="by-name">Name</th><th id="by-date">Date</th></tr></thead><tbody></tbody></table><p><button id="columns">Columns</button></p></main>
      <script>let rows = [[17, 'Ann', 'May 1'], [18, 'Bob', 'May 3'], [19, 'Eve', 'May 2']]; const chosen = new Set(state === 'chosen' ? [18] : []); let up = 1;
        const draw = () => { $('#orders tbody').innerHTML = rows.map(([no, name, date]) => '<tr data-no="' + no + '"' + (chosen.has(no) ? ' class="chosen"' : '') + '><td><input type="checkbox"' + (chosen.has(no) ? ' checked' : '') + '></td><td>' + no + '</td><td class="name">' + name + '</td><td>' + date + '</td></tr>').join(''); $('main').classList.toggle('some', chosen.size > 0); }; draw();
        $('#orders').addEventListener('click', (e) => { const row = e.target.closest('[data-no]'); if (row && e.target.matches('input')) { const no = Number(row.dataset.no); if (!chosen.delete(no)) chosen.add(no); draw(); } const at = { 'by-no': 0, 'by-name': 1 }[e.target.id]; if (at !== undefined) { up = -up; rows.sort((a, b) => (a[at] > b[at] ? up : -up)); draw(); } });
        $('#orders').addEventListener('dblclick', (e) => { if (e.target.matches('.name')) { e.target.innerHTML = '<input value="' + e.target.textContent + '">'; e.target.firstChild.focus(); } });
        on('#ship', async () => { await fetch('/api?ms=420', { method: 'POST' }); rows = rows.filter(([no]) => !chosen.has(no)); chosen.clear(); draw(); toast('Sent'); });
        on('#refund', async () => { const answer = await fetch('/api?ms=300&status=500', { method: 'POST' }); if (answer.ok) toast('Refunded'); }); on('#columns', () => $('#picker').showPopover());</script>`,
    interactions: [
      works('row chosen', once('[data-no="17"] input'), 'the table is drawn anew with the row marked'),
      works('sorted up and down', streak('#by-name', 2, 850), 'the rows change places'),
      works('name edited', twice('[data-no="18"] .name'), 'a double click makes a field of it'),
      works('marked as sent', once('#ship'), 'the row goes, a toast', { state: 'chosen' }),
      nothingDue('cell', once('[data-no="19"] td:nth-child(4)'), 'a date in a table'),
      dead('refund', once('#refund'), 'the server fails, the row stays, no word', { state: 'chosen' }),
      rage('refund hammered', streak('#refund', 5, 240), 'five refunds that fail', { state: 'chosen' }),
      dead('columns', once('#columns'), 'throws: the list of columns was left out of the page'),
      rage('columns hammered', streak('#columns', 5, 180), 'five clicks on Columns'),
    ],
  },
  {
    name: 'comments without an end',
    family: 'lists',
    html: `${feed}<style>#talk { height: 260px; overflow: auto; border: 1px solid #ccc; width: 440px } .comment { padding: 8px; border-bottom: 1px solid #eee } .comment button { padding: 0 8px; border: 0; background: none; color: #06c } .up.mine { font-weight: bold; color: #c60 }</style>
      <main><div id="talk"></div><button id="earlier">Earlier comments</button></main>
      <script>let n = 0; const add = (count) => { for (let i = 0; i < count; i += 1) { n += 1; const one = document.createElement('div'); one.className = 'comment'; one.innerHTML = 'Comment ' + n + '<br><button class="up">&#9650; 3</button> <button class="reply">Reply</button> <button class="report">Report</button>'; $('#talk').append(one); } }; add(6);
        on('#talk', () => { if ($('#talk').scrollTop + 300 > $('#talk').scrollHeight && n < 40) add(6); }, 'scroll');
        $('#talk').addEventListener('click', (e) => { const one = e.target; if (one.matches('.up')) { one.classList.toggle('mine'); one.textContent = '\\u25b2 ' + (one.matches('.mine') ? 4 : 3); } else if (one.matches('.reply')) { const box = document.createElement('textarea'); one.parentElement.append(box); box.focus(); } });
        on('#earlier', async () => { await fetch('/api?ms=1400'); const one = document.createElement('div'); one.className = 'comment'; one.textContent = 'The first of all'; $('#talk').prepend(one); $('#talk').scrollTop = 0; });</script>`,
    interactions: [
      works('up', once('.up'), 'one more, in orange'),
      works('up and down', streak('.up', 4, 330), 'cannot decide; the number follows'),
      works('reply', once('.reply'), 'a field comes and has the caret'),
      works(
        'scrolled and up',
        async (user) => {
          await user.wheel('#talk', 500);
          await user.until('.comment:nth-child(10)');
          await user.rest(600);
          await user.click({ on: '#talk', x: 0.4, y: 0.97 });
        },
        'more comments came while scrolling',
      ),
      works('earlier', once('#earlier'), 'the first of all after 1.4 s'),
      impatient('earlier hammered', streak('#earlier', 5, 220), 'five clicks before the first of all came'),
      dead('report', once('.report'), 'the list listens for other buttons only'),
      rage('report hammered', streak('.report', 5, 190), 'five clicks on Report'),
    ],
  },
];
