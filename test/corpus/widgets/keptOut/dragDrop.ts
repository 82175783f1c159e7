/** A board of cards, a file to upload, a piece to move. */
import { feed } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { faces, progress } from './background.ts';

export const dragDrop: readonly Widget[] = [
  {
    name: 'board of cards',
    family: 'dragDrop',
    html: `${faces}<style>#board { display: flex; gap: 12px } .col { width: 180px; min-height: 200px; background: #eee; padding: 8px } .t { background: #fff; padding: 8px; margin: 4px 0; box-shadow: 0 1px 2px #aaa; cursor: grab; touch-action: none; user-select: none } .t.lifted { rotate: 3deg; position: relative; z-index: 9; box-shadow: 0 6px 14px #888 } .col.over { background: #dde }</style>
      <main><div id="board"><div class="col" id="todo"><b>To do</b><div class="t" id="t1">Paint</div><div class="t" id="t2">Sweep</div></div><div class="col" id="doing"><b>Doing</b></div><div class="col" id="done"><b>Done</b></div></div><div class="row"><button id="add">Add a card</button><button id="filter">Only mine</button></div></main>
      <script>let held, from; document.addEventListener('pointerdown', (e) => { const one = e.target.closest('.t'); if (!one) return; held = one; from = e; }); document.addEventListener('pointermove', (e) => { if (!held) return; held.classList.add('lifted'); held.style.translate = e.clientX - from.clientX + 'px ' + (e.clientY - from.clientY) + 'px'; const col = document.elementsFromPoint(e.clientX, e.clientY).find((one) => one.matches('.col')); document.querySelectorAll('.col').forEach((one) => one.classList.toggle('over', one === col)); });
        document.addEventListener('pointerup', () => { if (!held) return; $('.col.over')?.append(held); $('.col.over')?.classList.remove('over'); held.classList.remove('lifted'); held.style.translate = ''; held = undefined; });
        on('#board', (e) => { const one = e.target.closest('.t'); if (!one) return; one.contentEditable = 'true'; one.style.userSelect = 'text'; one.focus(); one.style.outline = '2px solid #06c'; }, 'dblclick'); let n = 2; on('#add', () => { n += 1; $('#todo').insertAdjacentHTML('beforeend', '<div class="t" id="t' + n + '">Card ' + n + '</div>'); }); on('#filter', () => { document.querySelectorAll('.t').forEach((one) => one.classList.toggle('other', one.dataset.who !== 'me')); });</script>`,
    interactions: [
      works('moved', (user) => user.drag('#t1', { on: '#doing', y: 0.5 }), 'the card lies in the next column'),
      works('edited by a double click', twice('#t2'), 'a frame around the card, and a caret'),
      works('added', streak('#add', 3, 700), 'three cards more'),
      nothingDue('column', once({ on: '#done', y: 0.8 }), 'an empty column'),
      dead('only mine', once('#filter'), 'a class that no rule knows'),
      rage('only mine, hammered', streak('#filter', 5, 210), 'five clicks on Only mine'),
    ],
  },
  {
    name: 'files to upload',
    family: 'dragDrop',
    html: `${progress}<style>#zone { border: 2px dashed #999; padding: 24px; width: 360px; text-align: center; cursor: pointer } .file { display: flex; gap: 8px; align-items: center; height: 40px } .file i { width: 120px; height: 6px; background: #ddd } .file i::after { content: ''; display: block; height: 6px; width: var(--w, 0); background: #396 } .file button { padding: 2px 8px }</style>
      <main><label id="zone">Drop files here or choose some<input type="file" id="file" style="position:absolute;width:1px;height:1px;opacity:0"></label><div id="files"></div><div class="row"><button id="start" style="width:120px">Upload all</button><button id="camera">Use the camera</button><button id="link">From a link</button></div></main>
      <script>const add = (name) => $('#files').insertAdjacentHTML('beforeend', '<div class="file"><span>' + name + '</span><i></i><button class="x" aria-label="Remove">&times;</button><button class="crop">Crop</button></div>'); if (state) ['a.jpg', 'b.jpg', 'c.jpg'].forEach(add); $('#files').addEventListener('click', (e) => { if (e.target.matches('.x')) e.target.closest('.file').remove(); });
        on('#start', () => { let w = 0; const run = setInterval(() => { w += 4; document.querySelectorAll('.file i').forEach((one) => one.style.setProperty('--w', w + '%')); if (w >= 100) clearInterval(run); }, 60); }); on('#camera', async () => { try { await navigator.mediaDevices.getCamera({ video: true }); } catch { /* none */ } }); on('#link', () => { $('#link').outerHTML = '<input id="url" placeholder="https://" aria-label="Address">'; $('#url').focus(); });</script>`,
    interactions: [
      works('chosen', once('#zone'), 'the file dialog of the browser'),
      works('uploaded', once('#start'), 'green lines that grow', { state: 'chosen' }),
      works('removed', streak('.x', 2, 700), 'two files go', { state: 'chosen' }),
      works('link', once('#link'), 'a field where the button was'),
      rage('camera hammered', streak('#camera', 5, 190), 'five clicks on the camera'),
      dead('camera', once('#camera'), 'there is none, and the reason is swallowed'),
      dead('nothing to upload', once('#start'), 'no file is chosen, and nothing says so'),
      rage('crop hammered', streak('.crop', 6, 180), 'six clicks on Crop', { state: 'chosen' }),
    ],
  },
  {
    name: 'order of a trip',
    family: 'dragDrop',
    html: `${feed}<style>#stops { width: 300px; padding: 0 } #stops li { list-style: none; padding: 8px; border: 1px solid #bbb; margin: 4px 0; display: flex; gap: 8px; background: #fff } #stops li b { cursor: grab } #stops li span { cursor: pointer } #stops .up { margin-left: auto }</style>
      <main><ol id="stops"></ol><div class="row"><button id="reverse">The other way round</button><button id="best">Shortest way</button><button id="undo">Undo</button></div><p id="km">240 km</p></main>
      <script>let stops = ['Rome', 'Pisa', 'Genoa'], before = []; const draw = () => { $('#stops').innerHTML = stops.map((one, i) => '<li draggable="true" data-i="' + i + '"><b>&#8942;</b>' + one + '<span class="up">&#9650;</span><span class="pin">&#128204;</span></li>').join(''); }; draw(); let held; $('#stops').addEventListener('dragstart', (e) => { held = Number(e.target.dataset.i); }); $('#stops').addEventListener('dragover', (e) => e.preventDefault());
        const keep = () => { before.push([...stops]); }; $('#stops').addEventListener('drop', (e) => { e.preventDefault(); const to = Number(e.target.closest('li')?.dataset.i); keep(); const [one] = stops.splice(held, 1); stops.splice(to, 0, one); draw(); }); $('#stops').addEventListener('click', (e) => { if (!e.target.matches('.up')) return; const i = Number(e.target.parentElement.dataset.i); if (i === 0) { keep(); stops.push(stops.shift()); } else { keep(); [stops[i - 1], stops[i]] = [stops[i], stops[i - 1]]; } draw(); });
        on('#reverse', () => { keep(); stops.reverse(); draw(); }); on('#undo', () => { const last = before.pop(); if (last) { stops = last; draw(); } }); on('#best', async () => { const { order } = await (await fetch('/api?ms=700')).json(); stops = order.map((i) => stops[i]); draw(); });</script>`,
    interactions: [
      works('moved', (user) => user.drag('[data-i="0"]', { on: '[data-i="2"]', y: 0.6 }), 'Rome comes last'),
      works('up', once('[data-i="1"] .up'), 'Pisa comes first'),
      works('up and up', streak('[data-i="2"] .up', 4, 520), 'another order each time'),
      works('the other way round', streak('#reverse', 2, 900), 'turned, turned back'),
      dead('pin', once('[data-i="1"] .pin'), 'a hand as its cursor, and nothing is pinned'),
      rage('shortest way, hammered', streak('#best', 5, 240), 'the answer has no order'),
    ],
  },
];
