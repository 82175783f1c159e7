/** A search that suggests, a colour, a message that is written. */
import { clock } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { queue } from './background.ts';

export const fields: readonly Widget[] = [
  {
    name: 'search that suggests',
    family: 'fields',
    html: `${clock}<style>#hits { width: 320px; border: 1px solid #bbb; border-top: 0 } #hits div { padding: 6px; cursor: pointer } #hits div:hover { background: #eee } .chip { display: inline-block; padding: 4px 10px; border-radius: 14px; background: #eee; cursor: pointer }</style>
      <main><div class="row"><input id="q" type="search" style="width:300px" aria-label="Search" value=""><button id="go">Search</button><button id="voice" aria-label="Speak">&#127908;</button></div><div id="hits" hidden></div><div class="row"><span class="chip" id="c1">trains</span><span class="chip" id="c2">museums</span><span class="chip" id="c3">near me</span></div><p id="found">No search yet</p></main>
      <script>const field = $('#q'); let wait; const suggest = () => { clearTimeout(wait); wait = setTimeout(async () => { if (!field.value) return; await fetch('/api?ms=80'); $('#hits').hidden = false; $('#hits').innerHTML = ['to Rome', 'to Oslo'].map((one) => '<div>' + field.value + ' ' + one + '</div>').join(''); }, 300); };
        on('#q', suggest, 'input'); on('#hits', (e) => { field.value = e.target.textContent; $('#hits').hidden = true; search(); }); const search = async () => { if (!field.value.trim()) return; $('#found').textContent = 'Searching ...'; await fetch('/api?ms=600'); $('#found').textContent = '14 results for ' + field.value; }; on('#go', search);
        on('#c1, #c2', (e) => { field.value = e.currentTarget.textContent; search(); }); on('#c3', () => { const place = window.lastPlace; if (place) search(place); }); on('#voice', () => { const Speech = window.SpeechRecognizer; new Speech().start(); }); if (state) field.value = 'trains';</script>`,
    interactions: [
      works('field', once('#q'), 'the caret is in the field'),
      works(
        'typed and chosen',
        async (user) => {
          await user.click('#q');
          await user.type('trains');
          await user.until('#hits div');
          await user.rest(600);
          await user.click('#hits div');
        },
        'words to choose from, then results',
      ),
      works('word marked', twice({ on: '#q', x: 0.06 }), 'the word in the field is marked', { state: 'filled' }),
      works('search', once('#go'), 'Searching, then results', { state: 'filled' }),
      works('chip', once('#c2'), 'the field and the results'),
      dead('near me', once('#c3'), 'no place is known, and nothing says so'),
      rage('voice hammered', streak('#voice', 6, 170), 'six clicks on the microphone'),
      dead('voice', once('#voice'), 'this browser does not listen, and nothing says so'),
      rage('near me, hammered', streak('#c3', 5, 210), 'five clicks on a chip'),
    ],
  },
  {
    name: 'colour of a label',
    family: 'fields',
    html: `<style>#field { width: 240px; height: 120px; background: linear-gradient(0deg, #000, transparent), linear-gradient(90deg, #fff, #f00); position: relative; cursor: crosshair } #dot { position: absolute; width: 10px; height: 10px; margin: -6px; border: 1px solid #fff; border-radius: 6px; pointer-events: none; left: 120px; top: 60px } .swatch { width: 28px; height: 28px; padding: 0; border-radius: 14px } #label { display: inline-block; padding: 4px 12px; background: #c66; color: #fff }</style>
      <main><div id="field"><i id="dot"></i></div><div class="row"><button class="swatch" style="background:#393" data-colour="#393" aria-label="Green"></button><button class="swatch" style="background:#639" data-colour="#639" aria-label="Violet"></button><button class="swatch" style="background:#fc3" aria-label="Yellow"></button><input id="hex" value="#cc6666" size="8" aria-label="Hex"></div><span id="label">bug</span> <div class="row"><button id="pick">Pick from the screen</button></div></main>
      <script>const paint = (colour) => { $('#label').style.background = colour; $('#hex').value = colour; }; on('#field', (e) => { $('#dot').style.left = e.offsetX + 'px'; $('#dot').style.top = e.offsetY + 'px'; paint('hsl(0 ' + Math.round(e.offsetX / 2.4) + '% ' + Math.round(60 - e.offsetY / 2.4) + '%)'); }, 'pointerdown');
        on('.swatch', (e) => { const { colour } = e.currentTarget.dataset; if (colour) paint(colour); }); on('#pick', async () => { try { const { sRGBHex } = await new window.Pipette().open(); paint(sRGBHex); } catch {} });</script>`,
    interactions: [
      works('shade', once({ on: '#field', x: 0.8, y: 0.2 }), 'the dot and the label'),
      works(
        'green, then violet',
        async (user) => {
          await user.click('[data-colour="#393"]');
          await user.rest(700);
          await user.click('[data-colour="#639"]');
        },
        'tries both',
      ),
      works('field of the code', once('#hex'), 'the caret is in the field'),
      nothingDue('label', once('#label'), 'a sample to look at'),
      dead('yellow', once('[aria-label=Yellow]'), 'a round colour like the others, and the label stays'),
      rage('yellow hammered', streak('[aria-label=Yellow]', 5, 200), 'five clicks on yellow'),
      rage('pick hammered', streak('#pick', 5, 230), 'no pipette, caught and kept quiet'),
    ],
  },
  {
    name: 'message with a bar of formats',
    family: 'fields',
    html: `${queue}<style>#text { border: 1px solid #999; min-height: 70px; padding: 8px; width: 460px } #formats button { padding: 4px 10px } #formats button.on { background: #cde } #emojis { display: flex; gap: 6px; font-size: 20px }</style>
      <main><div class="row" id="formats"><button id="bold"><b>B</b></button><button id="italic"><i>I</i></button><button id="list">List</button><button id="smile">&#128578;</button><button id="attach">Attach</button><button id="image">Image</button></div><div id="emojis" hidden><span>&#128077;</span><span>&#127881;</span></div><div id="text" contenteditable="true">See you on Friday then</div><p id="count">22 of 500</p><input type="file" id="file" hidden></main>
      <script>for (const id of ['#bold', '#italic', '#list', '#smile', '#attach', '#image']) on(id, (e) => e.preventDefault(), 'mousedown'); on('#bold', () => { $('#text').style.fontWeight = $('#bold').classList.toggle('on') ? 'bold' : ''; }); on('#italic', () => { $('#text').style.fontStyle = $('#italic').classList.toggle('on') ? 'italic' : ''; });
        on('#smile', () => { $('#emojis').hidden = !$('#emojis').hidden; }); on('#emojis', (e) => { $('#text').append(e.target.textContent); }); on('#list', () => { const range = getSelection(); if (!range.rangeCount || range.isCollapsed) return; document.execCommand('insertUnorderedList'); });
        on('#attach', () => $('#file').click()); on('#image', () => { const upload = $('input[type=file][accept]'); upload.click(); });</script>`,
    interactions: [
      works('word marked', twice({ on: '#text', x: 0.05, y: 0.3 }), 'a word is marked'),
      works('bold, and not', streak('#bold', 2, 900), 'bold letters, thin ones'),
      works('faces', once('#smile'), 'two to choose from'),
      works('attach', once('#attach'), 'the file dialog of the browser'),
      rage('list hammered', streak('#list', 4, 240), 'four clicks on List'),
      dead('list', once('#list'), 'wants a marked text and does not say so'),
      dead('image', once('#image'), 'looks for a field that is not there'),
      rage('image hammered', streak('#image', 5, 190), 'five clicks on Image'),
    ],
  },
];
