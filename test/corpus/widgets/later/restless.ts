/** Pages where everything moves, with buttons in between. */
import { animation, clock, counters } from '../../background.ts';
import { dead, impatient, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { film, prices, ticker, trending, typing } from './background.ts';

export const restless: readonly Widget[] = [
  {
    name: 'floor of an exchange',
    family: 'restless',
    html: `${prices}${ticker}${counters}${clock}<main><div class="row"><button id="buy">Buy 10</button><button id="sell">Sell 10</button><button id="alert">Price alert</button><button id="book">Order book</button></div><p>You hold <b id="held">100</b></p><div id="depth" class="panel" style="min-height:40px"></div></main>
      <script>let held = 100; for (const [id, by] of [['#buy', 10], ['#sell', -10]]) on(id, async () => { await fetch('/api?ms=90', { method: 'POST' }); held += by; $('#held').textContent = held; });
        on('#book', () => { $('#depth').textContent = $('#depth').textContent ? '' : '101.20: 300'; }); on('#alert', () => { Notification.permission === 'granted' && new Notification('Alert'); });</script>`,
    interactions: [
      works('bought', once('#buy'), '110 after 90 ms'),
      works('sold in a row', streak('#sell', 4, 300), '60: four orders, each carried out'),
      works('book', streak('#book', 2, 900), 'shown and hidden'),
      dead('alert', once('#alert'), 'notifications are not allowed, and nobody asks for them'),
      rage('alert hammered', streak('#alert', 6, 180), 'six clicks among flashing prices'),
    ],
  },
  {
    name: 'match that is on',
    family: 'restless',
    html: `${film}${trending}${typing}${animation}<main><div class="row"><button id="cheer">&#128079; <span>0</span></button><button id="goals">Goals</button><button id="line-up">Line-up</button><button id="replay">Replay</button></div><div id="pane" class="panel" style="height:60px"></div></main>
      <script>let claps = 0; on('#cheer', () => { claps += 1; $('#cheer span').textContent = claps; }, 'pointerdown'); on('#goals', () => { $('#pane').innerHTML = '12. Ann, 40. Bob'; });
        on('#line-up', async () => { await fetch('/api?ms=2100'); $('#pane').innerHTML = 'Ann, Bob, Eve'; }); on('#replay', () => { const film = document.querySelector('video'); film.currentTime -= 10; });</script>`,
    interactions: [
      works('goals', once('#goals'), 'two goals below'),
      works('cheers', streak('#cheer', 12, 140, { jitterPx: 4 }), 'each clap is counted'),
      works('line-up by double click', twice('#line-up'), 'the names after 2.1 s'),
      impatient('line-up hammered', streak('#line-up', 6, 210), 'six clicks before the names came'),
      dead('replay', once('#replay'), 'there is no video to turn back'),
      rage('replay hammered', streak('#replay', 5, 200), 'five clicks, while a film runs above'),
    ],
  },
];
