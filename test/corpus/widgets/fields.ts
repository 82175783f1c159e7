/** Text fields, editors, selects, passwords: places where a click means "here". */
import { animation, polling } from '../background.ts';
import { dead, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const fields: readonly Widget[] = [
  {
    name: 'sign in',
    family: 'fields',
    html: `${polling}<main><label>Name <input id="name" value="ann.example"></label><div class="row"><input type="password" id="password" value="secret" aria-label="Password"><button type="button" id="eye" aria-pressed="false">Show</button></div>
      <p><a href="#" id="forgot" role="button">Forgot your password?</a></p></main>
      <script>on('#eye', () => { const shown = $('#password').type === 'text'; $('#password').type = shown ? 'password' : 'text'; $('#eye').setAttribute('aria-pressed', String(!shown)); $('#eye').textContent = shown ? 'Show' : 'Hide'; });
        on('#forgot', (e) => { e.preventDefault(); window.openForgot?.(); });</script>`,
    interactions: [
      works('field', once('#name'), 'the caret is in the field'),
      works('word chosen', twice('#name'), 'a double click marks a word'),
      works('all chosen', (user) => user.tripleClick('#name'), 'a triple click marks the line'),
      works('password shown and hidden', streak('#eye', 4, 350), 'looks at it twice'),
      dead('forgot', once('#forgot'), 'what it calls was never loaded'),
      rage('forgot hammered', streak('#forgot', 4, 190), 'four clicks and no help'),
    ],
  },
  {
    name: 'editor',
    family: 'fields',
    html: `${animation}<main><div class="row"><button type="button" id="bold"><b>B</b></button><button type="button" id="italic"><i>I</i></button></div><div id="editor" contenteditable="true" class="panel">Write your review here, <b>please</b>.</div><textarea id="notes" rows="3">Some notes of mine</textarea></main>
      <script>on('#bold', () => { $('#editor').style.fontWeight = $('#editor').style.fontWeight ? '' : 'bold'; }); on('#italic', () => { try { window.format('italic'); } catch {} });</script>`,
    interactions: [
      works('editor', once({ on: '#editor', x: 0.1 }), 'the caret is in the text'),
      works(
        'caret moved about',
        async (user) => {
          for (const x of [0.05, 0.12, 0.08, 0.1]) await user.click({ on: '#editor', x });
        },
        'looks for the right place in the text',
      ),
      works('notes', once('#notes'), 'the caret is in the notes'),
      works('bold', once('#bold'), 'the text turns bold'),
      dead('italic', once('#italic'), 'fails behind a catch, and a ball rolls on'),
      rage('italic hammered', streak('#italic', 5, 170), 'five clicks, no italics'),
    ],
  },
  {
    name: 'search',
    family: 'fields',
    html: `<main><div class="row"><input type="search" id="search" placeholder="Search" value="lamp"><button type="button" id="go" aria-label="Search">&#128269;</button></div><ul id="found" role="listbox"></ul>
      <label>Country <select id="country" size="3"><option>Austria</option><option id="belgium">Belgium</option><option>Chile</option></select></label><input id="fixed" value="DE-12345" readonly><button type="button" id="microphone" aria-label="Speak">&#127908;</button></main>
      <script>on('#go', () => setTimeout(() => { $('#found').replaceChildren(...['Lamp A', 'Lamp B'].map((text) => { const li = document.createElement('li'); li.textContent = text; return li; })); }, 350));</script>`,
    interactions: [
      works('field', once('#search'), 'the caret is in the field'),
      works('found', once('#go'), 'results after 350 ms'),
      works('country', once('#belgium'), 'the option is chosen'),
      works('number marked', (user) => user.tripleClick('#fixed'), 'marks the number to copy it'),
      dead('microphone', once('#microphone'), 'a button without a handler'),
      rage('microphone hammered', streak('#microphone', 6, 140), 'six clicks at a microphone that does not listen'),
    ],
  },
];
