/** A dictionary, a manager of files, a wiki to edit in place. */
import { countdown } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { beat } from './background.ts';

export const selection: readonly Widget[] = [
  {
    name: 'text to translate',
    family: 'selection',
    html: `${countdown}<main><p id="text" lang="fr" style="max-width:520px">Le petit chat boit du lait dans la cuisine pendant que la pluie tombe sur le jardin.</p><div class="row"><button id="translate">Translate</button><button id="slow">Word by word</button><button id="save">Keep the word</button></div><p id="out" style="min-height:24px"></p><p id="level">For beginners</p></main>
      <script>document.addEventListener('dblclick', (e) => { if (e.target.id === 'text') $('#out').textContent = String(getSelection()) + ': a word'; }); on('#translate', async () => { await fetch('/api?ms=950'); $('#out').textContent = 'The little cat drinks milk.'; }); on('#slow', () => { $('#text').innerHTML = $('#text').textContent.split(' ').join(' &middot; '); }); on('#save', () => { const word = String(getSelection()).trim(); if (word) $('#out').textContent = word + ' is kept'; });</script>`,
    interactions: [
      works('word', twice({ on: '#text', x: 0.15, y: 0.25 }), 'marked, with a line below'),
      works('paragraph', (user) => user.tripleClick({ on: '#text', x: 0.3, y: 0.25 }), 'marked'),
      works(
        'words looked up',
        async (user) => {
          for (const x of [0.06, 0.2, 0.4]) {
            await user.doubleClick({ on: '#text', x, y: 0.25 });
            await user.rest(700);
          }
        },
        'one after the other',
      ),
      works('translated', once('#translate'), 'a line after 950 ms'),
      nothingDue('reading', once({ on: '#text', x: 0.5, y: 0.25 }), 'a click while reading'),
      dead('nothing to keep', once('#save'), 'no word is marked, and nothing says so'),
      rage('nothing to keep, hammered', streak('#save', 5, 200), 'five clicks on Keep the word'),
    ],
  },
  {
    name: 'files to choose',
    family: 'selection',
    html: `<style>#files { display: grid; grid-template-columns: repeat(4, 110px); gap: 8px; user-select: none } .f { height: 70px; padding: 8px; text-align: center; border-radius: 6px; box-sizing: border-box; cursor: default } .f[aria-selected=true] { background: #cdf } .f input { width: 80px }</style>
      <main><div id="files" role="listbox"><div class="f" id="f1">letter</div><div class="f" id="f2">plan</div><div class="f" id="f3">song</div><div class="f" id="f4">locked</div></div><div class="row"><button id="rename">Rename</button><button id="zip">Zip</button><button id="info">Info</button></div><p id="path">/home</p></main>
      <script>$('#files').addEventListener('pointerdown', (e) => { const one = e.target.closest('.f'); if (!one || e.target.matches('input')) return; if (!e.ctrlKey) document.querySelectorAll('.f').forEach((other) => other.setAttribute('aria-selected', 'false')); one.setAttribute('aria-selected', 'true'); });
        $('#files').addEventListener('dblclick', (e) => { const one = e.target.closest('.f'); if (one?.id === 'f4') { fetch('/api?ms=100&status=403'); return; } if (one) $('#path').textContent = '/home/' + one.textContent; }); on('#rename', () => { const one = $('[aria-selected=true]'); if (!one) return; one.innerHTML = '<input value="' + one.textContent + '" aria-label="Name">'; one.firstChild.select(); }); on('#zip', async () => { if (!$('[aria-selected=true]')) return; await fetch('/api?ms=800'); $('#files').insertAdjacentHTML('beforeend', '<div class="f">all.zip</div>'); }); on('#info', () => panes.info.open()); if (state) $('#f2').setAttribute('aria-selected', 'true'); if (state === 'locked') { $('#f2').removeAttribute('aria-selected'); $('#f4').setAttribute('aria-selected', 'true'); }</script>`,
    interactions: [
      works('chosen', once('#f1'), 'blue, on pointerdown'),
      works('opened by a double click', twice('#f2'), 'the path is longer'),
      works(
        'two chosen',
        async (user) => {
          await user.click('#f1');
          await user.rest(550);
          await user.click('#f3', { modifiers: ['Control'] });
        },
        'both are blue',
      ),
      works('renamed', once('#rename'), 'a field with its name', { state: 'chosen' }),
      works('zipped', once('#zip'), 'a file more after 800 ms', { state: 'chosen' }),
      nothingDue('path', once('#path'), 'a line to read'),
      dead('nothing to rename', once('#rename'), 'no file is chosen, and nothing says so'),
      rage('info hammered', streak('#info', 5, 220), 'the handler throws', { state: 'chosen' }),
    ],
  },
  {
    name: 'wiki to edit in place',
    family: 'selection',
    html: `${beat}<style>.edit { padding: 4px; border: 1px solid transparent } .edit:hover { border-color: #ccc } .edit:focus { border-color: #06c; outline: 0 } h2 a { font-size: 14px; margin-left: 8px; color: #06c }</style>
      <main><h2>Bridges<a href="#" class="e" id="e1">edit</a></h2><p class="edit" id="p1">Built of stone and wood.</p><h2>Ferries<a href="#" class="e" id="e2">edit</a></h2><p class="edit" id="p2">Four times a day.</p><p>Written by <b id="by">Ann</b> <button id="watch">Watch</button> <button id="diff">Changes</button></p></main>
      <script>on('#p1', (e) => { const p = e.currentTarget; p.contentEditable = 'true'; p.focus(); }, 'dblclick'); on('#e1', (e) => { e.preventDefault(); $('#p1').contentEditable = 'true'; $('#p1').focus(); }); on('#e2', (e) => { e.preventDefault(); $('#p2').focus(); }); on('#watch', (e) => { e.currentTarget.textContent = 'Watching'; }); on('#diff', async () => { const diff = await fetch('/api?ms=250'); if (diff.headers.get('x-changes')) $('#p1').innerHTML = '<ins>all</ins>'; });</script>`,
    interactions: [
      works('edited by a double click', twice({ on: '#p1', x: 0.015 }), 'a frame and a caret, and a word is marked'),
      works('edited by its link', once('#e1'), 'a frame and a caret'),
      works('watched', once('#watch'), 'another word'),
      works('word of another paragraph', twice({ on: '#p2', x: 0.015 }), 'marked'),
      dead('edit that does not', once('#e2'), 'the paragraph cannot be edited, and takes no focus'),
      dead('changes', once('#diff'), 'there are none, and nothing says so'),
      rage('edit that does not, hammered', streak('#e2', 5, 190), 'five clicks on edit'),
    ],
  },
];
