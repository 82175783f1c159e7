/** Games and instruments: fast clicks for fun. */
import { clock, counters } from '../background.ts';
import { dead, once, rage, streak, type Widget, works } from '../widget.ts';

export const games: readonly Widget[] = [
  {
    name: 'clicker',
    family: 'games',
    html: `<main><button id="cookie" style="width:120px;height:120px;border-radius:60px">Bake</button><p>Baked: <b id="baked">0</b></p><div class="row"><button id="upgrade">Upgrade</button></div></main>
      <script>let n = 0; on('#cookie', () => { n += 1; $('#baked').textContent = n; });</script>`,
    interactions: [
      works('one', once('#cookie'), 'one baked'),
      works('twenty', streak('#cookie', 20, 110, { jitterPx: 6 }), 'as fast as the hand can, each counted'),
      works('five', streak('#cookie', 5, 160), 'five baked'),
      dead('upgrade', once('#upgrade'), 'nothing is bought and nothing says why'),
      rage('upgrade hammered', streak('#upgrade', 7, 150), 'seven clicks, no upgrade'),
    ],
  },
  {
    name: 'shooting',
    family: 'games',
    html: `${clock}<main><canvas id="game" width="400" height="200" style="background:#012"></canvas><div class="row"><button id="start">Start</button><button id="sound">Sound on</button></div></main>
      <script>const pen = $('#game').getContext('2d'); let running = state === 'running', stars = [];
        const frame = () => { if (!running) return; pen.fillStyle = '#012'; pen.fillRect(0, 0, 400, 200); pen.fillStyle = '#fff'; for (const s of stars) pen.fillRect(s.x - 4, s.y - 4, 9, 9); if (!quiet) { pen.fillStyle = '#f90'; pen.fillRect((performance.now() / 8) % 400, 20, 20, 12); } requestAnimationFrame(frame); };
        on('#start', () => { running = true; stars.push({ x: 200, y: 190 }); frame(); }); on('#game', (e) => stars.push({ x: e.offsetX, y: e.offsetY }), 'pointerdown'); on('#sound', () => { window.muted = !window.muted; }); frame();</script>`,
    interactions: [
      works('start', once('#start'), 'the game runs'),
      works('shot', once({ on: '#game', x: 0.4 }), 'a star is painted where it hit', { state: 'running' }),
      works('volley', streak({ on: '#game', x: 0.6 }, 12, 120, { jitterPx: 12 }), 'twelve shots', { state: 'running' }),
      dead('sound', once('#sound'), 'the words do not change and nothing was to be heard'),
      rage('sound hammered', streak('#sound', 5, 190), 'five clicks on Sound on'),
    ],
  },
  {
    name: 'piano',
    family: 'games',
    html: `${counters}<style>.key { width: 44px; height: 120px; padding: 0 } .key:active { background: #fc6 }</style><main><div class="row"><button class="key" data-hz="262">C</button><button class="key" data-hz="294">D</button><button class="key" data-hz="330">E</button></div><div class="row"><button id="record">Record</button><button id="metronome" aria-pressed="false">Metronome</button></div></main>
      <script>let audio; on('.key', (e) => { audio ??= new AudioContext(); const tone = audio.createOscillator(); tone.frequency.value = e.currentTarget.dataset.hz; tone.connect(audio.destination); tone.start(); tone.stop(audio.currentTime + 0.2); }, 'pointerdown');
        on('#metronome', (e) => { e.currentTarget.setAttribute('aria-pressed', 'true'); e.currentTarget.style.background = '#fc6'; });</script>`,
    interactions: [
      works('tone', once('[data-hz="262"]'), 'a tone; the key is lit while it is pressed, by CSS'),
      works('trill', streak('[data-hz="330"]', 10, 120), 'ten tones of one key'),
      works(
        'melody',
        async (user) => {
          for (const hz of [262, 294, 330, 294, 262]) await user.click(`[data-hz="${hz}"]`);
        },
        'five tones',
      ),
      works('metronome', once('#metronome'), 'the button lights up'),
      dead('record', once('#record'), 'a button without a handler'),
      rage('record hammered', streak('#record', 5, 180), 'five clicks, no recording'),
    ],
  },
];
