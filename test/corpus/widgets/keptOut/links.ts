/** Links of an article, of a ticket, of a package. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { faces, queue } from './background.ts';

export const links: readonly Widget[] = [
  {
    name: 'page of a library',
    family: 'links',
    html: `<style>pre { background: #f4f4f4; padding: 8px; position: relative } .copy { position: absolute; right: 4px; top: 4px; padding: 2px 8px } sup a { color: #06c } .ref { scroll-margin-top: 20px }</style>
      <main style="min-height:1600px"><pre id="cmd">install lamp<button class="copy" id="copy">Copy</button></pre><p>It shines<sup><a href="#note" id="to-note">1</a></sup> and is small<sup><a href="#note2" id="to-note2">2</a></sup>. <a href="/file.csv" download="lamp.csv" id="data">Data</a> <a href="/elsewhere?source" target="_blank" rel="noopener" id="source">Source</a> <a href="#" id="demo">Live demo</a> <a id="api" class="u" style="color:#06c;text-decoration:underline;cursor:pointer">API</a></p><p id="text">It has no parts that wear out.</p><p class="ref" id="note" style="margin-top:900px">1 In the dark.</p></main>
      <script>on('#copy', () => { const range = document.createRange(); range.selectNode($('#cmd').firstChild); getSelection().removeAllRanges(); getSelection().addRange(range); document.execCommand('copy'); $('#copy').textContent = 'Copied'; setTimeout(() => { $('#copy').textContent = 'Copy'; }, 1200); });
        on('#demo', (e) => { e.preventDefault(); if (typeof startDemo === 'function') startDemo(); });</script>`,
    interactions: [
      works('copied', once('#copy'), 'Copied, for a moment'),
      works('note', once('#to-note'), 'the browser scrolls to the note'),
      works('data', once('#data'), 'a file'),
      works('source behind this page', (user) => user.click('#source', { modifiers: ['Control'] }), 'a tab behind'),
      nothingDue('text', once('#text'), 'a sentence'),
      dead('note that is missing', once('#to-note2'), 'nothing has this name'),
      rage('link without an address, hammered', streak('#api', 5, 200), 'five clicks on API'),
      dead('link without an address', once('#api'), 'blue, underlined, and leads nowhere'),
      rage('demo hammered', streak('#demo', 5, 220), 'the part that starts it was not loaded'),
    ],
  },
  {
    name: 'ticket of a help desk',
    family: 'links',
    html: `${queue}${faces}<style>.mention { color: #06c; cursor: pointer } .id { color: #06c } .shot { width: 90px; height: 60px; background: #cdd; display: inline-block; cursor: zoom-in }</style>
      <main><p>Same as <a class="id" href="/elsewhere?17" id="same">#17</a>, told by <span class="mention" data-who="Ann" id="ann">@ann</span> and <span class="mention" id="bob">@bob</span>. See <a href="/slow?ms=900" id="doc">the guide</a>.</p><a class="shot" href="/elsewhere?shot" target="_blank" id="shot"></a> <span class="shot" id="shot2"></span><div id="who"></div><p><a href="javascript:void(0)" id="reopen">Reopen</a> <a href="/elsewhere?next" id="next">Next ticket</a></p></main>
      <script>document.addEventListener('click', (e) => { const { who } = e.target.dataset; if (who) $('#who').innerHTML = '<div class="card">' + who + ', support</div>'; }); document.addEventListener('keydown', (e) => { if (e.key === 'Escape') $('#who').innerHTML = ''; }); on('#next', (e) => { e.preventDefault(); document.body.style.opacity = 0.5; setTimeout(() => location.assign(e.target.href), 250); });</script>`,
    interactions: [
      works('same ticket', once('#same'), 'another page'),
      works('Ann', once('#ann'), 'a card below'),
      works('guide', once('#doc'), 'a page that comes after 900 ms'),
      works('picture in a tab', once('#shot'), 'a new tab'),
      works('next ticket', once('#next'), 'the page fades and another comes'),
      dead('picture', once('#shot2'), 'a lens as its cursor, and nothing grows'),
      rage('picture hammered', streak('#shot2', 4, 240), 'four clicks on a picture'),
      rage('reopen hammered', streak('#reopen', 6, 190), 'an address of nothing, no handler'),
    ],
  },
];
