/** Forms: a payment, an application with its error far above, a poll. */
import { clock, slides } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { autosave } from './background.ts';

export const forms: readonly Widget[] = [
  {
    name: 'payment by card',
    family: 'forms',
    html: `${clock}<style>.field:user-invalid { border-color: #b00 } .wrong { color: #b00; min-height: 24px }</style>
      <main><form id="form"><label>Card number <input id="number" class="field" inputmode="numeric" required></label><div class="wrong" id="wrong" role="alert"></div><label>Name on the card <input id="holder" class="field"></label><button id="pay">Pay 49.00</button> <button type="button" id="wallet">Pay by wallet</button></form></main>
      <script>if (state === 'filled') { $('#number').value = '4111 1111 1111 1111'; $('#holder').value = 'Ann'; }
        $('#number').addEventListener('blur', () => { $('#wrong').textContent = $('#number').value.replaceAll(' ', '').length === 16 ? '' : 'A card number has 16 digits.'; });
        on('#form', async (e) => { e.preventDefault(); if (state !== 'filled') return; $('#pay').textContent = 'Paying ...'; await fetch('/api?ms=900', { method: 'POST' }); $('#form').innerHTML = '<h2>Thank you</h2>'; }, 'submit');
        on('#wallet', () => { if (window.ApplePaySession) new ApplePaySession(3, {}).begin(); });</script>`,
    interactions: [
      works('paid', once('#pay'), 'the button says Paying, then a word of thanks', { state: 'filled' }),
      works('refused by the browser', once('#pay'), 'the empty field gets the caret and a hint'),
      works(
        'typed wrongly',
        async (user) => {
          await user.click('#number');
          await user.type('4111');
          await user.rest(600);
          await user.click('#holder');
        },
        'when the field is left a line says what is wrong',
      ),
      dead('wallet', once('#wallet'), 'this browser has no such wallet, and the button stands there all the same'),
      rage('wallet hammered', streak('#wallet', 4, 300), 'four times Pay by wallet'),
    ],
  },
  {
    name: 'application for a job',
    family: 'forms',
    html: `${slides}${autosave}<style>#summary { visibility: hidden; color: #b00; height: 24px } #summary.shown { visibility: visible } .chip { display: inline-block; padding: 2px 8px; background: #eee; border-radius: 10px }</style>
      <main style="padding-bottom:40px"><p id="summary" role="alert">Please attach your letter.</p><label>Name <input id="name" value="Ann"></label><div style="height:900px;background:linear-gradient(#fff,#eef)">About you</div><div class="row"><input type="file" id="cv" hidden><button id="attach">Attach CV</button><button id="skills">Add a skill</button><span id="chips"></span></div><div class="row"><button id="send">Send application</button><a href="#privacy" id="to-privacy">Privacy</a></div><div id="privacy">We keep what you send for six months.</div></main>
      <script>scrollTo(0, 2000); on('#attach', () => $('#cv').click()); on('#skills', () => { const one = document.createElement('span'); one.className = 'chip'; one.textContent = 'Skill'; $('#chips').append(one); });
        on('#send', () => { if (state === 'complete') { $('main').innerHTML = '<h2>We have got it.</h2>'; scrollTo(0, 0); } else $('#summary').classList.add('shown'); });</script>`,
    interactions: [
      works('sent', once('#send'), 'another text, from its beginning', { state: 'complete' }),
      works('file', once('#attach'), 'the file dialog of the browser'),
      works('three skills', streak('#skills', 3, 720), 'three more chips'),
      nothingDue('notice', once('#privacy'), 'a sentence'),
      dead('refused out of sight', once('#send'), 'the error is two screens above, nothing is to be seen here'),
      rage('refused out of sight, hammered', streak('#send', 6, 230), 'six clicks on Send application'),
    ],
  },
  {
    name: 'poll',
    family: 'forms',
    html: `<style>.bar-of { height: 20px; width: 0; background: #9cf; transition: width .4s } #results { display: none } .voted #results { display: block } .voted #choice { display: none }</style>
      <main><h2>Which way to work?</h2><form id="choice"><label><input type="radio" name="way" value="bike" id="bike"> By bike</label><label><input type="radio" name="way" value="train" id="train"> By train</label><button id="vote">Vote</button> <button type="button" id="peek">Results</button></form><div id="results"><div class="bar-of" style="max-width:60%"></div><div class="bar-of" style="max-width:30%"></div></div></main>
      <script>on('#choice', async (e) => { e.preventDefault(); if (!new FormData($('#choice')).get('way')) return; await fetch('/api?ms=1300', { method: 'POST' }); $('main').classList.add('voted'); requestAnimationFrame(() => document.querySelectorAll('.bar-of').forEach((one) => { one.style.width = '300px'; })); }, 'submit');
        on('#peek', () => $('main').classList.add('voted')); if (state === 'chosen') $('#bike').checked = true;</script>`,
    interactions: [
      works('chosen', once('#train'), 'the dot moves'),
      works('voted', once('#vote'), 'the bars grow after 1.3 s', { state: 'chosen' }),
      works('results', once('#peek'), 'the results take the place of the question'),
      impatient('voted, hammered', streak('#vote', 5, 220), 'five clicks before the bars come', { state: 'chosen' }),
      dead('vote for nothing', once('#vote'), 'nothing was chosen and nothing says so'),
      rage('vote for nothing, hammered', streak('#vote', 4, 200), 'four votes for nothing'),
    ],
  },
];
