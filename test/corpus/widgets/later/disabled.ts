/** What is off and says so when asked, what is off and looks as if it were not. */
import { clock, countdown } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';

export const disabled: readonly Widget[] = [
  {
    name: 'settings of a small plan',
    family: 'disabled',
    html: `${clock}<style>fieldset { border: 1px solid #ccc; margin: 8px 0 } fieldset.paid button:disabled { color: #222; border-color: #777; cursor: pointer } .locked { color: #999; cursor: help }</style>
      <main><fieldset><legend>Mine</legend><button id="avatar">Change picture</button> <button class="locked" id="domain" aria-disabled="true">Own domain &#128274;</button> <span id="why"></span></fieldset><fieldset class="paid" disabled><legend>Team</legend><button id="invite">Invite</button> <button id="roles">Roles</button></fieldset><fieldset disabled><legend>Owner</legend><button id="close">Close the account</button></fieldset><p id="plan">You are on the small plan.</p></main>
      <script>on('#avatar', () => { $('#avatar').insertAdjacentHTML('afterend', ' <i>&#128100;</i>'); }); on('#domain', () => { $('#why').textContent = 'Part of the large plan'; setTimeout(() => { $('#why').textContent = ''; }, 2000); }); on('#invite, #roles', () => toast('Team'));</script>`,
    interactions: [
      works('picture', once('#avatar'), 'another picture'),
      works('own domain', once('#domain'), 'off, and a word beside it says why when asked'),
      nothingDue('close the account', once('#close'), 'greyed out in a part that is off'),
      nothingDue('plan', once('#plan'), 'a sentence'),
      dead('invite', once('#invite'), 'its fieldset is off, and the style makes it look alive'),
      rage('roles hammered', streak('#roles', 5, 210), 'five clicks on a button that is off and looks alive'),
      impatient('close the account, hammered', streak('#close', 5, 190), 'it is grey, and the visitor insists', {
        nothingDue: true,
      }),
      rage('invite hammered', streak('#invite', 5, 240), 'five clicks on Invite'),
    ],
  },
  {
    name: 'tickets before the sale',
    family: 'disabled',
    html: `${countdown}<style>.buy[data-state=soon] { background: #eee; color: #999; cursor: not-allowed }</style>
      <main><div class="card"><b>Friday</b> <button class="buy" id="friday">Buy</button></div><div class="card"><b>Saturday</b> <button class="buy" id="saturday" data-state="soon" title="From 10:00">Buy</button></div><div class="card" id="sunday-card" inert style="opacity:1"><b>Sunday</b> <button class="buy" id="sunday">Buy</button></div><button id="remind" aria-pressed="false">Remind me</button><p id="basket">No tickets</p></main>
      <script>let n = 0; on('#friday', () => { n += 1; $('#basket').textContent = n + ' for Friday'; if (n === 4) $('#friday').disabled = true; }); on('#sunday', () => toast('Sunday'));
        on('#remind', (e) => { const now = e.currentTarget.getAttribute('aria-pressed') === 'false'; e.currentTarget.setAttribute('aria-pressed', String(now)); e.currentTarget.textContent = now ? 'We will remind you' : 'Remind me'; });</script>`,
    interactions: [
      works('Friday', once('#friday'), 'one ticket'),
      works('four for Friday', streak('#friday', 4, 450), 'four tickets; then the button is off'),
      works('reminder', once('#remind'), 'the words change'),
      nothingDue('Saturday', once('#saturday'), 'grey, a crossed cursor, a title that says when'),
      dead('Sunday', once('#sunday'), 'inert, and looks like Friday'),
      rage('Sunday hammered', streak('#sunday', 8, 160), 'eight clicks on Sunday'),
    ],
  },
];
