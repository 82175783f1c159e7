/** What is off: a button that waits for a form, tools of a guest, a lift of a plan. */
import { counters } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { queue } from './background.ts';

export const disabled: readonly Widget[] = [
  {
    name: 'tools of a guest',
    family: 'disabled',
    html: `${counters}<style>.tool[aria-disabled=true] { opacity: .45; cursor: not-allowed } .tool.ghost { pointer-events: none } #tip { color: #777; min-height: 24px } .tool.plain[disabled] { color: #222; border-color: #777; cursor: pointer }</style>
      <main><div class="row"><button class="tool" id="view">Zoom</button><button class="tool" id="edit" aria-disabled="true">Edit</button><button class="tool" id="ask" aria-disabled="true">Comment</button><button class="tool ghost" id="share">Share</button><button class="tool plain" id="export" disabled>Export</button></div><p id="tip"></p><p id="doc">Minutes of Monday</p></main>
      <script>let size = 16; on('#view', () => { size += 3; $('#doc').style.fontSize = size + 'px'; }); on('#ask', () => { $('#tip').textContent = 'Sign in to comment'; setTimeout(() => { $('#tip').textContent = ''; }, 2500); }); on('#share', () => toast('Shared'));</script>`,
    interactions: [
      works('larger', streak('#view', 3, 480), 'larger letters each time'),
      works('comment of a guest', once('#ask'), 'off, and a line says what to do'),
      nothingDue('edit', once('#edit'), 'pale, a crossed cursor'),
      impatient('edit hammered', streak('#edit', 5, 200), 'it is pale, and the visitor insists', { nothingDue: true }),
      dead('share', once('#share'), 'looks like Zoom, and lets clicks through'),
      rage('export hammered', streak('#export', 6, 200), 'six clicks on Export'),
      dead('export', once('#export'), 'off, and the style makes it look alive'),
      rage('share hammered', streak('#share', 5, 220), 'five clicks on Share'),
    ],
  },
  {
    name: 'checkout that waits',
    family: 'disabled',
    html: `${queue}<style>#order:disabled { background: #eee } .pay { border: 1px solid #999; padding: 10px; width: 260px; cursor: pointer; margin: 4px 0 } .pay.on { border-color: #06c; box-shadow: 0 0 0 1px #06c } .pay.off { color: #aaa; cursor: not-allowed } #order.wait { opacity: .5 }</style>
      <main><div class="pay" id="card">Card</div><div class="pay" id="bank">Bank</div><div class="pay off" id="later">Later (not below 50)</div><label><input type="checkbox" id="ok"> I have read the terms</label><button id="order" disabled>Order</button> <button id="split">Split the sum</button><p id="said"></p></main>
      <script>const check = () => { $('#order').disabled = !($('#ok').checked && $('.pay.on')); }; on('#card', (e) => { document.querySelectorAll('.pay').forEach((one) => one.classList.toggle('on', one === e.currentTarget)); check(); }); on('#ok', check, 'change'); on('#order', async () => { if ($('#order').matches('.wait')) return; $('#order').classList.add('wait'); await fetch('/api?ms=1900', { method: 'POST' }); $('#order').classList.remove('wait'); $('#said').textContent = 'Thank you'; }); on('#split', () => { if ($('#said').dataset.parts) return; }); if (state === 'ready') { $('#card').click(); $('#ok').click(); }</script>`,
    interactions: [
      works('card', once('#card'), 'a blue frame'),
      works(
        'all of it',
        async (user) => {
          await user.click('#card');
          await user.rest(600);
          await user.click('#ok');
          await user.rest(700);
          await user.click('#order');
        },
        'the button comes alive, then a word',
        { watchMs: 4500 },
      ),
      works('ordered', once('#order'), 'pale at once, a word after 1.9 s', { state: 'ready' }),
      nothingDue('ordered too early', once('#order'), 'grey, and it says what is missing by being grey'),
      nothingDue('later', once('#later'), 'grey, with the reason'),
      dead('bank', once('#bank'), 'a box like the other, and no frame comes'),
      rage('bank hammered', streak('#bank', 6, 190), 'six clicks on Bank'),
      rage('split hammered', streak('#split', 5, 230), 'a handler that does nothing'),
    ],
  },
  {
    name: 'lesson by lesson',
    family: 'disabled',
    html: `<style>.lesson { width: 260px; padding: 8px; border: 1px solid #bbb; margin: 4px 0; display: block; text-align: left } .lesson.done { background: #e6f6e6 } .lesson:disabled { background: #f3f3f3 }</style>
      <main><button class="lesson done" id="l1">1 Hello &#10003;</button><button class="lesson" id="l2">2 Numbers</button><button class="lesson" id="l3" disabled>3 Colours &#128274;</button><button class="lesson" id="l4">4 Review</button><p id="said" style="min-height:24px"></p><button id="streak">Freeze my streak</button></main>
      <script>on('#l1', () => { $('#said').textContent = 'Hello again'; }); on('#l2', async () => { await fetch('/api?ms=320'); $('#said').textContent = 'One, two, three'; $('#l2').classList.add('done'); $('#l3').disabled = false; $('#l3').textContent = '3 Colours'; }); on('#l3', () => { $('#said').textContent = 'Red, blue'; }); on('#l4', () => { if ($('#l3').disabled) return; $('#said').textContent = 'All of it'; }); on('#streak', () => fetch('/api?ms=200&status=402', { method: 'POST' }));</script>`,
    interactions: [
      works('again', once('#l1'), 'a line'),
      works(
        'one, then the next',
        async (user) => {
          await user.click('#l2');
          await user.rest(1100);
          await user.click('#l3');
        },
        'the lock goes, then the lesson opens',
      ),
      works('numbers', once('#l2'), 'a line after 320 ms'),
      nothingDue('locked', once('#l3'), 'grey, with a lock'),
      dead('review', once('#l4'), 'locked as well, and does not look so'),
      dead('streak', once('#streak'), 'it would cost something, and nothing says so'),
      rage('review hammered', streak('#l4', 5, 210), 'five clicks on Review'),
    ],
  },
];
