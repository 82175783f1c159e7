/** A board of tasks, a table to sort, mail to sort out, results without an end. */
import { animation, polling } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { beat, rerender } from './background.ts';

export const lists: readonly Widget[] = [
  {
    name: 'mail to sort out',
    family: 'lists',
    html: `${polling}${beat}<style>.m { display: flex; gap: 10px; padding: 6px; border-bottom: 1px solid #ddd; width: 520px; cursor: pointer } .m.new { font-weight: bold } .m.gone { opacity: 0; transition: opacity .2s } .m button { margin-left: auto; padding: 0 8px } #open { min-height: 60px }</style>
      <main><div class="row"><input type="checkbox" id="all" aria-label="All"><button id="read">Mark as read</button><button id="spam">Spam</button></div><div id="list"></div><div id="open" class="panel">No mail is open</div></main>
      <script>const draw = () => { $('#list').innerHTML = ['Ann', 'Bob', 'Eve', 'Kim'].map((who) => '<div class="m new" id="' + who + '"><input type="checkbox" aria-label="' + who + '"><span>' + who + ': news</span><button aria-label="Archive">&#128229;</button></div>').join(''); }; draw();
        $('#list').addEventListener('click', (e) => { const mail = e.target.closest('.m'); if (!mail || e.target.matches('input')) return; if (e.target.matches('button')) { mail.classList.add('gone'); setTimeout(() => mail.remove(), 200); return; } if (mail.id === 'Kim') { fetch('/hang').then(() => mail.classList.remove('new')); return; } mail.classList.remove('new'); $('#open').textContent = 'From ' + mail.id; });
        on('#all', (e) => document.querySelectorAll('#list input').forEach((one) => { one.checked = e.target.checked; }), 'change'); on('#read', () => document.querySelectorAll('#list input:checked').forEach((one) => one.closest('.m').classList.remove('new'))); on('#spam', () => { for (const one of document.querySelectorAll('#list input:checked')) spam.report(one); });
        if (state === 'ticked') document.querySelectorAll('#list input').forEach((one, i) => { one.checked = i < 2; });</script>`,
    interactions: [
      works('opened', once('#Ann span'), 'its text below, its line is thin'),
      works('archived', once('#Bob button'), 'the line fades and goes'),
      works('one after the other archived', streak('#Ann button', 3, 620), 'the next line moves up under the hand'),
      works('marked as read', once('#read'), 'two lines are thin', { state: 'ticked' }),
      rage('mail that does not come, hammered', streak('#Kim span', 5, 220), 'five clicks on a mail'),
      dead('mail that does not come', once('#Kim span'), 'a request without an end'),
      dead('read without a tick', once('#read'), 'nothing is ticked, and nothing says so'),
      rage('spam hammered', streak('#spam', 5, 200), 'the handler throws', { state: 'ticked' }),
    ],
  },
  {
    name: 'table of customers',
    family: 'lists',
    html: `${rerender}<style>th { cursor: pointer; text-align: left; padding: 4px 16px; background: #eee; user-select: none } td { padding: 4px 16px } tr.chosen td { background: #def } tbody tr { cursor: pointer } #density:checked ~ table td { padding: 12px 16px }</style>
      <main><input type="checkbox" id="density"><label for="density" style="display:inline" id="airy"> Airy</label><table><thead><tr><th data-by="0" id="h0">Name</th><th data-by="1" id="h1">Sum</th><th id="h2">City &#8597;</th></tr></thead><tbody id="rows"></tbody></table><div class="row"><button id="more">More rows</button><button id="csv">Download</button><button id="columns">Columns</button></div></main>
      <script>let rows = [['Ann', 40, 'Rome'], ['Eve', 12, 'Oslo'], ['Bob', 77, 'Lima']], way = 1; const draw = () => { $('#rows').innerHTML = rows.map((row) => '<tr>' + row.map((one) => '<td>' + one + '</td>').join('') + '</tr>').join(''); }; draw();
        on('th', (e) => { const { by } = e.currentTarget.dataset; if (by === undefined) return; way = -way; rows.sort((a, b) => (a[by] < b[by] ? way : -way)); document.querySelectorAll('th').forEach((one) => { one.style.color = one === e.currentTarget ? (way > 0 ? '#06c' : '#c06') : ''; }); draw(); });
        $('#rows').addEventListener('click', (e) => e.target.closest('tr').classList.toggle('chosen')); on('#more', async () => { $('#more').textContent = 'Loading'; await fetch('/api?ms=600'); rows.push(['Kim', 5 + rows.length, 'Bonn']); draw(); $('#more').textContent = 'More rows'; }); on('#csv', () => { location.href = '/file.csv'; }); on('#columns', () => { const menu = document.querySelector('[popover]'); menu?.showPopover(); });</script>`,
    interactions: [
      works('sorted', once('#h1'), 'other rows first'),
      works('sorted one way and the other', streak('#h0', 2, 900), 'up, down'),
      works('row', once('#rows tr:nth-child(2) td'), 'the row is blue'),
      works('more rows', once('#more'), 'a word at once, a row more after 600 ms'),
      works('airy', once('#airy'), 'a tick and more room, by the style alone'),
      dead('city', once('#h2'), 'two arrows in its head, and no order follows'),
      rage('city hammered', streak('#h2', 5, 220), 'five clicks on a head'),
      rage('columns hammered', streak('#columns', 4, 250), 'the list of columns is not there'),
    ],
  },
  {
    name: 'contacts in a window of a list',
    family: 'lists',
    html: `${animation}<style>#port { height: 200px; width: 320px; overflow: auto; border: 1px solid #aaa; position: relative } #port .r { position: absolute; left: 0; right: 0; height: 40px; padding: 8px; box-sizing: border-box; cursor: pointer } #port .r.on { background: #def } #az span { padding: 2px 6px; cursor: pointer; color: #06c }</style>
      <main><div id="az"><span data-to="0">A</span><span data-to="800">M</span><span id="z" data-to="99999">Z</span><span id="hash">#</span></div><div id="port"><div id="tall" style="height:2400px"></div></div><div class="row"><button id="top">To the top</button><button id="merge">Merge doubles</button></div><p id="who">Nobody</p></main>
      <script>let chosen = -1; const draw = () => { const first = Math.floor($('#port').scrollTop / 40); for (const one of document.querySelectorAll('.r')) one.remove(); for (let i = first; i < Math.min(60, first + 6); i += 1) $('#tall').insertAdjacentHTML('beforeend', '<div class="r' + (i === chosen ? ' on' : '') + '" data-i="' + i + '" style="top:' + i * 40 + 'px">Contact ' + i + '</div>'); }; draw(); on('#port', draw, 'scroll');
        $('#port').addEventListener('click', (e) => { const { i } = e.target.dataset; if (i === undefined) return; chosen = Number(i); draw(); $('#who').textContent = 'Contact ' + i; }); on('[data-to]', (e) => { $('#port').scrollTop = e.currentTarget.dataset.to; }); on('#top', () => $('#port').scrollTo({ top: 0, behavior: 'smooth' })); on('#merge', async () => { await fetch('/api?ms=500'); window.merged = 0; }); if (state === 'down') $('#port').scrollTop = 1200;</script>`,
    interactions: [
      works('contact', once('[data-i="2"]'), 'blue, with its name below; the rows are drawn anew'),
      works('letter', once('[data-to="800"]'), 'the list jumps'),
      works('to the top', once('#top'), 'the list glides up', { state: 'down' }),
      works(
        'scrolled and chosen',
        async (user) => {
          await user.wheel('#port', 400);
          await user.rest(800);
          await user.click({ on: '#port', y: 0.5 });
        },
        'another contact',
      ),
      nothingDue('name', once('#who'), 'a line to read'),
      dead('doubles', once('#merge'), 'none were found, and nothing says so'),
      dead('letter without an address', once('#hash'), 'blue like the letters, and the list stays'),
      rage('letter without an address, hammered', streak('#hash', 5, 190), 'five clicks on #'),
    ],
  },
];
