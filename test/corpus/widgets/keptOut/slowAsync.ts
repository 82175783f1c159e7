/** Answers that take seconds: prices of flights, a film to convert, a deployment. */
import { animation } from '../../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../../widget.ts';
import { log, rerender } from './background.ts';

export const slowAsync: readonly Widget[] = [
  {
    name: 'prices of flights',
    family: 'slowAsync',
    html: `${animation}<main><div class="row"><input value="Rome" aria-label="To" size="10"><button id="find">Find flights</button><button id="alert">Price alert</button><button id="nearby">Nearby airports</button></div><div id="flights" class="panel" style="min-height:100px"></div></main>
      <script>on('#find', async () => { const list = $('#flights'); list.textContent = 'Looking ...'; for (const [ms, flight] of [[900, '9:10, 120'], [700, '12:40, 96'], [1100, '18:05, 143']]) { await fetch('/api?ms=' + ms); list.insertAdjacentHTML('beforeend', '<p>' + flight + '</p>'); } });
        on('#alert', async () => { await fetch('/api?ms=1900', { method: 'POST' }); toast('We tell you when it falls'); }); on('#nearby', async () => { try { await fetch('/api?ms=2600&status=504').then((answer) => { if (!answer.ok) throw new Error(answer.status); }); } catch (error) { console.warn(error); } });</script>`,
    interactions: [
      works('found', once('#find'), 'a word at once, a flight after the other'),
      works('alert', once('#alert'), 'a word in the corner after 1.9 s', { watchMs: 4500 }),
      impatient('alert hammered', streak('#alert', 5, 250), 'five clicks, five words in the corner', { watchMs: 5000 }),
      dead('nearby', once('#nearby'), 'the server gives up after 2.6 s, told to the console', { watchMs: 4500 }),
      dead('nearby, tried again', streak('#nearby', 2, 1900), 'a second try, calmly', { watchMs: 4500 }),
      rage('nearby hammered', streak('#nearby', 6, 220), 'six clicks on Nearby airports', { watchMs: 4500 }),
    ],
  },
  {
    name: 'deployment',
    family: 'slowAsync',
    html: `${log}<style>.step::before { content: '\\25cb  ' } .step.runs::before { content: '\\25d0  ' } .step.done::before { content: '\\25cf  '; color: #396 }</style>
      <main><div id="steps"><p class="step">Build</p><p class="step">Test</p><p class="step">Ship</p></div><div class="row"><button id="deploy">Deploy</button><button id="rollback">Roll back</button><button id="logs">Full log</button><button id="cancel">Cancel</button></div><p id="version">Version 41</p></main>
      <script>on('#deploy', async () => { $('#deploy').disabled = true; for (const step of document.querySelectorAll('.step')) { step.className = 'step runs'; await fetch('/api?ms=950', { method: 'POST' }); step.className = 'step done'; } $('#deploy').disabled = false; }); on('#rollback', async () => { await fetch('/api?ms=3600', { method: 'POST' }); $('#version').textContent = 'Version 40'; });
        on('#logs', () => { location.assign('/slow?ms=2400'); }); on('#cancel', () => fetch('/hang', { method: 'DELETE' }).then(() => toast('Cancelled')));</script>`,
    interactions: [
      works('deployed', once('#deploy'), 'grey, then step after step'),
      works('rolled back', once('#rollback'), 'a line after 3.6 s', { watchMs: 5500 }),
      works('log', once('#logs'), 'another page after 2.4 s'),
      impatient('rolled back, hammered', streak('#rollback', 5, 270), 'five clicks before the line came', {
        watchMs: 5500,
      }),
      dead('cancel', once('#cancel'), 'no answer ever comes'),
      rage('cancel hammered', streak('#cancel', 6, 180), 'six clicks on Cancel'),
    ],
  },
  {
    name: 'film to convert',
    family: 'slowAsync',
    html: `${rerender}<style>#pie { width: 60px; height: 60px; border-radius: 30px; background: conic-gradient(#06c var(--done, 0%), #ddd 0) }</style>
      <main><div class="row"><div id="pie"></div><div><b>holiday.mov</b><br><span id="is">Not converted</span></div></div><div class="row"><button id="convert">Convert</button><button id="thumb">Make a preview</button><button id="subtitle">Subtitles</button></div><div id="out"></div></main>
      <script>on('#convert', () => { let done = 0; const run = setInterval(() => { done += 5; $('#pie').style.setProperty('--done', done + '%'); if (done >= 100) { clearInterval(run); $('#is').textContent = 'Converted'; } }, 120); }); on('#thumb', async () => { await fetch('/api?ms=2700'); $('#out').innerHTML = '<div style="width:120px;height:60px;background:#8bd"></div>'; });
        on('#subtitle', () => { const worker = new Worker(URL.createObjectURL(new Blob(['throw new Error("no words")']))); worker.onmessage = () => { $('#out').textContent = 'Hello'; }; });</script>`,
    interactions: [
      works('converted', once('#convert'), 'a pie that fills, then a word'),
      works('preview', once('#thumb'), 'a picture after 2.7 s of nothing', { watchMs: 4500 }),
      works('preview, asked for twice', streak('#thumb', 2, 1500), 'asks again while it is made', { watchMs: 5000 }),
      dead('subtitles', once('#subtitle'), 'the worker dies and nobody hears of it'),
      rage('subtitles hammered', streak('#subtitle', 5, 240), 'five clicks on Subtitles'),
      impatient('preview hammered', streak('#thumb', 6, 230), 'six clicks before the picture came', { watchMs: 5000 }),
    ],
  },
];
