/** A map of scooters, a route, a floor of offices. */
import { counters } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { lights } from './background.ts';

export const maps: readonly Widget[] = [
  {
    name: 'map of scooters',
    family: 'maps',
    html: `${counters}<style>#map { position: relative; width: 520px; height: 280px; overflow: hidden; background: #e8efe0; touch-action: none } #map svg { position: absolute; inset: 0; transition: transform .2s; transform-origin: 50% 50% } .scooter { cursor: pointer } .ctl { position: absolute; right: 8px; width: 36px; padding: 4px 0 } #card { position: absolute; left: 8px; top: 8px; background: #fff; padding: 8px 12px }</style>
      <main><div id="map"><svg width="520" height="280"><path d="M0 90H520M120 0V280M0 210H520M360 0V280" stroke="#fff" stroke-width="12"/><circle class="scooter" id="s1" cx="150" cy="150" r="12" fill="#396"/><circle class="scooter" id="s2" cx="300" cy="150" r="12" fill="#396"/><circle class="scooter" id="s3" cx="420" cy="60" r="12" fill="#396"/></svg><button class="ctl" id="in" style="top:8px">+</button><button class="ctl" id="out" style="top:48px">&minus;</button><button class="ctl" id="me" style="top:88px">&#9678;</button></div><div class="row"><button id="ring">Ring</button><button id="reserve">Reserve</button></div></main>
      <script>let zoom = 1; const draw = () => { $('#map svg').style.transform = 'scale(' + zoom + ')'; }; on('#in', () => { zoom *= 1.2; draw(); }); on('#out', () => { zoom /= 1.2; draw(); }); on('#map', (e) => { if (e.target.closest('button, .scooter')) return; zoom *= 1.4; draw(); }, 'dblclick'); on('#map', (e) => { e.preventDefault(); zoom *= e.deltaY < 0 ? 1.1 : 0.9; draw(); }, 'wheel');
        on('#s1, #s2', (e) => { $('#card')?.remove(); e.currentTarget.setAttribute('r', 16); $('#map').insertAdjacentHTML('beforeend', '<div id="card">Scooter ' + e.currentTarget.id.slice(1) + ', 80 %</div>'); }); on('#me', () => { const watch = navigator.geolocation.places; watch.here(); }); on('#reserve', async () => { await fetch('/api?ms=1700', { method: 'POST' }); toast('Reserved for you'); });
        let audio; on('#ring', () => { audio ??= new AudioContext(); const tone = audio.createOscillator(); tone.connect(audio.destination); tone.start(); tone.stop(audio.currentTime + 0.2); navigator.vibrate?.(100); });</script>`,
    interactions: [
      works('scooter', once('#s1'), 'a card in the corner'),
      works(
        'scooter and another',
        async (user) => {
          await user.click('#s2');
          await user.rest(800);
          await user.click('#s1');
        },
        'its card, then the other',
      ),
      works('closer', streak('#in', 4, 260), 'four steps'),
      works('closer by a double click', twice({ on: '#map', x: 0.45, y: 0.85 }), 'the streets grow'),
      works('ring', once('#ring'), 'a tone, and the hand feels it'),
      impatient('reserved, hammered', streak('#reserve', 5, 220), 'five clicks, then five words in the corner'),
      nothingDue('street', once({ on: '#map', x: 0.5, y: 0.94 }), 'an empty place of the map'),
      rage('scooter that is gone, hammered', streak('#s3', 5, 180, { jitterPx: 4 }), 'five clicks on a scooter'),
      dead('scooter that is gone', once('#s3'), 'green like the others, and no card comes'),
      rage('place of mine, hammered', streak('#me', 5, 210), 'the handler throws, the map stays'),
    ],
  },
  {
    name: 'floor of offices',
    family: 'maps',
    html: `${lights}<style>#floor { display: grid; grid-template-columns: repeat(6, 64px); gap: 6px } .desk { height: 44px; padding: 0; font-size: 13px } .desk[aria-pressed=true] { background: #06c; color: #fff } .desk.taken { background: #ddd; color: #999; cursor: not-allowed } .glass { position: absolute; left: 234px; top: 0; width: 204px; height: 150px } #side { position: absolute; left: 460px; top: 0; width: 180px; min-height: 60px }</style>
      <main><div style="position:relative"><div id="floor"></div><div class="glass"></div><div id="side" class="panel">No desk</div></div><div class="row"><button id="up">Floor up</button><button id="mate">Near Ann</button><b id="level">2</b></div></main>
      <script>const draw = () => { $('#floor').innerHTML = Array.from({ length: 18 }, (_, i) => '<button class="desk' + (i === 7 ? ' taken' : '') + '" id="d' + i + '" aria-pressed="false">' + (i + 1) + '</button>').join(''); }; draw();
        $('#floor').addEventListener('click', (e) => { const desk = e.target.closest('.desk:not(.taken)'); if (!desk) return; document.querySelectorAll('.desk').forEach((one) => one.setAttribute('aria-pressed', String(one === desk))); $('#side').textContent = 'Desk ' + desk.textContent + ', window'; });
        on('#up', () => { $('#level').textContent = Number($('#level').textContent) + 1; draw(); }); on('#mate', async () => { await fetch('/api?ms=350&status=204').then((answer) => answer.json()).then((near) => document.getElementById(near.desk).click()); });</script>`,
    interactions: [
      works('desk', once('#d1'), 'blue, with its name at the side'),
      works(
        'desks compared',
        async (user) => {
          for (const desk of ['#d0', '#d2', '#d8']) {
            await user.click(desk);
            await user.rest(560);
          }
        },
        'one after the other',
      ),
      works('floors up', streak('#up', 3, 500), 'the number grows'),
      nothingDue('desk that is taken', once('#d7'), 'grey, a crossed cursor'),
      dead('desk behind glass', once('#d4'), 'something that is not to be seen lies over it'),
      rage('near Ann, hammered', streak('#mate', 4, 310), 'four clicks on Near Ann'),
      dead('near Ann', once('#mate'), 'the answer is empty and cannot be read'),
      rage('desk behind glass, hammered', streak('#d10', 6, 190), 'six clicks on a free desk'),
    ],
  },
];
