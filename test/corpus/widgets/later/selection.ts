/** A sheet of cells, a text that offers something for what is marked. */
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { cursors } from './background.ts';

export const selection: readonly Widget[] = [
  {
    name: 'sheet of cells',
    family: 'selection',
    html: `${cursors}<style>#sheet { border-collapse: collapse; user-select: none } #sheet td { border: 1px solid #ddd; width: 90px; height: 26px; cursor: cell } #sheet td.now { outline: 2px solid #06c } #sheet td input { width: 80px; border: 0; font: inherit }</style>
      <main><div class="row"><button id="sum">&Sigma;</button><button id="fill">Fill down</button><button id="freeze">Freeze row</button></div><table id="sheet"><tr><td id="a1">12</td><td id="b1">Ann</td></tr><tr><td id="a2">30</td><td id="b2"></td></tr></table><p id="hint">Sheet 1 of 1</p></main>
      <script>let cell; const choose = (one) => { cell?.classList.remove('now'); cell = one; one.classList.add('now'); };
        $('#sheet').addEventListener('mousedown', (e) => e.target.matches('td') && choose(e.target));
        $('#sheet').addEventListener('dblclick', (e) => { if (!e.target.matches('td')) return; const field = document.createElement('input'); field.value = e.target.textContent; e.target.replaceChildren(field); field.focus(); field.select(); });
        on('#sum', () => { if (cell) cell.textContent = 42; }); on('#fill', () => { navigator.keyboard?.fillDown(); }); on('#freeze', () => $('#sheet tr').style.setProperty('position', 'stick'));
        if (state === 'chosen') choose($('#b2'));</script>`,
    interactions: [
      works('cell', once('#a2'), 'a frame around it, on mousedown'),
      works(
        'cell after cell',
        async (user) => {
          for (const id of ['#a1', '#b1', '#b2', '#a2']) {
            await user.click(id);
            await user.rest(240);
          }
        },
        'the frame goes from cell to cell',
      ),
      works('edited', twice('#b1'), 'a double click makes a field of it'),
      works('sum', once('#sum'), 'a number in the cell', { state: 'chosen' }),
      nothingDue('foot', once('#hint'), 'a line below the sheet'),
      dead('freeze', once('#freeze'), 'a value that no browser knows'),
      rage('fill hammered', streak('#fill', 5, 200), 'each throws; nothing is filled', { state: 'chosen' }),
      dead('fill', once('#fill'), 'throws; nothing is filled', { state: 'chosen' }),
      rage('freeze hammered', streak('#freeze', 6, 160), 'six clicks on Freeze row'),
    ],
  },
  {
    name: 'text to mark',
    family: 'selection',
    html: `<style>#offer { position: absolute; background: #222; color: #fff; padding: 4px 8px } sup { color: #06c; cursor: pointer } mark { background: #ff8 }</style>
      <main style="position:relative;max-width:600px"><p id="text">The lamp on the desk was lit when we came into the room, and nobody had been there for a week.<sup id="one">1</sup> Who lit it is not known to this day.<sup id="two">2</sup></p><aside id="note" hidden class="card">1. Letters, page 40.</aside><p><span id="listen" role="button" style="color:#06c;cursor:pointer">Listen to this text</span></p></main>
      <script>document.addEventListener('mouseup', (e) => setTimeout(() => { $('#offer')?.remove(); const marked = String(getSelection()); if (!marked.trim() || !e.target.closest('#text')) return; const one = document.createElement('div'); one.id = 'offer'; one.textContent = 'Look up'; one.style.left = '40px'; one.style.top = '0'; $('main').append(one); }, 10));
        on('#one', () => { $('#note').hidden = !$('#note').hidden; }); on('#two', () => { const note = document.querySelector('#note-2'); if (note) note.hidden = false; }); on('#listen', () => { speechSynthesis.getVoices().find((one) => one.lang === 'la')?.speak(); });</script>`,
    interactions: [
      works('word', twice({ on: '#text', x: 0.2, y: 0.25 }), 'marked, and an offer to look it up'),
      works('sentence', (user) => user.tripleClick({ on: '#text', x: 0.2, y: 0.25 }), 'marked'),
      works(
        'passage',
        (user) => user.drag({ on: '#text', x: 0.1, y: 0.25 }, { on: '#text', x: 0.6, y: 0.25 }),
        'marked by drawing over it',
      ),
      works('note', once('#one'), 'the note is shown'),
      nothingDue('reading', once({ on: '#text', x: 0.4, y: 0.25 }), 'a click into the text while reading'),
      dead('note that is missing', once('#two'), 'there is no second note'),
      rage('listen, hammered', streak('#listen', 4, 260), 'no voice is found, and no word is said of it'),
      dead('listen', once('#listen'), 'no voice is found, and no word is said of it'),
    ],
  },
];
