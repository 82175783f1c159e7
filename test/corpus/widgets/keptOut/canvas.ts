/** A whiteboard, a chart to point into, a picture to crop. */
import { polling } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { chatter, faces } from './background.ts';

export const canvases: readonly Widget[] = [
  {
    name: 'whiteboard',
    family: 'canvas',
    html: `${faces}<style>#tools button.on { background: #cde }</style><main><div class="row" id="tools"><button data-tool="note" class="on">Note</button><button data-tool="dot">Dot</button><button data-tool="text">Text</button><button id="undo">Undo</button><button id="clear">Clear</button></div><canvas id="board" width="600" height="300" style="border:1px solid #aaa"></canvas></main>
      <script>const pen = $('#board').getContext('2d'); let tool = 'note', things = state === 'full' ? [[60, 60, 'note'], [200, 120, 'note'], [320, 80, 'dot']] : []; const draw = () => { pen.clearRect(0, 0, 600, 300); for (const [x, y, what] of things) { pen.fillStyle = what === 'note' ? '#fe8' : '#36c'; if (what === 'note') pen.fillRect(x - 30, y - 20, 60, 40); else { pen.beginPath(); pen.arc(x, y, 8, 0, 7); pen.fill(); } } }; if (state) draw();
        on('[data-tool]', (e) => { tool = e.currentTarget.dataset.tool; document.querySelectorAll('[data-tool]').forEach((one) => one.classList.toggle('on', one === e.currentTarget)); }); on('#board', (e) => { if (tool === 'text') return; things.push([e.offsetX, e.offsetY, tool]); requestAnimationFrame(draw); });
        on('#undo', () => { if (things.length) { things.pop(); draw(); } }); on('#clear', () => { board.clear(); }); if (state === 'text') $('[data-tool=text]').click();</script>`,
    interactions: [
      works('note', once({ on: '#board', x: 0.3, y: 0.4 }), 'a yellow sheet is painted'),
      works(
        'dots',
        async (user) => {
          await user.click('[data-tool=dot]');
          await user.rest(600);
          await user.click({ on: '#board', x: 0.5 }, { count: 5, gapMs: 230, jitterPx: 14 });
        },
        'a dot at each click',
      ),
      works('undone', streak('#undo', 3, 260), 'one thing less at each click', { state: 'full' }),
      works('tool', once('[data-tool=dot]'), 'the button is blue'),
      rage('text hammered', streak({ on: '#board', x: 0.5, y: 0.4 }, 5, 210), 'five clicks where words should be', {
        state: 'text',
      }),
      dead('text', once({ on: '#board', x: 0.4, y: 0.5 }), 'the tool for text does nothing', { state: 'text' }),
      dead('cleared', once('#clear'), 'the handler throws and everything stays', { state: 'full' }),
      rage('cleared, hammered', streak('#clear', 5, 220), 'five clicks on Clear', { state: 'full' }),
    ],
  },
  {
    name: 'bars to point into',
    family: 'canvas',
    html: `${polling}<style>#tip { position: absolute; background: #222; color: #fff; padding: 4px 8px; pointer-events: none; transform: translateY(-110%) }</style>
      <main style="position:relative"><canvas id="chart" width="420" height="180" style="cursor:pointer"></canvas><div id="tip" hidden></div><div class="row"><button data-span="7">7 days</button><button data-span="30">30 days</button><button data-span="365">A year</button><button id="png">As a picture</button></div><p id="sum">All: 1,904</p></main>
      <script>const pen = $('#chart').getContext('2d'); let bars = [40, 90, 60, 130, 70, 150, 110], down = -1; const draw = () => { pen.clearRect(0, 0, 420, 180); bars.forEach((h, i) => { pen.fillStyle = i === down ? '#c60' : '#69c'; pen.fillRect(i * 60 + 6, 180 - h, 48, h); }); }; draw();
        on('#chart', (e) => { const i = Math.floor(e.offsetX / 60); if (e.offsetY < 180 - bars[i]) return; down = i; draw(); $('#tip').hidden = false; $('#tip').textContent = bars[i] * 3 + ' visits'; $('#tip').style.left = 24 + i * 60 + 'px'; $('#tip').style.top = 200 - bars[i] + 'px'; });
        on('[data-span]', async (e) => { const { span } = e.currentTarget.dataset; if (span === '365') { const rows = await (await fetch('/api?ms=400')).json(); if (!rows.length) return; } else await fetch('/api?ms=180'); bars = bars.map((h) => 20 + (h * Number(span)) % 140); draw(); });
        on('#png', () => $('#chart').toBlob((blob) => { const link = document.createElement('a'); link.href = URL.createObjectURL(blob); link.download = 'chart.png'; link.click(); }));</script>`,
    interactions: [
      works('bar', once({ on: '#chart', x: 0.5, y: 0.9 }), 'the bar is orange, a word beside it'),
      works(
        'bar after bar',
        async (user) => {
          for (const x of [0.07, 0.36, 0.78]) {
            await user.click({ on: '#chart', x, y: 0.92 });
            await user.rest(600);
          }
        },
        'a word at each',
      ),
      works('thirty days', once('[data-span="30"]'), 'other bars after 180 ms'),
      works('picture', once('#png'), 'a file'),
      nothingDue('sum', once('#sum'), 'a line to read'),
      dead('year', once('[data-span="365"]'), 'no rows come, and the old bars stay'),
      rage('year hammered', streak('[data-span="365"]', 5, 240), 'five clicks on A year'),
    ],
  },
  {
    name: 'picture to crop',
    family: 'canvas',
    html: `${chatter}<main><canvas id="photo" width="360" height="200"></canvas><div class="row"><button id="turn">Turn</button><button id="grey">Grey</button><button id="bright">Brighter</button><button id="auto">Repair</button><button id="save">Save</button></div></main>
      <script>const canvas = $('#photo'), pen = canvas.getContext('2d'); let turn = 0, light = 40, grey = false; const draw = () => { pen.save(); pen.fillStyle = '#fff'; pen.fillRect(0, 0, 360, 200); pen.translate(180, 100); pen.rotate((turn * Math.PI) / 2); pen.fillStyle = grey ? 'hsl(0 0% ' + light + '%)' : 'hsl(200 60% ' + light + '%)'; pen.fillRect(-90, -60, 180, 120); pen.fillStyle = '#fff'; pen.fillRect(20, -40, 30, 30); pen.restore(); }; draw();
        on('#turn', () => { turn += 1; draw(); }); on('#grey', () => { grey = !grey; draw(); }); on('#bright', () => { light = Math.min(90, light + 5); draw(); }); on('#photo', () => { light = 40; draw(); }, 'dblclick'); on('#save', () => { $('#save').animate([{ background: '#9d9' }, { background: '#fafafa' }], 1200); localStorage.setItem('light', light); }); on('#auto', async () => { const model = await import('/models/repair.js'); model.run(canvas); });</script>`,
    interactions: [
      works('turned', streak('#turn', 4, 420), 'a quarter at each click'),
      works('brighter', streak('#bright', 6, 180), 'a step at each click'),
      works('saved', once('#save'), 'the button flashes green, by an animation of the browser'),
      works(
        'brighter, then as before by a double click',
        async (user) => {
          await user.click('#bright', { count: 2, gapMs: 300 });
          await user.rest(700);
          await user.doubleClick('#photo');
        },
        'as dark as at first',
      ),
      dead('repaired', once('#auto'), 'its part is not on the server'),
      rage('repaired, hammered', streak('#auto', 5, 210), 'five clicks on Repair'),
    ],
  },
];
