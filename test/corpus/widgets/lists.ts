/** Long lists, feeds and tables. */
import { clock, polling } from '../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

export const lists: readonly Widget[] = [
  {
    name: 'virtual list',
    family: 'lists',
    html: `${polling}<main><div id="viewport" style="height:200px;width:320px;overflow:auto;border:1px solid #999;position:relative"><div id="space" style="height:20000px"></div></div><p id="chosen">No row</p></main>
      <script>const rows = new Map(); const draw = () => { const first = Math.floor($('#viewport').scrollTop / 40); const wanted = new Set(Array.from({ length: 7 }, (_, i) => first + i));
          for (const [n, row] of rows) if (!wanted.has(n)) { row.remove(); rows.delete(n); }
          for (const n of wanted) if (!rows.has(n)) { const row = document.createElement('div'); row.className = 'item'; row.dataset.n = n; row.textContent = 'Row ' + n + (n % 3 === 2 ? ' (archived)' : ''); row.style.cssText = 'position:absolute;left:0;right:0;height:39px;cursor:pointer;border-bottom:1px solid #ccc;top:' + n * 40 + 'px'; rows.set(n, row); $('#viewport').append(row); } };
        on('#viewport', draw, 'scroll'); on('#viewport', (e) => { const n = e.target.dataset.n; if (n % 3 !== 2) { $('#chosen').textContent = 'Row ' + n; } }); draw();</script>`,
    interactions: [
      works('row', once('[data-n="1"]'), 'the row is named below'),
      works(
        'down the list',
        async (user) => {
          await user.wheel('#viewport', 800);
          await user.until('[data-n="21"]');
          await user.click('[data-n="21"]');
        },
        'scrolled and chosen',
      ),
      dead('archived row', once('[data-n="2"]'), 'a hand as its cursor, and nothing is chosen'),
      rage('archived row hammered', streak('[data-n="2"]', 5, 190), 'five clicks on an archived row'),
    ],
  },
  {
    name: 'feed with more',
    family: 'lists',
    html: `<main><ul id="feed"><li>Post 1</li></ul><button id="more">Load more</button> <button id="older">Older years</button></main>
      <script>let n = 1; on('#more', async () => { await fetch('/api?ms=450'); n += 1; const li = document.createElement('li'); li.textContent = 'Post ' + n; $('#feed').append(li); });
        on('#older', async () => { const answer = await fetch('/api?ms=200'); const { posts = [] } = await answer.json(); for (const post of posts) $('#feed').append(post); });</script>`,
    interactions: [
      works('more', once('#more'), 'a post after 450 ms'),
      works('more and more', streak('#more', 4, 1100), 'waits for each'),
      impatient('more hammered', streak('#more', 7, 140), 'seven clicks before the first post came'),
      dead('older', once('#older'), 'the answer is empty and nothing says so'),
      rage('older hammered', streak('#older', 5, 200), 'five empty answers'),
    ],
  },
  {
    name: 'table',
    family: 'lists',
    html: `${clock}<main><table border="1" cellpadding="6"><thead><tr><th id="by-name" aria-sort="none" style="cursor:pointer">Name</th><th id="by-price" style="cursor:pointer">Price &#9662;</th></tr></thead><tbody><tr><td id="cell">Chair</td><td>20</td></tr><tr><td>Armchair</td><td>90</td></tr></tbody></table>
      <div class="row"><button id="expand">Show all 200 rows</button> <button id="pin" aria-pressed="false">Pin first row</button></div></main>
      <script>on('#by-name', () => { const body = $('tbody'); body.append(body.firstElementChild); $('#by-name').setAttribute('aria-sort', 'ascending'); });
        on('#expand', () => setTimeout(() => { $('tbody').append(...Array.from({ length: 30 }, (_, i) => { const tr = document.createElement('tr'); tr.append(document.createElement('td')); tr.firstChild.textContent = 'Row ' + i; return tr; })); }, 150));
        on('#pin', (e) => { const pressed = e.currentTarget.getAttribute('aria-pressed') === 'true'; e.currentTarget.setAttribute('aria-pressed', String(pressed)); });</script>`,
    interactions: [
      works('sorted', once('#by-name'), 'the rows change places'),
      works('sorted up and down', streak('#by-name', 4, 380), 'up, down, up, down'),
      works('expanded', once('#expand'), 'thirty rows after 150 ms'),
      nothingDue('cell', once('#cell'), 'plain text in a table'),
      dead('price', once('#by-price'), 'an arrow that promises sorting'),
      dead('pin', once('#pin'), 'writes the state that it already has'),
      rage('price hammered', streak('#by-price', 5, 180), 'five clicks, the prices stay as they are'),
    ],
  },
];
