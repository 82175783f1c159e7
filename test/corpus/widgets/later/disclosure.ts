/** What folds: rows of a grid, texts that are clamped, trees, sections of which one is open. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { advert } from './background.ts';

export const disclosure: readonly Widget[] = [
  {
    name: 'help of a bank',
    family: 'accordions',
    html: `${advert}<style>.fold { display: grid; grid-template-rows: 0fr; transition: grid-template-rows .25s } .fold > div { overflow: hidden } .item.open .fold { grid-template-rows: 1fr } .head { cursor: pointer; padding: 8px; border-bottom: 1px solid #bbb; display: flex; justify-content: space-between } .head::after { content: '+' } .item.open .head::after { content: '\\2212' }</style>
      <main><div id="topics"></div><p id="foot">Was this page of use to you?</p></main>
      <script>const item = (id, title, text) => '<section class="item" id="' + id + '"><div class="head">' + title + '</div><div class="fold"><div>' + text + '</div></div></section>';
        $('#topics').innerHTML = item('card', 'I have lost my card', 'Block it in the app.') + item('pin', 'I have forgotten my PIN', 'We send a new one.') + item('fees', 'Fees', 'None.');
        on('.head', (e) => e.currentTarget.parentElement.classList.toggle('open'));
        // what was loaded later has replaced the node, and its listener went with it
        $('#fees').outerHTML = item('fees', 'Fees', 'Since July: 2.00 a month.');</script>`,
    interactions: [
      works('unfolds', once('#card .head'), 'a class; the row of a grid grows'),
      works('unfolded and folded', streak('#card .head', 2, 900), 'open and shut'),
      works('double click', (user) => user.doubleClick('#pin .head'), 'open and shut again at once'),
      nothingDue('question at the foot', once('#foot'), 'a sentence'),
      dead('section that was loaded later', once('#fees .head'), 'its node was replaced and nobody listens any more'),
      rage('section that was loaded later, hammered', streak('#fees .head', 5, 190), 'five clicks on Fees'),
    ],
  },
  {
    name: 'tree of folders',
    family: 'accordions',
    html: `<style>[role=treeitem] { cursor: pointer; padding: 3px 0 3px 16px } [role=treeitem] > [role=group] { display: none } [aria-expanded=true] > [role=group] { display: block } [aria-expanded]::before { content: '\\25b8 ' } [aria-expanded=true]::before { content: '\\25be ' } #about { max-height: 3em; overflow: hidden } #about:has(+ input:checked) { max-height: none } [aria-selected=true] { background: #def }</style>
      <main><div role="tree" style="width:240px"><div role="treeitem" aria-expanded="false" id="docs"><span>Documents</span><div role="group"><div role="treeitem" id="letter">letter.doc</div></div></div><div role="treeitem" aria-expanded="false" id="team"><span>Team drive</span><div role="group"></div></div></div>
      <p id="about" style="width:300px">The drive of our office. What is in the team drive can be seen by everybody who works here. What is in your documents is yours alone, and nobody else sees it unless you say so.</p><input type="checkbox" id="whole" style="position:absolute;opacity:0"><label for="whole" id="read" style="color:#06c;cursor:pointer">Read more</label></main>
      <script>$('[role=tree]').addEventListener('click', async (e) => { const one = e.target.closest('[role=treeitem]');
          if (!one.hasAttribute('aria-expanded')) { document.querySelectorAll('[role=treeitem]:not([aria-expanded])').forEach((x) => x.setAttribute('aria-selected', String(x === one))); return; }
          if (one.id === 'team') { const answer = await fetch('/api?ms=180&status=403'); if (!answer.ok) return; }
          one.setAttribute('aria-expanded', String(one.getAttribute('aria-expanded') === 'false')); });
        if (state === 'open') $('#docs').setAttribute('aria-expanded', 'true');</script>`,
    interactions: [
      works('folder opened', once('#docs > span'), 'by aria-expanded alone'),
      works('folder opened and closed', streak('#docs > span', 4, 430), 'each click opens or closes it'),
      works('file chosen', once('#letter'), 'the file is marked', { state: 'open' }),
      works('read more', once('#read'), 'the text is shown whole, by :checked alone'),
      dead('folder one may not see', once('#team > span'), '403, and the folder stays shut without a word'),
      rage('folder one may not see, hammered', streak('#team > span', 5, 230), 'five clicks, five refusals'),
    ],
  },
];
