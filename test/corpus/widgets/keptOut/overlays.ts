/** A banner of cookies, a confirmation, a tour, a drawer of notices. */
import { clock, feed } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { sparkline } from './background.ts';

export const overlays: readonly Widget[] = [
  {
    name: 'banner over an article',
    family: 'overlays',
    html: `${clock}<style>#banner { position: fixed; left: 50%; translate: -50%; bottom: 40px; width: 460px; background: #fff; border: 1px solid #888; padding: 16px; box-shadow: 0 2px 12px #888 } #more { display: none } #more.open { display: block } #banner.leaving { opacity: 0; transition: opacity .3s } .link { color: #06c; cursor: pointer }</style>
      <main><h1>Bees are back</h1><p>Text of the article.</p></main><div id="banner" role="dialog"><p id="law">We and 140 partners store things.</p><div id="more">Needed, statistics, advertising</div><button id="yes">Accept</button> <button id="no">Reject</button> <span class="link" id="manage">Manage</span> <span class="link" id="partners">Our partners</span></div>
      <script>const leave = () => { const banner = $('#banner'); banner?.classList.add('leaving'); setTimeout(() => banner?.remove(), 300); }; on('#yes', () => { localStorage.setItem('consent', 'yes'); leave(); }); on('#no', async () => { await fetch('/api?ms=1500', { method: 'POST' }); leave(); }); on('#manage', () => $('#more').classList.toggle('open')); on('#partners', () => { const list = $('#partner-list'); list.hidden = false; });</script>`,
    interactions: [
      works('accepted', once('#yes'), 'the banner fades and goes'),
      works('rejected', once('#no'), 'the banner goes after 1.5 s'),
      impatient('rejected, hammered', streak('#no', 4, 240), 'four clicks before it goes'),
      works('managed', once('#manage'), 'a line more'),
      nothingDue('sentence', once('#law'), 'small print'),
      dead('partners', once('#partners'), 'the list is missing and the handler throws'),
      rage('partners hammered', streak('#partners', 5, 210), 'five clicks on Our partners'),
    ],
  },
  {
    name: 'deletion that asks first',
    family: 'overlays',
    html: `${feed}<style>dialog { border: 1px solid #888; padding: 20px } dialog button:focus { outline: 0 } dialog::backdrop { background: #0006 } #undo { position: fixed; left: 16px; bottom: 16px; background: #222; color: #fff; padding: 10px } #undo button { background: none; color: #9cf; border: 0 }</style>
      <main><div id="rows"><p id="p1">Draft of a letter <button class="del" data-id="p1">Delete</button></p><p id="p2">Old offer <button class="del" data-id="p2">Delete</button></p><p id="p3">Locked plan <button class="del" data-id="p9">Delete</button></p></div><button id="empty">Empty the bin</button></main><dialog id="ask"><p>Delete this?</p><form method="dialog"><button value="no" id="keep">Keep</button> <button value="yes" id="sure">Delete</button> <button type="button" id="never">Do not ask again</button></form></dialog>
      <script>let id; on('.del', (e) => { id = e.currentTarget.dataset.id; if (!document.getElementById(id)) return; $('#ask').showModal(); }); on('#ask', () => { if ($('#ask').returnValue !== 'yes') return; const row = document.getElementById(id); row.hidden = true; document.body.insertAdjacentHTML('beforeend', '<div id="undo">Deleted <button>Undo</button></div>'); on('#undo button', () => { row.hidden = false; $('#undo').remove(); }); }, 'close');
        on('#never', () => { sessionStorage.setItem('ask', 'never'); }); on('#empty', async () => { await fetch('/api?ms=300&status=500', { method: 'DELETE' }).then((answer) => answer.ok && toast('Empty')); }); if (state === 'asked') { id = 'p1'; $('#ask').showModal(); }</script>`,
    interactions: [
      works('asked', once('#p1 .del'), 'a dialog asks'),
      works(
        'deleted and taken back',
        async (user) => {
          await user.click('#p1 .del');
          await user.rest(700);
          await user.click('#sure');
          await user.rest(900);
          await user.click('#undo button');
        },
        'the row goes and comes again',
      ),
      works('kept', once('#keep'), 'the dialog goes', { state: 'asked' }),
      rage('not asked again, hammered', streak('#never', 4, 260), 'four clicks in the dialog', { state: 'asked' }),
      dead('not asked again', once('#never'), 'kept in the storage of the browser, the dialog stays as it is', {
        state: 'asked',
      }),
      dead('row that is gone already', once('#p3 .del'), 'the button knows a row that is not there'),
      rage('row that is gone already, hammered', streak('#p3 .del', 6, 180), 'six clicks on Delete'),
      rage('bin hammered', streak('#empty', 4, 290), 'each is refused, and nothing says so'),
    ],
  },
  {
    name: 'tour of a new version',
    family: 'overlays',
    html: `${sparkline}<style>#veil { position: fixed; inset: 0 } #tip { position: fixed; left: 200px; top: 220px; width: 240px; background: #224; color: #fff; padding: 14px; border-radius: 6px } #tip i { display: inline-block; width: 8px; height: 8px; border-radius: 4px; background: #667; margin-right: 3px } #tip i.on { background: #fff }</style>
      <main><div class="row"><button id="new">New board</button><button id="invite">Invite</button></div><p id="board">No board</p></main><div id="veil"></div><div id="tip"><p id="say"></p><i></i><i></i><i></i><div class="row"><button id="next">Next</button><button id="skip">Skip</button></div></div>
      <script>const tips = ['Make boards here', 'Ask others in', 'That is all']; let at = 0; const draw = () => { $('#say').textContent = tips[at]; document.querySelectorAll('#tip i').forEach((one, i) => one.classList.toggle('on', i === at)); $('#next').textContent = at === 2 ? 'Done' : 'Next'; }; draw();
        const end = () => { $('#tip').remove(); if (state !== 'stuck') $('#veil').remove(); }; on('#next', () => { if (at === 2) return end(); at += 1; draw(); }); on('#skip', end); on('#new', () => { $('#board').textContent = 'Board ' + Math.ceil(performance.now()); }); on('#invite', () => toast('Invited')); if (state === 'done') end(); if (state === 'stuck') end();</script>`,
    interactions: [
      works('next', once('#next'), 'another tip'),
      works('to the end', streak('#next', 3, 800), 'tip after tip, then no tip'),
      works('skipped', once('#skip'), 'no tip any more'),
      works('board after the tour', once('#new'), 'a board', { state: 'done' }),
      dead('invited after the tour', once('#invite'), 'a layer that is not to be seen was left behind', {
        state: 'stuck',
      }),
      rage('board after the tour, hammered', streak('#new', 6, 190), 'six clicks into a layer that nobody sees', {
        state: 'stuck',
      }),
    ],
  },
];
