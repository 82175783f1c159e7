/** Questions of a help page, a tree of files, a text that is cut short. */
import { clock } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { progress } from './background.ts';

export const disclosure: readonly Widget[] = [
  {
    name: 'questions of a help page',
    family: 'accordions',
    html: `${clock}<style>.q { border-bottom: 1px solid #ccc } .q summary, .q .ask { padding: 10px; cursor: pointer } .fold { display: grid; grid-template-rows: 0fr; transition: grid-template-rows .25s } .fold > div { overflow: hidden } .open .fold { grid-template-rows: 1fr } .ask::after { content: '+'; float: right }</style>
      <main><details class="q" name="help"><summary id="d1">Where is my order?</summary><p>On its way.</p></details><details class="q" name="help"><summary id="d2">How do I pay?</summary><p>By card.</p></details><div class="q"><div class="ask" id="own">Can I return it?</div><div class="fold"><div>Within thirty days.</div></div></div><div class="q"><div class="ask" id="gone">What does it cost?</div></div><div class="row">Was this helpful? <button id="yes">Yes</button> <button id="no">No</button></div></main>
      <script>on('#own', (e) => e.currentTarget.parentElement.classList.toggle('open')); on('#gone', (e) => e.currentTarget.nextElementSibling.classList.toggle('open'));
        on('#yes', (e) => { e.currentTarget.parentElement.textContent = 'Thank you'; }); on('#no', () => { navigator.sendBeacon('/api?no'); });</script>`,
    interactions: [
      works('answer', once('#d1'), 'details open, without script'),
      works(
        'one answer, then another',
        async (user) => {
          await user.click('#d2');
          await user.rest(900);
          await user.click('#d1');
        },
        'the first closes when the second opens',
      ),
      works('answer that folds out', once('#own'), 'a row of a grid grows'),
      works('helpful', once('#yes'), 'Thank you'),
      dead('answer that is missing', once('#gone'), 'the plus is there, the answer was taken out'),
      rage('not helpful, hammered', streak('#no', 5, 180), 'five clicks on No'),
      dead('not helpful', once('#no'), 'counted by a beacon, and nobody is thanked'),
      rage('answer that is missing, hammered', streak('#gone', 5, 220), 'five clicks on a question'),
    ],
  },
  {
    name: 'tree of a repository',
    family: 'accordions',
    html: `${progress}<style>#tree li { list-style: none; cursor: pointer } #tree li.folder::before { content: '\\25b8 ' } #tree li.folder[aria-expanded=true]::before { content: '\\25be ' } #tree ul { display: none } #tree [aria-expanded=true] > ul { display: block }</style>
      <main><ul id="tree" role="tree" style="width:300px"><li class="folder" role="treeitem" aria-expanded="false" id="src"><span>src</span><ul><li class="file" id="main">main.js</li><li class="file">page.js</li></ul></li><li class="folder" role="treeitem" aria-expanded="false" id="docs"><span>docs</span></li><li class="folder" role="treeitem" aria-expanded="false" id="link"><span>vendor</span></li><li class="file" id="readme">README</li></ul><pre id="view" style="min-height:60px">Nothing chosen</pre></main>
      <script>$('#tree').addEventListener('click', async (e) => { const item = e.target.closest('li'); if (!item) return; if (item.classList.contains('file')) { $('#view').textContent = 'Text of ' + item.textContent; return; }
        if (item.id === 'docs' && !item.querySelector('ul')) { await fetch('/api?ms=420'); item.insertAdjacentHTML('beforeend', '<ul><li class="file">guide.md</li></ul>'); } if (item.id === 'link') { const answer = await fetch('/api?ms=150&status=403'); if (!answer.ok) return; } item.setAttribute('aria-expanded', String(item.getAttribute('aria-expanded') === 'false')); });
        if (state === 'open') $('#src').setAttribute('aria-expanded', 'true');</script>`,
    interactions: [
      works('folder', once('#src > span'), 'opens by an attribute and a rule of the style'),
      works('folder opened and closed', streak('#src > span', 2, 750), 'its files come and go'),
      works('folder that is asked for', once('#docs > span'), 'its file comes after 420 ms'),
      works('file', once('#main'), 'its text on the right', { state: 'open' }),
      nothingDue('view', once('#view'), 'a text to read'),
      dead('folder that may not be read', once('#link > span'), 'refused by the server, and the tree stays shut'),
      rage('folder that may not be read, hammered', streak('#link > span', 6, 200), 'six clicks on vendor'),
    ],
  },
  {
    name: 'review that is cut short',
    family: 'accordions',
    html: `<style>.cut { max-height: 48px; overflow: hidden; max-width: 400px } #ex:target .full { display: inline } .full { display: none } .more { color: #06c; text-decoration: underline; cursor: pointer }</style>
      <main><div class="card"><div class="cut" id="r1">A lamp that gives a warm light, stands well, and came two days early. We have put it beside the bed, where it stays on until late. The cable could be longer.</div><span class="more" id="m1">Read more</span></div><div class="card" id="ex"><span>Short one.</span> <span class="full">With the rest of it that was not shown.</span> <a href="#ex" id="m2">Read more</a></div><div class="card"><div class="cut" id="r3" style="max-height:48px !important">A chair for tall people: the back is high, the seat is deep, and it does not creak. The colour is not that of the picture, though, and it is heavy.</div><span class="more" id="m3">Read more</span></div></main>
      <script>on('#m1', () => { const more = $('#r1').style.maxHeight !== 'none'; $('#r1').style.maxHeight = more ? 'none' : ''; $('#m1').textContent = more ? 'Read less' : 'Read more'; }); on('#m3', () => { $('#r3').classList.add('whole'); });</script>`,
    interactions: [
      works('more', once('#m1'), 'the whole text'),
      works('more by the address', once('#m2'), 'the hash names the card, the style shows the rest'),
      works(
        'more and less',
        async (user) => {
          await user.click('#m1');
          await user.rest(800);
          await user.click('#m1');
        },
        'and cut short again',
      ),
      nothingDue('text', once('#r1'), 'a review to read'),
      dead('more that stays cut', once('#m3'), 'a class that the style overrules'),
      rage('more that stays cut, hammered', streak('#m3', 5, 200), 'five clicks on Read more'),
    ],
  },
];
