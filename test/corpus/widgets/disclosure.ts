/** Accordions and other things that fold: details, aria and CSS alone. */
import { clock, counters, slides } from '../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const disclosure: readonly Widget[] = [
  {
    name: 'details',
    family: 'accordions',
    html: `${clock}<main><details id="ship"><summary>Shipping</summary><p id="text">Two to three days.</p></details>
      <div class="summary card" id="fake" style="cursor:pointer">&#9656; Returns</div></main>
      <script>if (state === 'open') $('#ship').open = true;</script>`,
    interactions: [
      works('opens', once('summary'), 'details opens without any script'),
      works('opened, closed, opened', streak('summary', 3, 700), 'each click opens or closes'),
      works('double click', twice('summary'), 'opens and closes'),
      nothingDue('text inside clicked', once('#text'), 'plain text', { state: 'open' }),
      dead('imitation', once('#fake'), 'looks like the other and does not open'),
      rage('imitation hammered', streak('#fake', 5, 190), 'five clicks on what does not open'),
    ],
  },
  {
    name: 'questions',
    family: 'accordions',
    html: `${slides}<main><h3><button id="q1" aria-expanded="false" aria-controls="a1">How do I return something?</button></h3><div id="a1" role="region" hidden>By post.</div>
      <h3><button id="q2" aria-expanded="false" aria-controls="a9">Do you ship abroad?</button></h3><div id="a2" role="region" hidden>We do.</div></main>
      <script>on('h3 button', (e) => { const one = e.currentTarget, panel = document.getElementById(one.getAttribute('aria-controls'));
        if (!panel) return; panel.hidden = !panel.hidden; one.setAttribute('aria-expanded', String(!panel.hidden)); });</script>`,
    interactions: [
      works('opens', once('#q1'), 'the answer is shown'),
      works(
        'with the keyboard',
        async (user) => {
          await user.press('Tab');
          await user.press('Enter');
        },
        'Enter opens the first answer',
      ),
      dead(
        'answer that is not found',
        once('#q2'),
        'aria-controls names nothing: the answer stays hidden while slides pass',
      ),
      rage('answer that is not found, hammered', streak('#q2', 4, 220), 'four fast clicks, no answer'),
    ],
  },
  {
    name: 'folded by a checkbox',
    family: 'accordions',
    html: `${counters}<style>.fold { display: none } #size:checked ~ .fold { display: block } .head { cursor: pointer; font-weight: bold }</style>
      <main><input type="checkbox" id="size" style="position:absolute;opacity:0"><label for="size" class="head" id="open">Size guide</label><div class="fold card">S, M, L</div>
      <label class="head" id="stray">Care instructions</label><p id="plain">Made in Portugal.</p></main>`,
    interactions: [
      works('opens', once('#open'), 'a checked box shows the panel by CSS alone'),
      works('opened and closed', streak('#open', 4, 500), 'each click opens or closes'),
      nothingDue('text clicked', once('#plain'), 'plain text'),
      dead('label without a control', once('#stray'), 'a label that belongs to nothing, styled like the other'),
      rage('label without a control hammered', streak('#stray', 5, 180), 'five clicks, nothing unfolds'),
    ],
  },
];
