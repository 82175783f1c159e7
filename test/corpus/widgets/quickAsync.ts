/** Buttons that answer after 50 ms to half a second. */
import { clock, counters } from '../background.ts';
import { dead, impatient, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const quickAsync: readonly Widget[] = [
  {
    name: 'save in 50 ms',
    family: 'quickAsync',
    html: `${clock}<main><button id="save">Save</button> <button id="publish">Publish</button><p id="note"></p></main>
      <script>on('#save', async () => { await fetch('/api?ms=50', { method: 'POST' }); $('#note').textContent = 'Saved ' + performance.now(); });
        on('#publish', async () => { await fetch('/api?ms=50', { method: 'POST' }); });</script>`,
    interactions: [
      works('saved', once('#save'), 'Saved, 50 ms later'),
      works('double click', twice('#save'), 'saved twice'),
      dead('published without a word', once('#publish'), 'the request goes well and nothing on the page says so'),
      rage('published without a word, hammered', streak('#publish', 5, 230), 'five requests, and nobody knows'),
    ],
  },
  {
    name: 'spinner for 400 ms',
    family: 'quickAsync',
    html: `${counters}<style>.busy::after { content: ' ...' } @keyframes turn { to { rotate: 1turn } } .busy i { display: inline-block; animation: turn 1s infinite }</style>
      <main><button id="check"><i>&#9696;</i> Check stock</button> <button id="reserve">Reserve</button><p id="stock"></p></main>
      <script>on('#check', async () => { $('#check').classList.add('busy'); await fetch('/api?ms=400'); $('#check').classList.remove('busy'); $('#stock').textContent = 'In stock'; });
        on('#reserve', async () => { if (window.reserving) return; window.reserving = true; await fetch('/hang'); });</script>`,
    interactions: [
      works('checked', once('#check'), 'a spinner, then In stock'),
      works('checked again', streak('#check', 2, 1200), 'asks twice'),
      impatient('hammered', streak('#check', 6, 130), 'six clicks while the spinner turns'),
      dead('request that hangs', once('#reserve'), 'no answer ever comes and nothing shows'),
      rage('request that hangs, hammered', streak('#reserve', 5, 200), 'five clicks; only the first sends anything'),
    ],
  },
  {
    name: 'quote in 250 ms',
    family: 'quickAsync',
    html: `<main><button id="quote">Get a quote</button> <a class="button" href="#" id="compare">Compare</a><div id="box"></div></main>
      <script>on('#quote', () => { const xhr = new XMLHttpRequest(); xhr.open('GET', '/api?ms=250'); xhr.onload = () => { const p = document.createElement('p'); p.textContent = '12.00 a month'; $('#box').append(p); }; xhr.send(); });
        on('#compare', (e) => { e.preventDefault(); const xhr = new XMLHttpRequest(); xhr.open('GET', '/api?ms=150&status=404'); xhr.onload = () => { if (xhr.status === 200) $('#box').textContent = xhr.responseText; }; xhr.send(); });</script>`,
    interactions: [
      works('quote', once('#quote'), 'a line after 250 ms'),
      works('three quotes', streak('#quote', 3, 1000), 'one line each, at leisure'),
      dead('not found', once('#compare'), 'a 404 and no word'),
      rage('not found, hammered', streak('#compare', 5, 180), 'five 404s and no word'),
    ],
  },
];
