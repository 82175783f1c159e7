/** Forms that are sent, refused with a word, and refused without one. */
import { clock, counters, feed } from '../background.ts';
import { dead, once, rage, streak, type Widget, works } from '../widget.ts';

export const forms: readonly Widget[] = [
  {
    name: 'newsletter',
    family: 'forms',
    html: `${feed}<main><form id="form" novalidate><label>Email <input type="email" id="email" value=""></label><label><input type="checkbox" id="terms" required> I agree</label><button id="send">Subscribe</button></form><p id="done"></p></main>
      <script>if (state === 'filled') { $('#email').value = 'a@example.com'; $('#terms').checked = true; }
        on('#form', (e) => { e.preventDefault(); if (!$('#email').value || !$('#terms').checked) return; fetch('/api?ms=200', { method: 'POST' }).then(() => { $('#done').textContent = 'Welcome!'; }); }, 'submit');</script>`,
    interactions: [
      works('sent', once('#send'), 'Welcome! after 200 ms', { state: 'filled' }),
      works(
        'filled and sent',
        async (user) => {
          await user.click('#email');
          await user.type('b@example.com');
          await user.click('#terms');
          await user.click('#send');
        },
        'typed, agreed, sent',
      ),
      dead('silent refusal', once('#send'), 'nothing was filled in and nothing says so'),
      rage('silent refusal hammered', streak('#send', 5, 210), 'five clicks on Subscribe, no word'),
    ],
  },
  {
    name: 'address',
    family: 'forms',
    html: `${clock}<main><form id="form" action="/elsewhere"><label>Street <input id="street" name="street" required></label><label>Town <input id="town" name="town"></label><button id="next">Next</button></form>
      <form id="hidden-form" action="/elsewhere"><div style="display:none"><input name="vat" required></div><button id="pay">Pay now</button></form></main>
      <script>if (state === 'filled') $('#street').value = 'High Street 1';</script>`,
    interactions: [
      works('refused with a word', once('#next'), 'the browser goes to the empty field and says what is missing'),
      works('sent', once('#next'), 'another page', { state: 'filled' }),
      dead('required field that is not shown', once('#pay'), 'the browser refuses for a field that nobody can see'),
      rage('required field that is not shown, hammered', streak('#pay', 6, 180), 'six clicks on Pay now'),
    ],
  },
  {
    name: 'contact',
    family: 'forms',
    html: `${counters}<main><form id="form" novalidate><label>Name <input id="name"></label><p class="error" id="name-error" style="color:#b00" hidden>Please tell us your name.</p><label>Message <textarea id="message"></textarea></label><button id="send">Send</button> <button type="reset" id="reset">Reset</button></form>
      <form id="second"><input id="coupon" placeholder="Coupon"><button type="button" id="redeem">Redeem</button></form></main>
      <script>on('#form', (e) => { e.preventDefault(); const bad = !$('#name').value; $('#name-error').hidden = !bad; $('#name').setAttribute('aria-invalid', String(bad)); if (!bad) { $('#form').hidden = true; toast('Sent'); } }, 'submit');
        on('#redeem', async () => { const answer = await fetch('/api?ms=150&status=422'); if (answer.ok) toast('Redeemed'); });
        if (state === 'filled') { $('#name').value = 'Ann'; $('#message').value = 'Hello'; }</script>`,
    interactions: [
      works('refused with a word', once('#send'), 'an error beside the field'),
      works('sent', once('#send'), 'the form goes and a toast says Sent', { state: 'filled' }),
      works('reset', once('#reset'), 'the fields are empty again', { state: 'filled' }),
      dead('refused by the server', once('#redeem'), 'the server says 422 and the page says nothing'),
      rage('refused by the server, hammered', streak('#redeem', 5, 240), 'five requests, five refusals, no word'),
    ],
  },
];
