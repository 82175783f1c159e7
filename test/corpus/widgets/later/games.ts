/** Mines, drums and a tempo that is tapped: fast clicks that are all meant. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { ages } from './background.ts';

export const games: readonly Widget[] = [
  {
    name: 'mines',
    family: 'games',
    html: `${ages}<style>#field { display: grid; grid-template-columns: repeat(8, 30px); gap: 2px; user-select: none } #field div { height: 30px; background: #bbb; text-align: center; cursor: default } #field .open { background: #eee }</style>
      <main><div id="field"></div><div class="row"><button id="again">New game</button><button id="hint">Hint</button></div></main>
      <script>const deal = () => { $('#field').innerHTML = Array.from({ length: 32 }, (_, i) => '<div data-n="' + i + '"></div>').join(''); }; deal();
        const open = (cell) => { if (!cell?.dataset.n || cell.textContent === '\\u2691') return; cell.classList.add('open'); cell.textContent = (cell.dataset.n % 3) + 1; };
        $('#field').addEventListener('mouseup', (e) => e.button === 0 && open(e.target)); $('#field').addEventListener('contextmenu', (e) => { e.preventDefault(); e.target.textContent = e.target.textContent ? '' : '\\u2691'; });
        on('#again', deal); on('#hint', () => { if (window.hints > 0) open($('#field div:not(.open)')); });</script>`,
    interactions: [
      works('cell', once('[data-n="9"]'), 'it opens, on mouseup'),
      works('flag', (user) => user.click('[data-n="10"]', { button: 'right' }), 'a flag, by the right button'),
      works(
        'cell after cell',
        async (user) => {
          for (const n of [0, 1, 2, 3, 11, 10]) {
            await user.click(`[data-n="${n}"]`);
            await user.rest(120);
          }
        },
        'six in two seconds, each opens',
      ),
      nothingDue('beside the buttons', once('#field + .row'), 'the empty place beside the buttons'),
      dead('hint', once('#hint'), 'there are none left, and nobody says so'),
      rage('hint hammered', streak('#hint', 7, 140), 'seven clicks on Hint'),
    ],
  },
  {
    name: 'drums',
    family: 'games',
    html: `<style>.pad { width: 64px; height: 64px; background: #345; color: #fff } .pad:active { background: #f80 } .step { width: 24px; height: 24px; padding: 0 } .step[aria-pressed=true] { background: #f80 }</style>
      <main><div class="row"><button class="pad" data-hz="60">Kick</button><button class="pad" data-hz="180">Snare</button></div><div class="row" id="steps"></div><div class="row"><button id="tap">Tap tempo</button><b id="bpm">120</b><button id="swing">Swing</button><button id="render">Mix down</button></div></main>
      <script>let audio, last; on('.pad', (e) => { audio ??= new AudioContext(); const tone = audio.createOscillator(), fade = audio.createGain(); tone.frequency.value = e.currentTarget.dataset.hz; fade.gain.setValueAtTime(1, audio.currentTime); fade.gain.linearRampToValueAtTime(0, audio.currentTime + 0.15); tone.connect(fade).connect(audio.destination); tone.start(); tone.stop(audio.currentTime + 0.15); }, 'mousedown');
        $('#steps').innerHTML = '<button class="step" aria-pressed="false"></button>'.repeat(8); on('.step', (e) => e.currentTarget.setAttribute('aria-pressed', String(e.currentTarget.getAttribute('aria-pressed') === 'false')));
        on('#tap', (e) => { if (last) $('#bpm').textContent = Math.round(60000 / (e.timeStamp - last)); last = e.timeStamp; $('#tap').animate([{ background: '#fc6' }, { background: '#fafafa' }], 120); }, 'pointerdown');
        on('#swing', () => { window.swing = (window.swing ?? 0) + 0.1; }); on('#render', () => { new OfflineAudioContext(1, 8000, 8000).startRendering(); });</script>`,
    interactions: [
      works('kick', once('[data-hz="60"]'), 'a beat; the pad is lit while it is pressed'),
      works('roll', streak('[data-hz="180"]', 14, 130, { jitterPx: 5 }), 'fourteen beats'),
      works('tempo', streak('#tap', 6, 310), 'tapped six times; the number follows'),
      works('steps', once('.step'), 'the step is orange'),
      dead('mix down', once('#render'), 'mixed for nobody: no file and no word'),
      dead('swing', once('#swing'), 'a number that nothing shows while nothing plays'),
      rage('mix down hammered', streak('#render', 5, 230), 'five mixes, no file'),
    ],
  },
];
