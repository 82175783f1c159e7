/** Boxes for a code, tags with suggestions. */
import { countdown } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { typing } from './background.ts';

export const fields: readonly Widget[] = [
  {
    name: 'code of six digits',
    family: 'fields',
    html: `${countdown}<style>.digit { width: 36px; height: 44px; font-size: 24px; text-align: center }</style>
      <main><p>We have sent you a code.</p><div class="row" id="digits"></div><div class="row"><button id="paste">Paste</button><button id="verify">Verify</button><a href="#" id="call">Call me</a></div><p id="said"></p></main>
      <script>$('#digits').innerHTML = '<input class="digit" maxlength="1">'.repeat(6); const digits = [...document.querySelectorAll('.digit')];
        on('.digit', (e) => { if (e.target.value) digits[digits.indexOf(e.target) + 1]?.focus(); }, 'input');
        const fill = (text) => digits.forEach((one, i) => { one.value = text[i] ?? ''; }); if (state === 'filled') fill('123456');
        on('#paste', async () => { await navigator.clipboard.writeText('654321'); fill(await navigator.clipboard.readText()); });
        on('#verify', async () => { const code = digits.map((one) => one.value).join(''); if (!/^\\d{6}$/.test(code)) return; await fetch('/api?ms=350'); $('#said').textContent = 'That is you.'; });
        on('#call', (e) => { e.preventDefault(); fetch('/api?ms=90&status=429', { method: 'POST' }); });</script>`,
    interactions: [
      works('box', once('.digit'), 'the caret is in the first box'),
      works(
        'typed',
        async (user) => {
          await user.click('.digit');
          await user.type('123456');
        },
        'the caret goes from box to box',
      ),
      works('pasted', once('#paste'), 'six digits from the clipboard'),
      works('verified', once('#verify'), 'a line after 350 ms', { state: 'filled' }),
      dead('verified too early', once('#verify'), 'the boxes are empty and the button says nothing'),
      rage('call me, hammered', streak('#call', 5, 260), 'five requests, each one too many, no word of it'),
      dead('call me', once('#call'), 'one request too many, and no word of it'),
      rage('verified too early, hammered', streak('#verify', 5, 190), 'five clicks on Verify, the boxes are empty'),
    ],
  },
  {
    name: 'tags of a question',
    family: 'fields',
    html: `${typing}<style>#box { border: 1px solid #777; padding: 4px; cursor: text; width: 420px; display: flex; gap: 4px; flex-wrap: wrap } #box input { border: 0; outline: 0; flex: 1; font: inherit } .tag { background: #dde; padding: 2px 6px } .tag b { cursor: pointer } #ideas div { padding: 4px; cursor: pointer } #ideas div:hover { background: #eef }</style>
      <main><div id="box"><span class="tag">css <b>&times;</b></span><span class="tag">html <b>&times;</b></span><input id="tag" aria-label="Tag"></div><div id="ideas" class="panel" style="width:200px" hidden></div><div class="row"><button id="clear">Clear all</button><button id="suggest">Suggest tags</button></div><p id="help" style="color:#777">At most five.</p></main>
      <script>const add = (text) => { const one = document.createElement('span'); one.className = 'tag'; one.innerHTML = text + ' <b>&times;</b>'; $('#tag').before(one); };
        on('#box', (e) => { if (e.target.matches('b')) e.target.parentElement.remove(); else $('#tag').focus(); });
        let wait; on('#tag', () => { clearTimeout(wait); wait = setTimeout(() => { $('#ideas').hidden = false; $('#ideas').innerHTML = ['javascript', 'java'].map((one) => '<div>' + one + '</div>').join(''); }, 250); }, 'input');
        on('#ideas', (e) => { add(e.target.textContent); $('#ideas').hidden = true; $('#tag').value = ''; }, 'pointerdown');
        on('#suggest', () => setTimeout(() => add('layout'), 600)); on('#clear', () => { for (const one of $('#box').querySelectorAll('.tags')) one.remove(); });</script>`,
    interactions: [
      works('empty part of the box', once({ on: '#box', x: 0.8 }), 'the caret is in the field inside'),
      works('tag taken away', once('.tag b'), 'the tag goes'),
      works('all tags taken away', streak('.tag b', 2, 620), 'the second moves to where the first was'),
      works(
        'typed and chosen',
        async (user) => {
          await user.click('#tag');
          await user.type('jav');
          await user.until('#ideas div');
          await user.rest(500);
          await user.click('#ideas div');
        },
        'a tag more, on pointerdown',
      ),
      nothingDue('help', once('#help'), 'a line of small print'),
      dead('clear', once('#clear'), 'looks for a class that no tag has'),
      rage('clear hammered', streak('#clear', 7, 150), 'seven clicks, two tags'),
    ],
  },
];
