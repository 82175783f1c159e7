/** Buttons that answer after seconds, with and without a sign that something goes on. */
import { animation, clock, counters, feed } from '../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../widget.ts';

/** A button that shows nothing until its answer comes. */
const late = (
  ms: number,
  background: string,
): string => `${background}<main><button id="start">Calculate</button> <button id="broken">Export</button><p id="result">No result yet.</p></main>
  <script>on('#start', async () => { await fetch('/api?ms=${ms}'); $('#result').textContent = 'Ready: 42 (' + Math.round(performance.now()) + ')'; });
    on('#broken', async () => { await fetch('/hang'); $('#result').textContent = 'Exported'; });</script>`;

export const slowAsync: readonly Widget[] = [
  {
    name: 'answer after 2 s',
    family: 'slowAsync',
    html: late(2000, counters),
    interactions: [
      works('waited for', once('#start'), 'the result comes after 2 s'),
      works('asked again later', streak('#start', 2, 2600), 'two results'),
      impatient('hammered', streak('#start', 6, 180), 'the result comes, but the visitor did not trust it'),
      dead('never answered', once('#broken'), 'the request hangs; live numbers change'),
      rage('never answered, hammered', streak('#broken', 6, 200), 'six clicks on Export'),
    ],
  },
  {
    name: 'answer after 5 s',
    family: 'slowAsync',
    html: late(5000, clock),
    interactions: [
      works('waited for', once('#start'), 'the result comes after 5 s', { watchMs: 6500 }),
      impatient('hammered', streak('#start', 5, 220), 'five clicks into 5 s of silence', { watchMs: 7000 }),
      dead('never answered', once('#broken'), 'the request hangs; the clock ticks', { watchMs: 6500 }),
      rage('never answered, hammered', streak('#broken', 4, 240), 'four clicks on Export'),
    ],
  },
  {
    name: 'answer after 1 s',
    family: 'slowAsync',
    html: late(1000, ''),
    interactions: [
      works('waited for', once('#start'), 'the result comes after 1 s'),
      impatient('hammered', streak('#start', 5, 170), 'five clicks before the result'),
      dead('never answered', once('#broken'), 'the request hangs'),
      dead('never answered, tried twice', streak('#broken', 2, 1900), 'a second try, calmly'),
      rage('never answered, hammered', streak('#broken', 7, 150), 'seven clicks on Export'),
    ],
  },
  {
    name: 'busy for 3 s',
    family: 'slowAsync',
    html: `${feed}<main><button id="pay">Pay</button> <button id="invoice">Invoice</button><p id="state" role="status"></p></main>
      <script>on('#pay', async () => { $('#pay').disabled = true; $('#pay').setAttribute('aria-busy', 'true'); $('#state').textContent = 'One moment ...'; await fetch('/api?ms=3000', { method: 'POST' }); $('#state').textContent = 'Paid'; });
        on('#invoice', async () => { await fetch('/api?ms=900&status=503'); });</script>`,
    interactions: [
      works('paid', once('#pay'), 'disabled at once, Paid after 3 s', { watchMs: 4500 }),
      works('double click', (user) => user.doubleClick('#pay'), 'the second click meets a disabled button', {
        watchMs: 4500,
      }),
      dead('503 without a word', once('#invoice'), 'the server fails after 900 ms and nothing shows'),
      rage('503 without a word, hammered', streak('#invoice', 5, 210), 'five clicks on Invoice'),
    ],
  },
  {
    name: 'progress to 100 %',
    family: 'slowAsync',
    html: `${clock}<main><button id="upload">Upload</button> <progress id="bar" max="100" value="0"></progress> <span class="button" id="cancel">Cancel</span></main>
      <script>on('#upload', () => { let at = 0; const timer = setInterval(() => { at += 4; $('#bar').value = at; if (at >= 100) { clearInterval(timer); toast('Uploaded'); } }, 100); });</script>`,
    interactions: [
      works('uploaded', once('#upload'), 'the bar moves and a toast follows'),
      impatient('hammered', streak('#upload', 6, 140), 'six clicks while the bar moves'),
      dead('cancel', once('#cancel'), 'a span that looks like a button'),
      rage('cancel hammered', streak('#cancel', 5, 190), 'five clicks on Cancel'),
    ],
  },
  {
    name: 'answer after 10 s',
    family: 'slowAsync',
    html: late(9500, animation),
    interactions: [
      works('waited for', once('#start'), 'the result comes after 9.5 s', { watchMs: 11_000 }),
      impatient('hammered', streak('#start', 5, 200), 'five clicks, then ten seconds', { watchMs: 11_500 }),
      dead('never answered', once('#broken'), 'the request hangs; a ball rolls', { watchMs: 6500 }),
      rage('never answered, hammered', streak('#broken', 6, 180), 'six clicks on Export'),
    ],
  },
];
