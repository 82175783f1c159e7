/** Buttons that show success before they have it, and words that come far from the click. */
import { animation, polling } from '../../background.ts';
import { dead, impatient, once, rage, streak, twice, type Widget, works } from '../../widget.ts';

export const quickAsync: readonly Widget[] = [
  {
    name: 'stars of a repository',
    family: 'quickAsync',
    html: `${polling}<style>.pressed .icon { color: #e90 } @keyframes press { 50% { transform: scale(.96) } } button.tick { animation: press .2s }</style>
      <main><div class="row"><button id="star"><span class="icon">&#9733;</span> <b>128</b></button><button id="watch">Watch</button><button id="fork">Fork</button><button id="sponsor">Sponsor</button></div></main>
      <script>on('button', (e) => { const one = e.currentTarget; one.classList.add('tick'); setTimeout(() => one.classList.remove('tick'), 250); }, 'pointerdown');
        on('#star', async () => { $('#star').classList.toggle('pressed'); $('#star b').textContent = $('#star').matches('.pressed') ? 129 : 128; await fetch('/api?ms=300', { method: 'PUT' }); });
        on('#watch', async () => { $('#watch').textContent = 'Watching'; const answer = await fetch('/api?ms=500&status=500', { method: 'PUT' }); if (!answer.ok) $('#watch').textContent = 'Watch'; });
        on('#fork', async () => { await fetch('/api?ms=450', { method: 'POST' }); location.assign('/elsewhere?fork'); });
        on('#sponsor', async () => { await fetch('/api?ms=60&status=401'); });</script>`,
    interactions: [
      works('starred', once('#star'), 'shown before the server knows'),
      works('starred and not', streak('#star', 4, 520), 'there and back, each time at once'),
      works('forked', once('#fork'), 'another page half a second later'),
      impatient('watch that does not last', streak('#watch', 7, 280), 'it says Watching and takes it back, again'),
      dead('sponsor', once('#sponsor'), '401 and no word; the button shrinks a little as all of them do'),
      rage('sponsor hammered', streak('#sponsor', 5, 200), 'five clicks on Sponsor'),
    ],
  },
  {
    name: 'bar of a document',
    family: 'quickAsync',
    html: `${animation}<style>#status { position: fixed; left: 16px; bottom: 12px; color: #666 }</style>
      <main><div class="row"><button id="save">Save</button><button id="save-as">Make a copy</button><button id="lock">Lock</button></div><div id="text" contenteditable="true" class="panel">Minutes of May</div></main><div id="status">All changes are kept</div>
      <script>let wait; on('#save', () => { clearTimeout(wait); wait = setTimeout(async () => { $('#status').textContent = 'Saving ...'; await fetch('/api?ms=120', { method: 'POST' }); $('#status').textContent = 'Saved at ' + new Date().toTimeString().slice(0, 8); }, 300); });
        on('#save-as', async () => { await fetch('/api?ms=380', { method: 'POST' }); toast('A copy is in your drive'); });
        on('#lock', async () => { const answer = await (await fetch('/api?ms=70', { method: 'POST' })).json(); $('#lock').setAttribute('aria-pressed', String(Boolean(answer.locked))); });</script>`,
    interactions: [
      works('saved', once('#save'), 'waits 300 ms for more, then a line far below says so'),
      works('copied', once('#save-as'), 'a toast in the corner after 380 ms'),
      works('double click', twice('#save'), 'saved once for both'),
      works('text', once({ on: '#text', x: 0.1 }), 'the caret is in the text'),
      dead('lock', once('#lock'), 'the server answers without what was asked; nothing is shown as locked'),
      rage('lock hammered', streak('#lock', 5, 240), 'five requests, no lock'),
    ],
  },
];
