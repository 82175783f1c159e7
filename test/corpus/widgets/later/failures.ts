/** Parts that do not load, answers that are not what they should be, handlers that were left behind. */
import { feed, polling } from '../../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../../widget.ts';
import { autosave, typing } from './background.ts';

export const failures: readonly Widget[] = [
  {
    name: 'parts that load late',
    family: 'failures',
    html: `${typing}${autosave}<main><div class="row"><button id="comments">Comments</button><button id="emoji">Emoji</button><button id="stats">Statistics</button></div><div id="panel" class="panel"></div></main>
      <script>on('#comments', async () => { $('#panel').textContent = 'Loading ...'; const answer = await fetch('/api?ms=200&status=502'); $('#panel').textContent = answer.ok ? 'Comments' : 'Comments are not to be had at the moment.'; });
        on('#emoji', async () => { const part = await import('/parts/emoji.js'); part.open($('#panel')); });
        on('#stats', async () => { const box = document.createElement('div'); await import('data:text/javascript,export default 3').then(({ default: n }) => { box.textContent = n + ' readers'; }); $('#panel').append(box); });</script>`,
    interactions: [
      works('comments', once('#comments'), 'it says that they are not to be had'),
      works('statistics', once('#stats'), 'a line, from a part that does load'),
      dead('emoji', once('#emoji'), 'its part is not on the server any more'),
      dead('emoji, twice', streak('#emoji', 2, 1600), 'a second try'),
      rage('emoji hammered', streak('#emoji', 5, 210), 'five clicks on Emoji'),
    ],
  },
  {
    name: 'list drawn anew',
    family: 'failures',
    html: `${polling}<main><ul id="tasks"></ul><div class="row"><button id="add">Add a task</button><button id="sync">Sync</button></div><p id="said"></p></main>
      <script>const tasks = ['Call Ann', 'Water the plants']; const draw = () => { $('#tasks').innerHTML = tasks.map((one, i) => '<li>' + one + ' <button class="done" data-i="' + i + '">Done</button> <button class="star">Star</button></li>').join(''); }; draw();
        // given once, to the buttons that were there then
        on('.star', (e) => { e.currentTarget.textContent = 'Starred'; }); if (state !== 'fresh') draw();
        $('#tasks').addEventListener('click', (e) => { if (e.target.matches('.done')) { e.target.parentElement.style.textDecoration = 'line-through'; } });
        on('#add', () => { tasks.push('Task ' + (tasks.length + 1)); draw(); }); on('#sync', () => { $('#said').textContent = 'Syncing ...'; setTimeout(() => { JSON.parse('<html>'); $('#said').textContent = 'Synced'; }, 400); });</script>`,
    interactions: [
      works('done', once('.done'), 'the task is struck through; the list listens'),
      works('star before the list was drawn anew', once('.star'), 'Starred', { state: 'fresh' }),
      works('three tasks', streak('#add', 3, 560), 'three more'),
      impatient('sync, hammered', streak('#sync', 6, 240), 'it says Syncing and never gets further'),
      dead('star', once('.star'), 'the listener went with the nodes of before'),
      rage('star hammered', streak('.star', 6, 180), 'six clicks on Star'),
    ],
  },
  {
    name: 'import of contacts',
    family: 'failures',
    html: `${feed}<main><button id="phone">From the phone</button> <button id="mail">From the mail</button> <button id="undo">Undo</button><p id="n">3 contacts</p></main>
      <script>let n = 3; on('#mail', async () => { await fetch('/api?ms=650'); n += 5; $('#n').textContent = n + ' contacts'; }); on('#phone', async () => { const all = await navigator.contacts.select(['name']); n += all.length; });
        on('#undo', () => { const end = performance.now() + 700; while (performance.now() < end) Math.sqrt(end); $('#n').textContent = '3 contacts again'; });</script>`,
    interactions: [
      works('mail', once('#mail'), 'five more after 650 ms'),
      works('undone', once('#undo'), 'the page stands still for a moment, then the line changes'),
      dead('phone', once('#phone'), 'this browser has no contacts, and nothing says so'),
      rage('phone hammered', streak('#phone', 4, 310), 'four clicks, four rejections'),
    ],
  },
];
