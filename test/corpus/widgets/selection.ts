/** Text that is marked, names that are edited at a double click. */
import { animation, clock, feed } from '../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const selection: readonly Widget[] = [
  {
    name: 'article',
    family: 'selection',
    html: `${clock}<main><p id="text">The quick brown fox jumps over the lazy dog and goes on to read about rage clicks.</p><p id="more" style="color:#06c;cursor:pointer">Read more</p><p id="end">An end.</p></main>`,
    interactions: [
      works('word', twice('#text'), 'a double click marks a word'),
      works('paragraph', (user) => user.tripleClick('#text'), 'a triple click marks the paragraph'),
      works(
        'word after word',
        async (user) => {
          await user.doubleClick({ on: '#text', x: 0.1 });
          await user.rest(700);
          await user.doubleClick({ on: '#text', x: 0.2 });
        },
        'looks up two words',
      ),
      nothingDue('reading along', once('#end'), 'a click while reading'),
      dead('more', once('#more'), 'a paragraph with a hand as its cursor and no handler'),
      rage(
        'more hammered',
        streak('#more', 6, 190),
        'six clicks; the words get marked on the way, which nobody wanted',
      ),
    ],
  },
  {
    name: 'code',
    family: 'selection',
    html: `${animation}<main><pre id="code" class="panel">npm install watchglass\nnpm start</pre><button id="copy" aria-label="Copy code">Copy</button> <span class="button" id="wrap">Wrap lines</span><code id="version" style="user-select:all">9f8e7d6c</code></main>
      <script>on('#copy', async () => { await navigator.clipboard.writeText($('#code').textContent); $('#copy').textContent = 'Copied'; });</script>`,
    interactions: [
      works('line', (user) => user.tripleClick({ on: '#code', x: 0.1, y: 0.4 }), 'a triple click marks a line'),
      works(
        'word by word',
        async (user) => {
          for (const x of [0.03, 0.1, 0.17]) {
            await user.doubleClick({ on: '#code', x, y: 0.4 });
            await user.rest(150);
          }
        },
        'marks one word after the other',
      ),
      works('version', once('#version'), 'one click marks all of it'),
      works('copied', once('#copy'), 'Copied'),
      dead('wrap', once('#wrap'), 'a span that looks like the button beside it'),
      rage('wrap hammered', streak('#wrap', 5, 180), 'five clicks; a double click marks its words'),
    ],
  },
  {
    name: 'folder',
    family: 'selection',
    html: `${feed}<style>.file { padding: 6px 10px; width: 240px; cursor: default } .file.chosen { background: #cef }</style><main><div class="file" id="report">report.txt</div><div class="file" id="shared">shared.txt</div><p id="opened"></p><div class="file button" id="trash">Empty the bin</div></main>
      <script>on('#report', (e) => { document.querySelectorAll('.file').forEach((one) => one.classList.toggle('chosen', one === e.currentTarget)); }); on('#report', () => { $('#opened').textContent = 'report.txt is open'; }, 'dblclick');</script>`,
    interactions: [
      works('chosen', once('#report'), 'the file is marked'),
      works('opened', twice('#report'), 'a double click opens it'),
      works('word', twice('#shared'), 'the name is marked as text'),
      nothingDue('empty place', once({ on: 'main', x: 0.9, y: 0.95 }), 'nothing is there'),
      dead('bin', once('#trash'), 'a div that looks like a button'),
      rage('bin hammered', streak('#trash', 7, 160), 'seven clicks, and no bin is emptied'),
    ],
  },
];
