/** Cards to pair, a drum, moles to hit, a word to guess. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { fading } from './background.ts';

export const games: readonly Widget[] = [
  {
    name: 'cards to pair',
    family: 'games',
    html: `<style>#cards { display: grid; grid-template-columns: repeat(4, 70px); gap: 8px } .card-of { height: 70px; perspective: 300px; cursor: pointer; padding: 0; font-size: 26px; background: #468; color: transparent; transition: rotate .2s } .card-of.up { background: #fff; color: #222 } .card-of.found { background: #cfc; color: #222; cursor: default }</style>
      <main><div id="cards"></div><p>Moves <b id="moves">0</b></p><div class="row"><button id="again">Shuffle</button><button id="two">Two players</button><button id="peek">Peek</button></div></main>
      <script>let open = [], moves = 0; const deal = () => { $('#cards').innerHTML = ['A', 'B', 'B', 'C', 'A', 'D', 'C', 'D'].map((one, i) => '<button class="card-of" id="k' + i + '" data-is="' + one + '">' + one + '</button>').join(''); open = []; moves = 0; $('#moves').textContent = 0; }; deal();
        $('#cards').addEventListener('click', (e) => { const one = e.target.closest('.card-of'); if (!one || one.matches('.up, .found') || open.length === 2) return; one.classList.add('up'); open.push(one); if (open.length < 2) return; moves += 1; $('#moves').textContent = moves; const [a, b] = open; if (a.dataset.is === b.dataset.is) { a.classList.add('found'); b.classList.add('found'); open = []; } else setTimeout(() => { a.classList.remove('up'); b.classList.remove('up'); open = []; }, 900); });
        on('#again', deal); on('#peek', () => { document.querySelectorAll('.card-of').forEach((one) => one.animate([{ color: '#fff' }, { color: 'transparent' }], 1500)); }); on('#two', () => { game.players = 2; });</script>`,
    interactions: [
      works('card', once('#k0'), 'it is turned'),
      works(
        'pair',
        async (user) => {
          await user.click('#k1');
          await user.rest(560);
          await user.click('#k2');
        },
        'both are green',
      ),
      works(
        'no pair',
        async (user) => {
          await user.click('#k0');
          await user.rest(560);
          await user.click('#k3');
        },
        'turned back after 900 ms',
      ),
      works('peek', once('#peek'), 'all letters for a moment, by an animation of the browser'),
      dead('two players', once('#two'), 'the handler throws'),
      rage('two players, hammered', streak('#two', 5, 210), 'five clicks on Two players'),
    ],
  },
  {
    name: 'moles to hit',
    family: 'games',
    html: `${fading}<style>#holes { display: grid; grid-template-columns: repeat(3, 90px); gap: 8px } .hole { height: 70px; border-radius: 35px; background: #754; cursor: crosshair; position: relative; user-select: none } .hole.up::after { content: ''; position: absolute; left: 25px; top: 10px; width: 40px; height: 40px; border-radius: 20px; background: #222 } .hole.hit { background: #c93 }</style>
      <main><div id="holes"></div><p>Hits <b id="hits">0</b> <span id="best">Best: 31</span></p><div class="row"><button id="hammer">Larger hammer</button><button id="music">Music</button></div></main>
      <script>$('#holes').innerHTML = Array.from({ length: 9 }, (_, i) => '<div class="hole" id="h' + i + '"></div>').join(''); let hits = 0; $('#h4').classList.add('up'); $('#holes').addEventListener('pointerdown', (e) => { const hole = e.target.closest('.hole'); if (!hole) return; hole.classList.add('hit'); setTimeout(() => hole.classList.remove('hit'), 120); if (!hole.matches('.up')) return; hits += 1; $('#hits').textContent = hits; });
        if (!quiet) setInterval(() => { $('.hole.up')?.classList.remove('up'); document.getElementById('h' + Math.floor(Math.random() * 9)).classList.add('up'); setTimeout(() => $('#h4').classList.add('up'), 200); }, 1500); let music; on('#music', () => { music ??= new AudioContext(); const tone = music.createOscillator(); tone.connect(music.destination); tone.start(); tone.stop(music.currentTime + 1); }); on('#hammer', () => { window.coins ??= 0; if (coins < 50) return; document.body.style.cursor = 'grab'; });</script>`,
    interactions: [
      works('hit', once('#h4'), 'a light and a point, on pointerdown'),
      works('missed', once('#h0'), 'a light'),
      works('hit as fast as can be', streak('#h4', 10, 150, { jitterPx: 6 }), 'a light at each'),
      works('music', once('#music'), 'a tone'),
      nothingDue('best', once('#best'), 'a number to read'),
      dead('hammer', once('#hammer'), 'too few coins, and nothing says so'),
      rage('hammer hammered', streak('#hammer', 6, 190), 'six clicks on Larger hammer'),
    ],
  },
  {
    name: 'word to guess',
    family: 'games',
    html: `<style>#word i { display: inline-block; width: 34px; height: 38px; border: 1px solid #999; margin: 2px; text-align: center; font-style: normal; font-size: 22px } #keys button { padding: 8px 10px; min-width: 38px } #keys button.used { background: #ddd; color: #888 }</style>
      <main><div id="word"></div><div id="keys"></div><div class="row"><button id="enter">Enter</button><button id="back">&#9003;</button><button id="clue">Clue</button></div><p id="said"></p></main>
      <script>let typed = state === 'typed' ? 'LAMPS' : ''; const draw = () => { $('#word').innerHTML = Array.from({ length: 5 }, (_, i) => '<i>' + (typed[i] ?? '') + '</i>').join(''); }; draw(); $('#keys').innerHTML = [...'LAMPSHEDO'].map((one) => '<button data-key="' + one + '">' + one + '</button>').join('');
        on('[data-key]', (e) => { if (typed.length < 5) { typed += e.currentTarget.dataset.key; draw(); } }); on('#back', () => { typed = typed.slice(0, -1); draw(); }); on('#enter', () => { if (typed.length < 5) { $('#word').animate([{ translate: '-5px' }, { translate: '5px' }, { translate: 0 }], { duration: 90, iterations: 3 }); return; } $('#said').textContent = typed === 'LAMPS' ? 'Right!' : 'Not in the list'; }); on('#clue', () => { const { clue } = JSON.parse(localStorage.getItem('clues') ?? 'none'); $('#said').textContent = clue; });</script>`,
    interactions: [
      works('letter', once('[data-key=L]'), 'a letter in the first box'),
      works('same letter three times', streak('[data-key=S]', 3, 210), 'three letters'),
      works('letters taken back', streak('#back', 5, 180), 'no letter', { state: 'typed' }),
      works('guessed', once('#enter'), 'Right!', { state: 'typed' }),
      works('too short', once('#enter'), 'the boxes shake'),
      dead('clue', once('#clue'), 'what is stored cannot be read'),
      rage('clue hammered', streak('#clue', 6, 170), 'six clicks on Clue'),
    ],
  },
];
