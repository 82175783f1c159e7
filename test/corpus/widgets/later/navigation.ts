/** Views of an application that the document listens for, steps of a wizard. */
import { counters } from '../../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../../widget.ts';
import { trending } from './background.ts';

export const navigation: readonly Widget[] = [
  {
    name: 'router of an application',
    family: 'navigation',
    html: `${trending}<main><nav class="row"><a href="/orders" data-route id="orders">Orders</a> <a href="/customers" data-route id="customers">Customers</a> <a href="/returns" data-route id="returns">Returns</a> <a href="/reports" data-route id="reports">Reports</a></nav><div id="outlet"><h2>Home</h2></div></main>
      <script>const views = { '/orders': '<h2>Orders</h2><p>Order 17</p>', '/customers': '<h2>Customers</h2><p>Ann</p>' };
        const go = async (path) => { history.pushState({ path }, '', path + location.search); if (path === '/reports') await fetch('/api?ms=2300'); const view = path === '/reports' ? '<h2>Reports</h2>' : views[path]; if (view) $('#outlet').innerHTML = view; };
        document.addEventListener('click', (e) => { const link = e.target.closest('[data-route]'); if (!link) return; e.preventDefault(); go(link.getAttribute('href')); });
        addEventListener('popstate', () => { $('#outlet').innerHTML = views[location.pathname] ?? '<h2>Home</h2>'; });</script>`,
    interactions: [
      works('view', once('#orders'), 'the address and the view change'),
      works(
        'one view and another',
        async (user) => {
          await user.click('#orders');
          await user.rest(700);
          await user.click('#customers');
        },
        'looks at both',
      ),
      works('view that takes its time', once('#reports'), 'the view comes after 2.3 s'),
      impatient('view that takes its time, hammered', streak('#reports', 5, 240), 'five clicks before it comes'),
      dead('view that nobody wrote', once('#returns'), 'the address changes, what is shown does not'),
      rage('view that nobody wrote, hammered', streak('#returns', 5, 180), 'five clicks on Returns'),
    ],
  },
  {
    name: 'wizard of an insurance',
    family: 'navigation',
    html: `${counters}<style>.step { position: absolute; left: 24px; opacity: 0; translate: 40px 0; transition: opacity .2s, translate .2s; visibility: hidden } .step.now { opacity: 1; translate: 0; visibility: visible } .dots span { color: #bbb } .dots span.now { color: #06c }</style>
      <main style="position:relative"><div class="dots" id="dots"><span class="now">&#9679;</span> <span>&#9679;</span> <span>&#9679;</span></div><div style="height:120px"><div class="step now">Your car</div><div class="step">Your house</div><div class="step">Your offer</div></div>
      <div class="row"><button id="back">Back</button><button id="next">Next</button><button id="later">Save for later</button></div></main>
      <script>let at = state === 'last' ? 2 : 0; const draw = () => { for (const list of ['.step', '#dots span']) document.querySelectorAll(list).forEach((one, i) => one.classList.toggle('now', i === at)); $('#back').disabled = at === 0; }; draw();
        on('#next', () => { if (at < 2) { at += 1; draw(); } }); on('#back', () => { at -= 1; draw(); }); on('#later', () => { localStorage.setItem('step', at); });</script>`,
    interactions: [
      works('next', once('#next'), 'the next step slides in'),
      works('to the end', streak('#next', 2, 800), 'two steps on'),
      works('back', once('#back'), 'a step back', { state: 'last' }),
      dead('next on the last step', once('#next'), 'the button looks as before and there is no further step', {
        state: 'last',
      }),
      dead('saved without a word', once('#later'), 'kept in the storage of the browser, and nobody is told'),
      rage('saved without a word, hammered', streak('#later', 4, 260), 'four times Save for later'),
      rage('next on the last step, hammered', streak('#next', 5, 220), 'five clicks, no further step', {
        state: 'last',
      }),
    ],
  },
];
