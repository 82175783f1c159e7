/** Panes with a gutter, pictures to put in order. */
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { trending, uploading } from './background.ts';

export const dragDrop: readonly Widget[] = [
  {
    name: 'panes with a gutter',
    family: 'dragDrop',
    html: `${trending}<style>#panes { display: flex; height: 200px; border: 1px solid #999 } #left { width: 200px; overflow: hidden; transition: width .1s } #gutter { width: 8px; background: #ccc; cursor: col-resize; touch-action: none } #right { flex: 1 }</style>
      <main><div id="panes"><div id="left">index.html<br>style.css</div><div id="gutter" role="separator"></div><div id="right">Nothing is open</div></div><div class="row"><button id="fold">Hide files</button><button id="swap">Split below</button></div></main>
      <script>on('#gutter', (e) => { $('#gutter').setPointerCapture(e.pointerId); }, 'pointerdown'); on('#gutter', (e) => { if ($('#gutter').hasPointerCapture(e.pointerId)) $('#left').style.width = e.clientX - 28 + 'px'; }, 'pointermove'); on('#gutter', () => { $('#left').style.width = '320px'; }, 'dblclick');
        on('#fold', () => { const out = $('#left').style.width === '0px'; $('#left').style.width = out ? '' : '0px'; $('#fold').textContent = out ? 'Hide files' : 'Show files'; }); on('#swap', () => $('#panes').classList.toggle('below'));</script>`,
    interactions: [
      works('wider', (user) => user.drag('#gutter', { on: '#right', x: 0.4 }), 'the left pane follows the hand'),
      works('double click on the gutter', twice('#gutter'), 'as wide as its files want'),
      works('hidden and shown', streak('#fold', 2, 800), 'the files go and come'),
      nothingDue('pane', once('#right'), 'an empty pane'),
      dead('split', once('#swap'), 'a class that no rule knows'),
      rage('split hammered', streak('#swap', 5, 200), 'five clicks, the panes stay side by side'),
    ],
  },
  {
    name: 'pictures to put in order',
    family: 'dragDrop',
    html: `${uploading}<style>.tile { width: 100px; height: 80px; display: inline-block; margin: 4px; position: relative; vertical-align: top; background: #cde } .tile button { position: absolute; padding: 0 6px; bottom: 2px; font-size: 13px } .tile .x { top: 2px; right: 2px; bottom: auto } .over { outline: 3px solid #06c }</style>
      <main><div id="tiles"></div><button id="more">Add pictures</button><input type="file" id="file" multiple hidden></main>
      <script>$('#tiles').innerHTML = ['a', 'b', 'c'].map((id) => '<div class="tile" draggable="true" id="' + id + '">' + id + '.jpg<button class="x" aria-label="Remove">&times;</button><button class="turn">Turn</button></div>').join('') + '<div class="tile" id="d">d.jpg<button class="cover">Cover</button></div>';
        let held; on('.tile', (e) => { held = e.currentTarget; }, 'dragstart'); on('.tile', (e) => { e.preventDefault(); e.currentTarget.classList.add('over'); }, 'dragover'); on('.tile', (e) => e.currentTarget.classList.remove('over'), 'dragleave'); on('.tile', (e) => { e.preventDefault(); e.currentTarget.classList.remove('over'); e.currentTarget.after(held); }, 'drop');
        on('.x', (e) => e.currentTarget.parentElement.remove()); let turn = 0; on('.turn', (e) => { turn += 90; e.currentTarget.parentElement.style.rotate = turn + 'deg'; });
        on('#more', () => $('#file').click()); on('.cover', (e) => { e.stopPropagation(); fetch('/api?ms=80&status=413', { method: 'POST' }); });</script>`,
    interactions: [
      works('moved', (user) => user.drag({ on: '#a', y: 0.4 }, { on: '#c', y: 0.4 }), 'the first is behind the third'),
      works('removed', once('#b .x'), 'the picture goes'),
      works('all removed', streak('.x', 3, 560), 'the next one moves to where the last was'),
      works('file', once('#more'), 'the file dialog of the browser'),
      nothingDue('picture', once({ on: '#c', x: 0.6, y: 0.5 }), 'a picture to drag'),
      dead('cover', once('.cover'), 'too large for the server, and no word of it'),
      rage('cover hammered', streak('.cover', 6, 220), 'six clicks on Cover'),
    ],
  },
];
