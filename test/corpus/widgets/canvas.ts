/** Drawing, charts and signatures: what changes are pixels. */
import { countdown, feed, polling } from '../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

const DOTS = `const pen = $('canvas').getContext('2d'); pen.fillStyle = '#036';
  const dot = (e) => { pen.beginPath(); pen.arc(e.offsetX, e.offsetY, 5, 0, 7); pen.fill(); };`;

export const canvases: readonly Widget[] = [
  {
    name: 'drawing',
    family: 'canvas',
    html: `${polling}<main><canvas width="400" height="200" style="border:1px solid #999"></canvas><div class="row"><button id="clear">Clear</button><button id="undo">Undo</button></div></main>
      <script>${DOTS} let down = false; on('canvas', (e) => { down = true; dot(e); }, 'pointerdown'); on('canvas', (e) => down && dot(e), 'pointermove'); on('canvas', () => { down = false; }, 'pointerup');
        on('#clear', () => pen.clearRect(0, 0, 400, 200)); if (state === 'drawn') for (const x of [20, 60, 90]) dot({ offsetX: x, offsetY: 40 });</script>`,
    interactions: [
      works('dot', once('canvas'), 'a dot is painted'),
      works('many dots at one place', streak({ on: 'canvas', x: 0.3 }, 9, 130, { jitterPx: 8 }), 'a stippled shadow'),
      works('line', (user) => user.drag({ on: 'canvas', x: 0.2 }, { on: 'canvas', x: 0.7 }), 'a line is painted'),
      works('clear', once('#clear'), 'the canvas is empty, by paint alone', { state: 'drawn' }),
      dead('undo', once('#undo'), 'no handler; the dots stay', { state: 'drawn' }),
      rage('undo hammered', streak('#undo', 6, 170), 'six times undo, the dots stay', { state: 'drawn' }),
    ],
  },
  {
    name: 'chart',
    family: 'canvas',
    html: `${feed}<main><canvas id="chart" width="400" height="160"></canvas><div class="row"><button id="week">Week</button><button id="year">Year</button></div></main>
      <script>const pen = $('#chart').getContext('2d'); const draw = (seed) => { pen.clearRect(0, 0, 400, 160); for (let i = 0; i < 20; i += 1) { const h = 20 + ((i * seed) % 100); pen.fillStyle = '#36a'; pen.fillRect(i * 20, 160 - h, 14, h); } }; draw(37);
        on('#week', () => draw(53)); on('#chart', (e) => { pen.fillStyle = '#c33'; const i = Math.floor(e.offsetX / 20); pen.fillRect(i * 20, 100, 14, 60); });
        on('#year', async () => { const { values } = await (await fetch('/api?ms=80')).json(); draw(values.length); });</script>`,
    interactions: [
      works('week', once('#week'), 'the bars are painted anew, nothing in the page changes'),
      works('bar', once({ on: '#chart', x: 0.52, y: 0.9 }), 'the bar turns red'),
      works(
        'bars',
        async (user) => {
          for (const x of [0.12, 0.32, 0.52, 0.72]) await user.click({ on: '#chart', x, y: 0.9 });
        },
        'four bars turn red',
      ),
      dead('year', once('#year'), 'the answer has no values: a rejection and the old bars'),
      rage('year hammered', streak('#year', 5, 200), 'five clicks, the old bars'),
    ],
  },
  {
    name: 'signature',
    family: 'canvas',
    html: `${countdown}<main><p id="hint">Sign in the box.</p><canvas width="360" height="120" style="border:1px solid #999"></canvas><div class="row"><button id="ink">Blue ink</button><button id="done">Done</button></div></main>
      <script>${DOTS} let down = false; on('canvas', (e) => { down = true; dot(e); }, 'pointerdown'); on('canvas', (e) => down && dot(e), 'pointermove'); on('canvas', () => { down = false; }, 'pointerup');
        on('#ink', () => { pen.fillStyle = '#00f'; pen.fillRect(340, 0, 20, 20); });
        on('#done', () => { const url = $('canvas').toDataURL(); window.signature = url; });</script>`,
    interactions: [
      works('dot', once('canvas'), 'the dot of an i'),
      works(
        'signed',
        (user) => user.drag({ on: 'canvas', x: 0.1, y: 0.4 }, { on: 'canvas', x: 0.6, y: 0.7 }),
        'a stroke',
      ),
      works('ink', once('#ink'), 'a blue corner is painted'),
      nothingDue('hint', once('#hint'), 'plain text'),
      dead('done', once('#done'), 'the picture goes into a variable, the visitor sees nothing'),
      rage('done hammered', streak('#done', 5, 190), 'five times Done, while a countdown runs'),
    ],
  },
];
