/** Handlers that throw, tries again, pages that freeze. */
import { feed, polling } from '../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../widget.ts';

export const failures: readonly Widget[] = [
  {
    name: 'basket that throws',
    family: 'failures',
    html: `${polling}<main><button id="add">Add</button> <button id="remove">Remove</button> <button id="share">Share</button><p id="list">3 things</p></main>
      <script>let things = 3; const draw = () => { $('#list').textContent = things + ' things'; }; on('#add', () => { things += 1; draw(); }); on('#remove', () => { basket.items.pop(); draw(); });
        on('#share', () => { things += 0; throw new TypeError('share is not a function'); });</script>`,
    interactions: [
      works('added', once('#add'), 'four things'),
      works('added in a row', streak('#add', 5, 240), 'eight things'),
      dead('removed', once('#remove'), 'the handler throws before it draws'),
      rage('removed, hammered', streak('#remove', 5, 180), 'five errors, three things'),
      rage('share, slowly for a rage', streak('#share', 3, 330), 'three clicks within a second, each throws'),
    ],
  },
  {
    name: 'try again',
    family: 'failures',
    html: `<main><p id="error" role="alert">Could not load. </p><button id="retry">Try again</button> <a class="button" href="#" id="contact">Contact us</a></main>
      <script>let tries = 0; on('#retry', async () => { tries += 1; $('#error').textContent = 'Loading ...'; await fetch('/api?ms=250&status=' + (tries < 3 ? 503 : 200)); $('#error').textContent = tries < 3 ? 'Could not load (' + tries + ').' : 'Loaded.'; });
        on('#contact', (e) => e.preventDefault());</script>`,
    interactions: [
      works('once more', once('#retry'), 'Loading, then the error again'),
      works('until it loads', streak('#retry', 3, 1100), 'each try shows that it tries; the third loads'),
      dead('contact', once('#contact'), 'a link that is prevented'),
      rage('contact hammered', streak('#contact', 4, 210), 'four clicks on Contact us'),
    ],
  },
  {
    name: 'frozen for a second',
    family: 'failures',
    html: `${feed}<main><button id="sort">Sort 10,000 rows</button> <button id="undo">Undo</button> <button id="theme">Theme</button><p id="done">Unsorted</p></main>
      <script>on('#sort', () => { const end = performance.now() + 1200; while (performance.now() < end) Math.sqrt(end); $('#done').textContent = 'Sorted'; }); on('#theme', () => { document.documentElement.style.background = document.documentElement.style.background ? '' : '#ffe'; });
        on('#undo', async () => { try { await Promise.reject(new Error('nothing to undo')); } finally { window.undone = true; } });</script>`,
    interactions: [
      works('sorted', once('#sort'), 'the page stands still, then says Sorted'),
      works('theme', once('#theme'), 'another background'),
      works('theme tried', streak('#theme', 4, 450), 'there and back'),
      impatient('sorted, hammered', streak('#sort', 3, 260), 'clicks into a page that stands still'),
      dead('undo', once('#undo'), 'a rejection that nobody shows'),
      rage('undo hammered', streak('#undo', 6, 170), 'six rejections, nothing to see'),
    ],
  },
];
