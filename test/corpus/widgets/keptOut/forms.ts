/** A search of flights, a sign-up, a comment, a poll. */
import { counters } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { sparkline } from './background.ts';

export const forms: readonly Widget[] = [
  {
    name: 'sign-up',
    family: 'forms',
    html: `${counters}<style>.wrong { color: #b00 } form { width: 360px }</style>
      <main><form id="form" novalidate><label>Mail <input id="mail" type="email"></label><label>Password <input id="password" type="password"> <button type="button" id="show">Show</button></label><label><input type="checkbox" id="terms"> I agree</label><p class="wrong" id="wrong"></p><button id="join">Join</button> <div class="row"><button type="button" id="google">Join with a passkey</button> <a href="/elsewhere?sign-in">Sign in instead</a></div></form></main>
      <script>if (state === 'filled') { $('#mail').value = 'ann@example.org'; $('#password').value = 'longenough'; $('#terms').checked = true; } if (state === 'unticked') { $('#mail').value = 'ann@example.org'; $('#password').value = 'longenough'; }
        on('#form', async (e) => { e.preventDefault(); $('#wrong').textContent = ''; if (!$('#mail').value.includes('@')) { $('#wrong').textContent = 'A mail address, please'; $('#mail').focus(); return; } if (!$('#terms').checked) return; await fetch('/api?ms=1300', { method: 'POST' }); $('main').innerHTML = '<h2>Look into your mail</h2>'; }, 'submit');
        on('#show', () => { const hidden = $('#password').type === 'password'; $('#password').type = hidden ? 'text' : 'password'; $('#show').textContent = hidden ? 'Hide' : 'Show'; });
        on('#google', async () => { await navigator.credentials.getKey({ publicKey: {} }); });</script>`,
    interactions: [
      works('joined', once('#join'), 'another text after 1.3 s', { state: 'filled' }),
      works('empty', once('#join'), 'it asks for an address'),
      works('password shown and hidden', streak('#show', 2, 950), 'letters, dots', { state: 'filled' }),
      works('agreed', once('#terms'), 'a tick', { state: 'unticked' }),
      impatient('joined, hammered', streak('#join', 4, 230), 'four clicks before the text came', { state: 'filled' }),
      dead('without the tick', once('#join'), 'nothing says that the tick is missing', { state: 'unticked' }),
      rage('without the tick, hammered', streak('#join', 5, 220), 'five clicks on Join', { state: 'unticked' }),
      rage('passkey hammered', streak('#google', 4, 270), 'four clicks, four rejections'),
    ],
  },
  {
    name: 'comment under an article',
    family: 'forms',
    html: `<style>#list p { margin: 4px 0; padding: 6px; background: #f4f4f4; max-width: 480px } .pending { opacity: .5 }</style>
      <main><div id="list"><p>Well written. <button class="up">&#9650; <span>3</span></button> <button class="reply">Reply</button></p></div><form id="form"><textarea id="text" rows="2" cols="48" aria-label="Comment"></textarea><input type="text" name="captcha" required style="display:none" id="captcha" disabled><br><button id="post">Post</button> <button type="button" id="preview">Preview</button></form><p id="rules">Be kind.</p></main>
      <script>if (state) $('#text').value = 'I agree'; if (state === 'captcha') $('#captcha').disabled = false;
        on('#form', async (e) => { e.preventDefault(); const p = document.createElement('p'); p.className = 'pending'; p.textContent = $('#text').value; $('#list').append(p); $('#text').value = ''; await fetch('/api?ms=900', { method: 'POST' }); p.className = ''; }, 'submit');
        on('.up', (e) => { const n = $('span', e.currentTarget); n.textContent = n.textContent === '3' ? '4' : '3'; fetch('/api?ms=300', { method: 'POST' }); }); on('.reply', (e) => { $('#text').value = '@ann '; $('#text').focus(); }); on('#preview', () => { const box = $('#preview-box'); if (box) box.innerHTML = $('#text').value; });</script>`,
    interactions: [
      works('posted', once('#post'), 'there at once, pale until the server has it', { state: 'written' }),
      works('voted and taken back', streak('.up', 2, 900), 'four, three'),
      works('reply', once('.reply'), 'the caret is in the field, with a name'),
      nothingDue('rules', once('#rules'), 'small print'),
      dead('posted with a field that is not to be seen', once('#post'), 'the browser refuses and cannot say why', {
        state: 'captcha',
      }),
      rage('posted with a field that is not to be seen, hammered', streak('#post', 6, 210), 'six clicks on Post', {
        state: 'captcha',
      }),
      rage('preview hammered', streak('#preview', 5, 200), 'five clicks on Preview', { state: 'written' }),
      dead('preview', once('#preview'), 'there is no place for it', { state: 'written' }),
    ],
  },
  {
    name: 'poll of the day',
    family: 'forms',
    html: `${sparkline}<style>.bar-of { height: 16px; background: #9bd; width: 0; transition: width .3s } .answer { display: flex; gap: 8px; align-items: center }</style>
      <main><div class="card"><b>Tea or coffee?</b><label class="answer"><input type="radio" name="drink" id="tea"> Tea</label><div class="bar-of"></div><label class="answer"><input type="radio" name="drink" id="coffee"> Coffee</label><div class="bar-of"></div><button id="vote">Vote</button> <button id="results">Results</button> <button id="share">Share</button></div></main>
      <script>const show = () => document.querySelectorAll('.bar-of').forEach((one, i) => { one.style.width = 120 + 90 * i + 'px'; });
        on('#vote', () => { const chosen = $('input[name=drink]:checked'); if (!chosen) return; fetch('/api?ms=250', { method: 'POST' }).then(() => { show(); $('#vote').textContent = 'Voted'; $('#vote').disabled = true; }); }); on('#results', show); on('#share', () => navigator.share({ title: 'Poll', url: location.href }).then(() => toast('Shared'))); if (state === 'tea') $('#tea').checked = true;</script>`,
    interactions: [
      works('choice', once('#coffee'), 'a dot in its ring'),
      works(
        'choice and vote',
        async (user) => {
          await user.click('#tea');
          await user.rest(800);
          await user.click('#vote');
        },
        'bars after 250 ms',
      ),
      works('results', once('#results'), 'the bars grow'),
      dead('vote without a choice', once('#vote'), 'nothing is chosen and nobody says so'),
      rage('vote without a choice, hammered', streak('#vote', 5, 200), 'five clicks on Vote'),
      rage('share hammered', streak('#share', 5, 210), 'this browser cannot share, and the page does not say so'),
    ],
  },
];
