/** Fingers on a sheet from below and on pages of a reader. */
import { feed } from '../../background.ts';
import { dead, impatient, nothingDue, rage, taps, type Widget, works } from '../../widget.ts';
import { uploading } from './background.ts';

const touch = { touch: true } as const;

export const fingers: readonly Widget[] = [
  {
    name: 'sheet from below',
    family: 'touch',
    html: `${feed}<style>#sheet { position: fixed; left: 0; right: 0; bottom: 0; height: 320px; background: #fff; border-top: 2px solid #999; transform: translateY(260px); transition: transform .2s; touch-action: none } #sheet.up { transform: none } #grip { height: 48px; text-align: center } .opt { display: block; width: 100%; height: 52px }</style>
      <main><button id="ride">Order a ride</button><p id="said">No ride</p></main><div id="sheet"><div id="grip">&#9473;&#9473;</div><button class="opt" id="small">Small, 9.00</button><button class="opt" id="large">Large, 14.00</button><button class="opt" id="later">Later</button></div>
      <script>let from; on('#grip', (e) => { e.preventDefault(); from = e.touches[0].clientY; }, 'touchstart'); on('#grip', (e) => { const by = e.changedTouches[0].clientY - from; if (Math.abs(by) < 10) $('#sheet').classList.toggle('up'); else $('#sheet').classList.toggle('up', by < 0); }, 'touchend');
        for (const id of ['#small', '#large']) on(id, () => { document.querySelectorAll('.opt').forEach((one) => { one.style.background = '#' + one.id === id ? '#cde' : ''; }); }); on('#ride', async () => { await fetch('/api?ms=1700', { method: 'POST' }); $('#said').textContent = 'A car comes'; });
        if (state === 'up') $('#sheet').classList.add('up');</script>`,
    interactions: [
      works('grip', taps('#grip'), 'the sheet comes up; the touch gives no click', touch),
      works('drawn up', (user) => user.swipe('#grip', 0, -160), 'the sheet follows', touch),
      works('large', taps('#large'), 'the choice is coloured', { ...touch, state: 'up' }),
      impatient('ride hammered', taps('#ride', 5, 240), 'five taps before a car comes', touch),
      dead('later', taps('#later'), 'no handler, while a feed runs above', { ...touch, state: 'up' }),
      rage('later hammered', taps('#later', 5, 200), 'five taps on Later', { ...touch, state: 'up' }),
    ],
  },
  {
    name: 'pages of a reader',
    family: 'touch',
    html: `${uploading}<style>#page { height: 300px; background: #ffe; position: relative; user-select: none; touch-action: manipulation; font-size: 20px } #foot { display: flex; gap: 4px } #foot button { padding: 12px 8px }</style>
      <main style="padding:8px"><div id="page"><span>Page 10</span></div><div id="foot"><button id="mark">Mark</button><button id="night">Night</button><button id="aloud">Aloud</button></div></main>
      <script>let page = 10, last = 0; on('#page', (e) => { const share = e.offsetX / $('#page').clientWidth; if (share > 0.6) page += 1; else if (share < 0.4) page -= 1; else return; $('#page span').textContent = 'Page ' + page; });
        on('#mark', () => { $('#mark').textContent = $('#mark').textContent === 'Mark' ? 'Marked' : 'Mark'; }); on('#night', () => { document.body.style.filter = document.body.style.filter ? '' : 'invert(1)'; }); on('#aloud', () => { const voice = window.reader?.voice; if (voice) voice.start(); });</script>`,
    interactions: [
      works('next page', taps({ on: '#page', x: 0.9 }), 'page 11', touch),
      works('pages on', taps({ on: '#page', x: 0.9 }, 6, 320), 'leafs through, each tap turns a page', touch),
      works('night and day', taps('#night', 2, 800), 'dark, then light', touch),
      nothingDue('middle of the page', taps('#page'), 'a finger on the text that is read', touch),
      dead('aloud', taps('#aloud'), 'there is no voice', touch),
      rage('aloud, hammered', taps('#aloud', 7, 180), 'seven taps on Aloud', touch),
    ],
  },
];
