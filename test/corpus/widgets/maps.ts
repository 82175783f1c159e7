/** Maps and pictures to look into. */
import { animation, feed } from '../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const maps: readonly Widget[] = [
  {
    name: 'map of tiles',
    family: 'maps',
    html: `${animation}<style>#map { width: 400px; height: 240px; overflow: hidden; position: relative; background: #cde; user-select: none } #tiles { position: absolute; inset: 0; background: repeating-conic-gradient(#cde 0 25%, #bcd 0 50%) 0 0 / 60px 60px; transition: transform .15s } #map button { position: absolute; right: 8px; padding: 2px 10px }</style>
      <main><div id="map"><div id="tiles"></div><button id="in" style="top:8px">+</button><button id="out" style="top:44px">&minus;</button><button id="locate" style="top:84px">&#8982;</button></div></main>
      <script>let zoom = 1; const set = (n) => { zoom = Math.min(64, Math.max(0.2, n)); $('#tiles').style.transform = 'scale(' + zoom + ')'; };
        on('#in', () => set(zoom * 1.5)); on('#out', () => set(zoom / 1.5)); on('#tiles', () => set(zoom * 1.5), 'dblclick');
        on('#locate', () => { new Promise((_, fail) => setTimeout(fail, 200)).catch(() => {}); });</script>`,
    interactions: [
      works('closer', once('#in'), 'the tiles grow'),
      works('much closer', streak('#in', 6, 220), 'six steps down to the street'),
      works('double click', twice({ on: '#tiles', x: 0.4 }), 'a double click zooms'),
      works(
        'closer by double clicks',
        async (user) => {
          for (let i = 0; i < 3; i += 1) {
            await user.doubleClick({ on: '#map', x: 0.4 });
            await user.rest(300);
          }
        },
        'three double clicks, three steps',
      ),
      dead('locate', once('#locate'), 'refused, and the refusal is swallowed'),
      rage('locate hammered', streak('#locate', 5, 200), 'five clicks, the map does not move'),
    ],
  },
  {
    name: 'map of countries',
    family: 'maps',
    html: `<main><svg id="svg" width="400" height="200" style="background:#def"><rect id="north" x="10" y="10" width="180" height="80" fill="#9c9" style="cursor:pointer"/><rect id="south" x="10" y="100" width="180" height="80" fill="#cc9" style="cursor:pointer"/><g id="island" style="cursor:pointer"><circle cx="300" cy="100" r="40" fill="#c99"/></g></svg><p id="name">Choose a region.</p></main>
      <script>for (const id of ['north', 'south']) on('#' + id, () => { $('#' + id).setAttribute('fill', '#696'); $('#name').textContent = id; });</script>`,
    interactions: [
      works('region', once('#north'), 'the region turns dark and is named'),
      works(
        'regions',
        async (user) => {
          await user.click('#north');
          await user.rest(250);
          await user.click('#south');
        },
        'one and the other',
      ),
      nothingDue('text', once('#name'), 'plain text'),
      dead('island', once('#island'), 'a hand as its cursor, and no name'),
      rage('island hammered', streak('#island', 5, 180), 'five clicks on an island that is not on the list'),
    ],
  },
  {
    name: 'picture to look into',
    family: 'maps',
    html: `${feed}<main><canvas id="view" width="300" height="160" style="cursor:zoom-in"></canvas><div class="row"><button id="plus">+</button><button id="rotate">Rotate</button><button id="print">Print</button></div></main>
      <script>const pen = $('#view').getContext('2d'); let zoom = 1; const draw = () => { pen.fillStyle = '#eee'; pen.fillRect(0, 0, 300, 160); pen.fillStyle = '#963'; pen.fillRect(150 - 20 * zoom, 80 - 10 * zoom, 40 * zoom, 20 * zoom); }; draw();
        on('#view', () => { zoom *= 1.3; draw(); }); on('#plus', () => { zoom *= 1.3; draw(); }); on('#rotate', () => { $('#view').rotation = ($('#view').rotation ?? 0) + 90; });</script>`,
    interactions: [
      works('closer', once('#plus'), 'painted larger'),
      works('closer and closer', streak('#view', 5, 240), 'five clicks into the picture, each paints it larger'),
      works('closer by the button', streak('#plus', 4, 260), 'four steps'),
      dead('rotate', once('#rotate'), 'sets a property that nothing draws'),
      dead('print', once('#print'), 'no handler'),
      rage('rotate hammered', streak('#rotate', 6, 170), 'six clicks, the picture stays upright'),
    ],
  },
];
