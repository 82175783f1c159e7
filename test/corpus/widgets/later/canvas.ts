/** Pixels that are put one by one, a chart with a legend. */
import { counters } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { cursors } from './background.ts';

export const canvases: readonly Widget[] = [
  {
    name: 'editor of pixels',
    family: 'canvas',
    html: `${cursors}<style>#paper { width: 320px; height: 240px; image-rendering: pixelated; border: 1px solid #999 } .ink { width: 32px; height: 32px; padding: 0 } .ink.now { outline: 3px solid #000 }</style>
      <main><div class="row"><button class="ink now" data-ink="200,40,40" style="background:rgb(200,40,40)" aria-label="Red"></button><button class="ink" data-ink="40,40,200" style="background:rgb(40,40,200)" aria-label="Blue"></button><button id="undo">Undo</button><button id="flip">Flip</button></div><canvas id="paper" width="32" height="24"></canvas></main>
      <script>const pen = $('#paper').getContext('2d'), past = []; let ink = [200, 40, 40];
        const put = (x, y) => { past.push(pen.getImageData(0, 0, 32, 24)); const dot = new ImageData(1, 1); dot.data.set([...ink, 255]); pen.putImageData(dot, x, y); };
        on('#paper', (e) => put(Math.floor(e.offsetX / 10), Math.floor(e.offsetY / 10)), 'pointerdown'); on('#paper', (e) => e.buttons && put(Math.floor(e.offsetX / 10), Math.floor(e.offsetY / 10)), 'pointermove');
        on('.ink', (e) => { ink = e.currentTarget.dataset.ink.split(',').map(Number); document.querySelectorAll('.ink').forEach((one) => one.classList.toggle('now', one === e.currentTarget)); });
        on('#undo', () => { const last = past.pop(); if (last) pen.putImageData(last, 0, 0); }); on('#flip', () => { pen.save(); pen.scale(-1, 1); pen.restore(); });
        if (state === 'drawn') for (let i = 4; i < 12; i += 1) put(i, i);</script>`,
    interactions: [
      works('pixel', once({ on: '#paper', x: 0.3, y: 0.3 }), 'a red square, by putImageData alone'),
      works('line', (user) => user.drag({ on: '#paper', x: 0.2 }, { on: '#paper', x: 0.7 }), 'a row of squares'),
      works('blue', once('[data-ink="40,40,200"]'), 'the ink has a frame'),
      works('undone five times', streak('#undo', 5, 210), 'a square less at each click', { state: 'drawn' }),
      dead('flip', once('#flip'), 'turns the pen, not the picture', { state: 'drawn' }),
      rage('flip hammered', streak('#flip', 6, 190), 'six clicks, the picture stays', { state: 'drawn' }),
    ],
  },
  {
    name: 'chart with a legend',
    family: 'canvas',
    html: `${counters}<style>#legend span { cursor: pointer; padding: 2px 8px } #legend .out { opacity: .4; text-decoration: line-through } #tip { position: absolute; background: #222; color: #fff; padding: 2px 8px; pointer-events: none }</style>
      <main style="position:relative"><canvas id="chart" width="420" height="160"></canvas><div id="tip" hidden></div><div id="legend" class="row"><span data-line="visits" style="color:#06c">Visits</span><span data-line="orders" style="color:#c60">Orders</span><span data-line="returns" style="color:#666">Returns</span></div><div class="row"><button id="log">Log scale</button><button id="range">Last year</button></div><p id="source">Source: our own count.</p></main>
      <script>const pen = $('#chart').getContext('2d'), hidden = new Set(); let factor = 1; const draw = () => { pen.clearRect(0, 0, 420, 160); for (const [line, colour, seed] of [['visits', '#06c', 31], ['orders', '#c60', 47]]) { if (hidden.has(line)) continue; pen.strokeStyle = colour; pen.beginPath(); for (let i = 0; i < 15; i += 1) pen.lineTo(i * 30, 150 - ((i * seed * factor) % 120)); pen.stroke(); } }; draw();
        on('#chart', (e) => { const i = Math.round(e.offsetX / 30); $('#tip').hidden = false; $('#tip').textContent = 'Day ' + i; $('#tip').style.left = e.offsetX + 30 + 'px'; $('#tip').style.top = e.offsetY + 'px'; });
        on('[data-line=visits], [data-line=orders]', (e) => { const { line } = e.currentTarget.dataset; if (!hidden.delete(line)) hidden.add(line); e.currentTarget.classList.toggle('out'); draw(); });
        on('#log', () => { try { draw(Math.log(undefined.max)); } catch { /* as it was */ } }); on('#range', async () => { await fetch('/api?ms=1500'); factor = 3; draw(); });</script>`,
    interactions: [
      works('day', once({ on: '#chart', x: 0.4 }), 'a word beside the point'),
      works(
        'days',
        async (user) => {
          for (const x of [0.2, 0.45, 0.7]) {
            await user.click({ on: '#chart', x });
            await user.rest(560);
          }
        },
        'one after the other',
      ),
      works('line hidden and shown', streak('[data-line=orders]', 2, 780), 'painted without and with it'),
      works('last year', once('#range'), 'other lines after 1.5 s'),
      impatient('last year hammered', streak('#range', 6, 200), 'six clicks into the old lines'),
      nothingDue('source', once('#source'), 'small print'),
      dead('logarithm', once('#log'), 'fails behind a catch'),
      rage('returns hammered', streak('[data-line=returns]', 5, 190), 'a word of the legend that hides nothing'),
      dead('returns', once('[data-line=returns]'), 'a word of the legend that hides nothing'),
      rage('logarithm hammered', streak('#log', 5, 180), 'five clicks, the same lines'),
    ],
  },
];
