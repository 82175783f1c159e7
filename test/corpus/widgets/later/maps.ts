/** A map with markers, the plan of a hall. */
import { clock } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { advert } from './background.ts';

export const maps: readonly Widget[] = [
  {
    name: 'map of shops',
    family: 'maps',
    html: `${advert}<style>#map { width: 480px; height: 260px; position: relative; overflow: hidden; background: #dec; cursor: grab; user-select: none } #ground { position: absolute; inset: -200px; background: repeating-linear-gradient(45deg, #dec 0 40px, #ced 40px 80px) } .pin { position: absolute; width: 26px; height: 26px; border-radius: 13px; background: #c33; color: #fff; text-align: center; cursor: pointer } #info { position: absolute; left: 8px; bottom: 8px; background: #fff; padding: 8px } .tool { position: absolute; right: 8px; padding: 2px 8px }</style>
      <main><div id="map"><div id="ground"></div><div class="pin" id="old" style="left:120px;top:80px">A</div><div class="pin" id="many" style="left:240px;top:120px">3</div><div class="pin" id="new" style="left:340px;top:60px">B</div><button class="tool" id="plus" style="top:8px">+</button><button class="tool" id="satellite" style="top:52px">Satellite</button></div></main>
      <script>let x = 0, y = 0, zoom = 1, from; const draw = () => { $('#ground').style.transform = 'translate(' + x + 'px,' + y + 'px) scale(' + zoom + ')'; };
        on('#map', (e) => { if (e.target.id === 'ground') from = { x: e.clientX - x, y: e.clientY - y }; }, 'pointerdown'); on('#map', (e) => { if (from) { x = e.clientX - from.x; y = e.clientY - from.y; draw(); } }, 'pointermove'); document.addEventListener('pointerup', () => { from = undefined; });
        on('#ground', () => { zoom *= 1.5; draw(); }, 'dblclick'); on('#plus', () => { zoom *= 1.5; draw(); });
        on('#old', () => { $('#info')?.remove(); $('#map').insertAdjacentHTML('beforeend', '<div id="info">Shop A, open until six</div>'); });
        on('#many', () => { $('#many').remove(); for (const left of [210, 240, 270]) $('#map').insertAdjacentHTML('beforeend', '<div class="pin" style="top:120px;left:' + left + 'px">' + left / 30 + '</div>'); });
        on('#satellite', async () => { const tiles = await Promise.allSettled([1, 2, 3].map(() => fetch('/tiles?ms=120'))); for (const one of tiles) if (one.value?.ok) $('#ground').style.background = '#232'; });</script>`,
    interactions: [
      works('shop', once('#old'), 'its hours in a corner'),
      works('three in one', once('#many'), 'the pin falls into three'),
      works('closer', streak('#plus', 3, 300), 'three steps'),
      works('closer by a double click', twice({ on: '#map', x: 0.3, y: 0.8 }), 'the ground grows'),
      works(
        'moved',
        (user) => user.drag({ on: '#map', x: 0.6, y: 0.8 }, { on: '#map', x: 0.3, y: 0.6 }),
        'the ground follows',
      ),
      dead('satellite', once('#satellite'), 'no tile is found, the map stays a drawing'),
      rage('shop B hammered', streak('#new', 5, 210), 'a pin like the others, and nothing is said of it'),
      dead('shop B', once('#new'), 'a pin like the others, and nothing is said of it'),
      rage('satellite hammered', streak('#satellite', 5, 210), 'five clicks, the map stays a drawing'),
    ],
  },
  {
    name: 'plan of a hall',
    family: 'maps',
    html: `${clock}<style>.seat { fill: #9c9; cursor: pointer } .seat.mine { fill: #06c } .seat.sold { fill: #ccc; cursor: not-allowed }</style>
      <main><svg id="hall" width="400" height="180" viewBox="0 0 400 180"><g id="seats"></g><path id="veil" d="M300 0h100v180h-100z" fill="#fff" fill-opacity="0.01"/></svg><div class="row"><button id="zoom">+</button><button id="best">Best seats</button><b id="sum">0.00</b></div></main>
      <script>for (let i = 0; i < 24; i += 1) { const one = document.createElementNS('http://www.w3.org/2000/svg', 'rect'); one.id = 'seat' + i; one.setAttribute('class', i === 5 ? 'seat sold' : 'seat'); for (const [key, value] of [['x', 10 + (i % 8) * 48], ['y', 10 + Math.floor(i / 8) * 54], ['width', 36], ['height', 36]]) one.setAttribute(key, value); $('#seats').append(one); }
        $('#hall').addEventListener('click', (e) => { if (!e.target.matches('.seat:not(.sold)')) return; e.target.classList.toggle('mine'); $('#sum').textContent = document.querySelectorAll('.mine').length * 30 + '.00'; });
        let width = 400; on('#zoom', () => { width *= 0.8; $('#hall').setAttribute('viewBox', '0 0 ' + width + ' ' + width * 0.45); });
        on('#best', async () => { const { seats } = await (await fetch('/api?ms=240')).json(); for (const seat of seats ?? []) document.getElementById(seat).classList.add('mine'); });</script>`,
    interactions: [
      works('seat', once('#seat1'), 'it turns blue and costs thirty'),
      works(
        'two seats',
        async (user) => {
          await user.click('#seat9');
          await user.rest(600);
          await user.click('#seat10');
        },
        'side by side',
      ),
      works('closer', streak('#zoom', 3, 340), 'by the view box alone'),
      nothingDue('sold seat', once('#seat5'), 'grey, a crossed cursor'),
      dead('best seats', once('#best'), 'the server names none, and neither does the page'),
      dead('seat under a veil', once('#seat7'), 'something that is not to be seen lies on the last seats'),
      rage('seat under a veil, hammered', streak('#seat7', 4, 250), 'four clicks on a green seat'),
      rage('best seats hammered', streak('#best', 5, 200), 'five clicks on Best seats'),
    ],
  },
];
