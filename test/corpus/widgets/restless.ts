/** Pages that never stand still: several backgrounds at once around one button that works and one that does not. */
import { animation, clock, countdown, counters, feed, polling, slides } from '../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../widget.ts';

export const restless: readonly Widget[] = [
  {
    name: 'dashboard with live numbers',
    family: 'restless',
    html: `${counters}${clock}${polling}<main><button id="refresh">Refresh</button> <button id="alarm">Silence alarm</button> <button id="zoom">Zoom</button><p id="age">Data of 12:00</p></main>
      <script>on('#refresh', () => { $('#age').textContent = 'Data of now'; }); on('#zoom', async () => { await fetch('/api?ms=600'); $('#age').style.fontSize = '24px'; });</script>`,
    interactions: [
      works('refreshed', once('#refresh'), 'the line below changes'),
      works('zoomed', once('#zoom'), 'larger after 600 ms'),
      dead('alarm', once('#alarm'), 'no handler, and a page full of changes'),
      dead('alarm, twice', streak('#alarm', 2, 1300), 'a second try'),
      rage('alarm hammered', streak('#alarm', 6, 190), 'six clicks on Silence alarm'),
    ],
  },
  {
    name: 'auction',
    family: 'restless',
    html: `${countdown}${feed}${animation}<main><button id="bid">Bid 10 more</button> <button id="watch">Watch</button><p>Your bid: <b id="mine">100</b></p></main>
      <script>on('#bid', () => setTimeout(() => { $('#mine').textContent = Number($('#mine').textContent) + 10; }, 200)); on('#watch', () => { fetch('/hang').catch(() => {}); });</script>`,
    interactions: [
      works('bid', once('#bid'), '110 after 200 ms'),
      works('bids', streak('#bid', 5, 320), '150: five bids, each counted'),
      dead('watch', once('#watch'), 'a request without an answer, among changes of every kind'),
      rage('watch hammered', streak('#watch', 5, 210), 'five clicks on Watch'),
      rage(
        'two buttons side by side',
        async (user) => {
          await user.click({ on: '#watch', x: 0.15 }, { count: 3, gapMs: 160 });
          await user.click({ on: '#watch', x: 0.85 }, { count: 3, gapMs: 160 });
        },
        'hammers here and there on the same button',
      ),
    ],
  },
  {
    name: 'front page',
    family: 'restless',
    html: `${slides}${feed}${polling}<main><button id="read">Read later</button> <div class="card" id="story" style="cursor:pointer"><b>Story of the day</b></div><button id="slow">Local news</button><p id="later">Nothing saved</p></main>
      <script>on('#read', () => { $('#later').textContent = '1 story saved'; }); on('#slow', async () => { await fetch('/api?ms=1800'); $('#later').textContent = 'Rain in town'; });</script>`,
    interactions: [
      works('read later', once('#read'), 'a line says so'),
      works('local news', once('#slow'), 'after 1.8 s, among changes that mean nothing'),
      impatient('local news hammered', streak('#slow', 5, 220), 'five clicks before the news came'),
      dead('story', once('#story'), 'a card with a hand as its cursor'),
      rage('story hammered', streak('#story', 5, 190), 'five clicks on the story of the day'),
    ],
  },
];
