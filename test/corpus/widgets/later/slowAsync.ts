/** Answers that take seconds: a report, a machine that writes, a transfer. */
import { clock } from '../../background.ts';
import { dead, impatient, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { ticker, typing } from './background.ts';

export const slowAsync: readonly Widget[] = [
  {
    name: 'report with a skeleton',
    family: 'slowAsync',
    html: `${ticker}<style>.bone { height: 16px; background: #ddd; margin: 6px 0; width: 300px } @keyframes shine { 50% { opacity: .4 } } .bone { animation: shine 1s infinite }</style>
      <main><div class="row"><button id="load">Load report</button><button id="csv">Export CSV</button><button id="schedule">Schedule</button></div><div id="report" style="min-height:120px"></div></main>
      <script>on('#load', async () => { $('#report').innerHTML = '<div class="bone"></div>'.repeat(3); await fetch('/api?ms=2400'); $('#report').innerHTML = '<table border="1"><tr><td>May</td><td>1,204</td></tr></table>'; });
        on('#csv', async () => { await fetch('/api?ms=2800'); const link = document.createElement('a'); link.href = URL.createObjectURL(new Blob(['a,b'])); link.download = 'report.csv'; link.click(); });
        on('#schedule', async () => { const stop = new AbortController(); setTimeout(() => stop.abort(), 2500); try { await fetch('/hang', { signal: stop.signal }); toast('Scheduled'); } catch {} });</script>`,
    interactions: [
      works('loaded', once('#load'), 'grey bars at once, the report after 2.4 s'),
      works('exported', once('#csv'), 'a file after 2.8 s of nothing', { watchMs: 4500 }),
      impatient('exported, hammered', streak('#csv', 5, 260), 'five clicks, then five files', { watchMs: 5500 }),
      dead('schedule', once('#schedule'), 'given up after 2.5 s, and nobody is told', { watchMs: 5000 }),
      rage('schedule hammered', streak('#schedule', 5, 210), 'five clicks on Schedule', { watchMs: 5000 }),
    ],
  },
  {
    name: 'machine that writes',
    family: 'slowAsync',
    html: `${typing}<style>#talk p { margin: 4px 0; padding: 6px 10px; background: #f2f2f2; max-width: 420px }</style>
      <main><div id="talk"><p>How can I help?</p></div><div class="row"><textarea id="ask" rows="2" cols="40">Plan a day in Rome</textarea><button id="send">Send</button></div><div class="row"><button id="again">Try another answer</button><button id="thumb" aria-label="Good answer">&#128077;</button></div></main>
      <script>const say = (text) => { const p = document.createElement('p'); p.textContent = text; $('#talk').append(p); return p; };
        on('#send', async () => { if (!$('#ask').value) return; const asked = $('#ask').value; await fetch('/api?ms=1600', { method: 'POST' }); say(asked); $('#ask').value = ''; const p = say(''); for (const word of 'Begin at the Forum before the crowds come.'.split(' ')) { p.textContent += word + ' '; await new Promise((go) => setTimeout(go, 90)); } });
        on('#again', async () => { const answer = await fetch('/api?ms=1100&status=529', { method: 'POST' }); if (answer.ok) say('Another answer'); });
        on('#thumb', (e) => { e.currentTarget.style.background = '#cfc'; navigator.sendBeacon('/api', 'good'); });</script>`,
    interactions: [
      works('asked', once('#send'), 'after 1.6 s the question and word after word of an answer'),
      works('thumb', once('#thumb'), 'the button turns green'),
      impatient('asked, hammered', streak('#send', 4, 250), 'four clicks before anything came', { watchMs: 5000 }),
      dead('another answer', once('#again'), 'too much is asked of the server, and the page keeps it to itself'),
      rage('another answer, hammered', streak('#again', 6, 220), 'six clicks'),
    ],
  },
  {
    name: 'transfer of money',
    family: 'slowAsync',
    html: `${clock}<main><p>To: Bob, 120.00</p><div class="row"><button id="transfer">Transfer</button><button id="standing">Standing order</button><button id="limit">Raise my limit</button></div><p id="done"></p></main>
      <script>let busy = false; on('#transfer', async () => { if (busy) return; busy = true; document.documentElement.style.cursor = 'wait'; await fetch('/api?ms=4200', { method: 'POST' }); document.documentElement.style.cursor = ''; $('#done').textContent = 'Sent: 120.00'; });
        on('#standing', async () => { $('#standing').disabled = true; await fetch('/api?ms=3100', { method: 'POST' }); $('#standing').disabled = false; $('#done').textContent = 'Every month'; });
        on('#limit', async () => { if (busy) return; busy = true; await fetch('/hang'); });</script>`,
    interactions: [
      works('transferred', once('#transfer'), 'a line after 4.2 s', { watchMs: 6000 }),
      works('standing order', once('#standing'), 'grey at once, a line after 3.1 s', { watchMs: 5000 }),
      works('standing order by double click', twice('#standing'), 'the second click meets a grey button', {
        watchMs: 5000,
      }),
      dead('limit', once('#limit'), 'no answer ever comes', { watchMs: 5000 }),
      dead('limit, tried again', streak('#limit', 2, 2400), 'a second try, calmly', { watchMs: 5000 }),
      rage('limit hammered', streak('#limit', 5, 320), 'five clicks, a little slower than others'),
    ],
  },
];
