/** Pages where a lot goes on: a broadcast, the wall of an office, a sale. */
import { animation, clock, counters, polling } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { beat, chatter, faces, lights, log, queue, rerender, sparkline } from './background.ts';

export const restless: readonly Widget[] = [
  {
    name: 'broadcast with a chat',
    family: 'restless',
    html: `${chatter}${counters}${faces}<main><div class="row"><button id="heart">&#10084; <span>12</span></button><button id="say">Say hello</button><button id="gift">Gift</button><button id="clip">Clip that</button><button id="quality">720p</button></div><div id="mine" style="min-height:28px"></div></main>
      <script>let n = 12; on('#heart', () => { n += 1; $('#heart span').textContent = n; const one = document.createElement('i'); one.textContent = '\\u2764'; one.style.cssText = 'position:fixed;left:60px;top:300px;color:#d33;pointer-events:none'; document.body.append(one); one.animate([{ translate: '0 0' }, { translate: '0 -120px', opacity: 0 }], 900).onfinish = () => one.remove(); });
        on('#say', async () => { $('#mine').textContent = 'you: hello'; $('#mine').style.opacity = 0.5; await fetch('/api?ms=600', { method: 'POST' }); $('#mine').style.opacity = 1; }); on('#quality', () => { $('#quality').textContent = $('#quality').textContent === '720p' ? '1080p' : '720p'; }); on('#gift', () => { const shop = document.getElementById('gifts'); shop.showModal(); }); on('#clip', async () => { await fetch('/api?ms=400&status=503', { method: 'POST' }).then((answer) => { if (answer.ok) toast('Clipped'); }); });</script>`,
    interactions: [
      works('heart', once('#heart'), 'counted, and a heart flies'),
      works('hearts', streak('#heart', 14, 140, { jitterPx: 5 }), 'each is counted'),
      works('said', once('#say'), 'a pale line, then a clear one'),
      works('quality', streak('#quality', 2, 900), 'another number, and back'),
      rage('gift hammered', streak('#gift', 5, 170), 'five clicks on Gift'),
      dead('gift', once('#gift'), 'the shop is missing and the handler throws'),
      dead('clip', once('#clip'), 'too busy, and nothing says so'),
      rage('clip hammered', streak('#clip', 5, 220), 'five clicks on Clip that, while everybody talks'),
    ],
  },
  {
    name: 'wall of an office',
    family: 'restless',
    html: `${lights}${log}${sparkline}${clock}${beat}<style>#pager { padding: 8px; border: 1px solid #c33; width: 360px } #pager.calm { border-color: #ccc; color: #888 }</style><main><div id="pager">Disk of node 4 is full <button id="ack">I take it</button></div><div class="row"><button id="silence">Silence</button><button id="refresh">Refresh</button><button id="node">Node 4</button><button id="zoom">Zoom out</button></div><div id="detail" style="min-height:40px"></div></main>
      <script>on('#ack', () => { $('#pager').className = 'calm'; $('#ack').textContent = 'Yours'; }); on('#silence', async () => { await fetch('/api?ms=150&status=500', { method: 'POST' }); }); on('#refresh', async () => { await fetch('/api?ms=1500'); $('#detail').textContent = 'As of now: 98 %'; }); on('#node', () => { $('#detail').innerHTML = '<b>node 4</b>, 12 days up'; }); on('#zoom', () => { const range = new URL(location.href); range.hash = 'zoom=0'; history.replaceState({}, '', range); });</script>`,
    interactions: [
      works('taken', once('#ack'), 'the frame is grey and the word is another'),
      works('refreshed', once('#refresh'), 'a line after 1.5 s'),
      works('refreshed by a double click', twice('#refresh'), 'the same line'),
      impatient('refreshed, hammered', streak('#refresh', 5, 240), 'five clicks before the line came'),
      dead('silence', once('#silence'), 'refused, and the alarm stays'),
      rage('silence hammered', streak('#silence', 6, 180), 'six clicks on Silence'),
      rage('zoom hammered', streak('#zoom', 5, 200), 'the address changes, the line does not'),
    ],
  },
  {
    name: 'sale of an hour',
    family: 'restless',
    html: `${polling}${queue}${rerender}${animation}<style>.deal { display: inline-block; width: 150px; border: 1px solid #aaa; padding: 8px; margin-right: 6px } .deal.mine { border-color: #396; background: #efe } .left { color: #c33 }</style><main><div id="deals"></div><p id="rule">One of each.</p><div class="row"><button id="notify">Tell me of the next</button><button id="sort">Sort</button></div></main>
      <script>$('#deals').innerHTML = ['Lamp', 'Desk', 'Rug'].map((one, i) => '<div class="deal" id="deal' + i + '"><b>' + one + '</b> <span class="left">9 left</span><br><button class="grab">Grab</button></div>').join(''); if (!quiet) setInterval(() => { const left = document.querySelectorAll('.left'), one = left[Math.floor(Math.random() * 3)]; one.textContent = Math.max(1, parseInt(one.textContent, 10) - 1) + ' left'; }, 500);
        $('#deals').addEventListener('click', async (e) => { if (!e.target.matches('.grab')) return; const deal = e.target.closest('.deal'); if (deal.id === 'deal2') { await fetch('/api?ms=120&status=410', { method: 'POST' }); return; } await fetch('/api?ms=180', { method: 'POST' }); deal.classList.toggle('mine'); e.target.textContent = deal.matches('.mine') ? 'Grabbed' : 'Grab'; });
        on('#sort', () => { const deals = $('#deals'); deals.append(deals.firstElementChild); }); on('#notify', () => { if ('Notifier' in window) Notifier.ask(); });</script>`,
    interactions: [
      works('grabbed', once('#deal0 .grab'), 'green after 180 ms'),
      works('grabbed and given back', streak('#deal1 .grab', 2, 1000), 'green, white'),
      works('sorted', streak('#sort', 3, 560), 'another order each time'),
      nothingDue('rule', once('#rule'), 'small print'),
      dead('rug', once('#deal2 .grab'), 'gone already, and nothing says so'),
      rage('rug hammered', streak('#deal2 .grab', 6, 190), 'six clicks on Grab, while numbers fall'),
      dead('next sale', once('#notify'), 'this browser tells nobody'),
    ],
  },
];
