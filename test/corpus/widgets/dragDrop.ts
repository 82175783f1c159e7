/** Things to drag, and things that look as if. */
import { counters, slides } from '../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

export const dragDrop: readonly Widget[] = [
  {
    name: 'list to sort',
    family: 'dragDrop',
    html: `${slides}<style>.item { padding: 8px; border: 1px solid #999; margin: 4px 0; width: 220px; cursor: grab; user-select: none }</style><main><div id="list"><div class="item" id="one">Milk</div><div class="item" id="two">Bread</div><div class="item" id="three">Eggs</div></div><button id="sort">Sort</button></main>
      <script>let held; on('.item', (e) => { held = e.currentTarget; held.style.opacity = '.5'; }, 'pointerdown'); document.addEventListener('pointerup', (e) => { if (!held) return; const over = document.elementFromPoint(e.clientX, e.clientY)?.closest('.item'); if (over && over !== held) over.after(held); held.style.opacity = ''; held = undefined; });</script>`,
    interactions: [
      works('moved', (user) => user.drag('#one', '#three'), 'Milk is last now'),
      works(
        'moved and moved back',
        async (user) => {
          await user.drag('#one', '#two');
          await user.drag('#two', '#one');
        },
        'two drags',
      ),
      nothingDue('handle clicked', once('#two'), 'something to drag, not to click; it fades for a moment'),
      dead('sort', once('#sort'), 'a button without a handler, while slides pass'),
      rage('sort hammered', streak('#sort', 4, 230), 'four clicks, Milk stays where it is'),
    ],
  },
  {
    name: 'files',
    family: 'dragDrop',
    html: `${counters}<main><div id="drop" class="card" style="border-style:dashed;cursor:pointer">Drop a file or click</div><input type="file" id="file" hidden><div class="card" id="photo" style="border-style:dashed;cursor:pointer">Drop a photo or click</div></main>
      <script>on('#drop', () => $('#file').click()); on('#photo', () => $('#photo-file').click());</script>`,
    interactions: [
      works('chooser', once('#drop'), 'the browser’s file dialog opens'),
      works('chooser by double click', (user) => user.doubleClick('#drop'), 'the dialog opens'),
      dead('photo', once('#photo'), 'the input it wants is not there: the handler throws'),
      rage('photo hammered', streak('#photo', 5, 200), 'five clicks, no dialog'),
    ],
  },
  {
    name: 'board',
    family: 'dragDrop',
    html: `${counters}<style>.lane { width: 180px; min-height: 140px; border: 1px solid #999; padding: 8px } .ticket { background: #ffd; padding: 8px; margin: 4px 0; cursor: pointer }</style>
      <main><div class="row" style="align-items:flex-start"><div class="lane" id="todo"><div class="ticket" id="ticket" draggable="true">Fix lamp</div><div class="ticket" id="locked">Locked ticket</div></div><div class="lane" id="done"></div></div><aside id="side" class="panel" hidden>Fix lamp: details</aside></main>
      <script>on('#ticket', (e) => { e.dataTransfer.setData('text/plain', 'ticket'); }, 'dragstart'); on('.lane', (e) => e.preventDefault(), 'dragover'); on('.lane', (e) => { e.preventDefault(); e.currentTarget.append($('#ticket')); }, 'drop');
        on('#ticket', () => { $('#side').hidden = !$('#side').hidden; });</script>`,
    interactions: [
      works('moved', (user) => user.drag('#ticket', '#done'), 'the ticket is in the other lane'),
      works('opened', once('#ticket'), 'its details beside the board'),
      works('opened and closed', streak('#ticket', 4, 400), 'each click opens or closes'),
      nothingDue('empty lane', once('#done'), 'an empty place'),
      dead('locked ticket', once('#locked'), 'looks like the other and does not open'),
      rage('locked ticket hammered', streak('#locked', 5, 190), 'five clicks on a ticket that stays shut'),
    ],
  },
];
