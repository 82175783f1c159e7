/** Steppers that are drawn anew at each click, and sizes that follow a press. */
import { countdown } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';

export const steppers: readonly Widget[] = [
  {
    name: 'passengers of a flight',
    family: 'steppers',
    html: `${countdown}<main><div id="app"></div></main>
      <script>const counts = { adults: 1, children: 0, infants: 0 };
        const render = () => { $('#app').innerHTML = Object.entries(counts).map(([who, n]) => '<div class="row"><span style="width:80px">' + who + '</span><button data-who="' + who + '" data-by="-1"' + (n === 0 ? ' disabled' : '') + '>&minus;</button><b>' + n + '</b><button data-who="' + who + '" data-by="1">+</button></div>').join(''); };
        $('#app').addEventListener('click', (e) => { const { who, by } = e.target.dataset; if (!who || who === 'infants') return; counts[who] += Number(by); render(); }); render();</script>`,
    interactions: [
      works('one more', once('[data-who=adults][data-by="1"]'), 'the whole list is drawn anew with two adults'),
      works('five children', streak('[data-who=children][data-by="1"]', 5, 170), 'each click counts, on a new button'),
      works(
        'a family',
        async (user) => {
          await user.click('[data-who=adults][data-by="1"]');
          await user.rest(520);
          await user.click('[data-who=children][data-by="1"]', { count: 2, gapMs: 260 });
        },
        'two adults, two children',
      ),
      nothingDue('less than none', once('[data-who=children][data-by="-1"]'), 'greyed out at nought'),
      dead('infants', once('[data-who=infants][data-by="1"]'), 'the handler leaves early and says nothing'),
      rage('infants hammered', streak('[data-who=infants][data-by="1"]', 7, 180), 'seven clicks, no infant'),
    ],
  },
  {
    name: 'size of the letters',
    family: 'steppers',
    html: `<style>#text { font-size: calc(var(--size, 16) * 1px) } #track { width: 240px; height: 24px; background: #eee; position: relative; cursor: pointer } #fill { position: absolute; inset: 0 auto 0 0; width: 50%; background: #69c; pointer-events: none }</style>
      <main><p id="text">The quick brown fox</p><div class="row"><button id="smaller">A&minus;</button><button id="larger">A+</button><button id="spacing">Line spacing</button></div><div id="track" role="slider" aria-valuenow="50"><div id="fill"></div></div></main>
      <script>let size = 16, timer; const set = (n) => { size = n; document.documentElement.style.setProperty('--size', n); };
        for (const [id, by] of [['#larger', 1], ['#smaller', -1]]) on(id, () => { set(size + by); timer = setInterval(() => set(size + by), 400); }, 'pointerdown');
        document.addEventListener('pointerup', () => clearInterval(timer));
        const to = (e) => { const share = Math.round(100 * Math.min(1, Math.max(0, (e.clientX - $('#track').getBoundingClientRect().left) / 240))); $('#track').setAttribute('aria-valuenow', share); $('#fill').style.width = share + '%'; };
        on('#track', (e) => { $('#track').setPointerCapture(e.pointerId); to(e); }, 'pointerdown'); on('#track', (e) => e.buttons && to(e), 'pointermove');
        on('#spacing', () => document.documentElement.style.setProperty('--line-spacing', 2));</script>`,
    interactions: [
      works('larger', once('#larger'), 'a variable of the style on pointerdown; the letters grow'),
      works('much larger', streak('#larger', 8, 140), 'eight steps'),
      works('slider', once({ on: '#track', x: 0.8 }), 'the bar follows the press'),
      works('slider drawn', (user) => user.drag({ on: '#track', x: 0.5 }, { on: '#track', x: 0.2 }), 'and the drag'),
      dead('spacing', once('#spacing'), 'sets a variable that no rule reads'),
      rage('spacing hammered', streak('#spacing', 5, 220), 'five clicks, the lines stay where they are'),
    ],
  },
];
