/** Tabs of a profile, pages of results, an application whose parts come late. */
import { feed } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { beat } from './background.ts';

export const navigation: readonly Widget[] = [
  {
    name: 'tabs of a profile',
    family: 'navigation',
    html: `${feed}<style>[role=tab] { display: inline-block; padding: 8px 14px; cursor: pointer; border-bottom: 3px solid transparent } [role=tab][aria-selected=true] { border-color: #06c } [role=tabpanel] { display: none; padding: 12px } [role=tabpanel].on { display: block }</style>
      <main><h2 id="who">Ann Miller</h2><div role="tablist"><span role="tab" aria-selected="true" aria-controls="posts" tabindex="0" id="t-posts">Posts</span><span role="tab" aria-selected="false" aria-controls="about" tabindex="-1" id="t-about">About</span><span role="tab" aria-selected="false" aria-controls="photos" tabindex="-1" id="t-photos">Photos</span><span role="tab" aria-selected="false" aria-controls="friends" tabindex="-1" id="t-friends">Friends</span></div><div role="tabpanel" id="posts" class="on">Three posts</div><div role="tabpanel" id="about">Lives in Rome</div><div role="tabpanel" id="photos"></div><button id="follow">Follow</button></main>
      <script>const choose = (tab) => { const panel = document.getElementById(tab.getAttribute('aria-controls')); panel.classList.add('on'); document.querySelectorAll('[role=tab]').forEach((one) => one.setAttribute('aria-selected', String(one === tab))); document.querySelectorAll('[role=tabpanel]').forEach((one) => one.classList.toggle('on', one === panel)); };
        on('[role=tab]', (e) => { choose(e.currentTarget); if (e.currentTarget.id === 't-photos') fetch('/api?ms=700').then(() => { $('#photos').textContent = 'Twelve photos'; }); });
        let follows = false; on('#follow', () => { follows = !follows; $('#follow').textContent = follows ? 'Following' : 'Follow'; fetch('/api?ms=400', { method: 'POST' }); });</script>`,
    interactions: [
      works('about', once('#t-about'), 'another panel'),
      works('photos', once('#t-photos'), 'an empty panel at once, photos after 700 ms'),
      works(
        'there and back',
        async (user) => {
          await user.click('#t-about');
          await user.rest(700);
          await user.click('#t-posts');
        },
        'looks at both',
      ),
      works('followed, and not any more', streak('#follow', 2, 1100), 'the word changes before the server answers'),
      nothingDue('name', once('#who'), 'a heading'),
      dead('friends', once('#t-friends'), 'its panel is missing and the handler throws'),
      rage('friends hammered', streak('#t-friends', 6, 190), 'six clicks on a tab'),
    ],
  },
  {
    name: 'pages of a table',
    family: 'navigation',
    html: `<style>td { padding: 4px 12px; border-bottom: 1px solid #ddd } .pages button.now { background: #06c; color: #fff }</style>
      <main><table><tbody id="rows"></tbody></table><div class="row pages" id="pages"></div><div class="row"><button id="size">Show 50</button><button id="export">Copy the link</button></div></main>
      <script>let page = Number(new URLSearchParams(location.search).get('page') ?? (state === 'last' ? 12 : 1));
        const draw = () => { $('#rows').innerHTML = [1, 2, 3, 4].map((i) => '<tr><td>Order ' + (page * 4 + i) + '</td><td>' + (i * 17 + page) + '.00</td></tr>').join(''); $('#pages').innerHTML = '<button data-to="-">&lsaquo;</button>' + [1, 2, 3, 12].map((n) => '<button data-to="' + n + '"' + (n === page ? ' class="now" aria-current="page"' : '') + '>' + n + '</button>').join('') + '<button data-to="+">&rsaquo;</button>'; };
        const go = (n) => { if (n < 1 || n > 12) return; page = n; const to = new URL(location.href); to.searchParams.set('page', n); history.replaceState({}, '', to); $('#rows').style.opacity = 0.4; setTimeout(() => { $('#rows').style.opacity = 1; draw(); }, 120); };
        $('#pages').addEventListener('click', (e) => { const { to } = e.target.dataset; if (to) go(to === '+' ? page + 1 : to === '-' ? page - 1 : Number(to)); }); draw();
        on('#size', () => { const rows = window.table?.rows; rows?.resize(50); }); on('#export', () => { const field = document.createElement('textarea'); field.value = location.href; field.style.cssText = 'position:fixed;opacity:0'; document.body.append(field); field.select(); document.execCommand('copy'); field.remove(); });</script>`,
    interactions: [
      works('third page', once('[data-to="3"]'), 'other rows'),
      works('page after page', streak('[data-to="+"]', 6, 300), 'leafs on, each click a page'),
      works('page after page, looked at', streak('[data-to="+"]', 3, 900), 'looks at each'),
      works('link copied', once('#export'), 'it is on the clipboard'),
      rage('beyond the last page, hammered', streak('[data-to="+"]', 5, 260), 'five clicks on the arrow', {
        state: 'last',
      }),
      dead('beyond the last page', once('[data-to="+"]'), 'the arrow looks as before', { state: 'last' }),
      dead('more rows', once('#size'), 'no table of that name, and nothing says so'),
      rage('more rows, hammered', streak('#size', 5, 230), 'five clicks on Show 50'),
    ],
  },
  {
    name: 'application with late parts',
    family: 'navigation',
    html: `${beat}<style>nav a { display: block; padding: 8px; color: #06c } #bar { position: fixed; left: 0; top: 0; height: 3px; background: #06c; width: 0; transition: width .4s }</style>
      <main style="display:flex;gap:24px"><nav style="width:160px"><a href="#/inbox" id="inbox">Inbox</a><a href="#/calendar" id="calendar">Calendar</a><a href="#/tasks" id="tasks">Tasks</a><a href="#/billing" id="billing">Billing</a><a href="/elsewhere?help" target="_blank" id="help">Help</a></nav><div id="bar"></div><section id="view"><h2>Welcome</h2></section></main>
      <script>const parts = { '#/inbox': 30, '#/calendar': 900, '#/tasks': 2600 };
        addEventListener('hashchange', async () => { const to = location.hash, ms = parts[to]; if (!ms) throw new Error('no part for ' + to); if (to === '#/calendar') $('#bar').style.width = '70%'; await fetch('/api?ms=' + ms); $('#bar').style.width = '0'; if (location.hash === to) $('#view').innerHTML = '<h2>' + to.slice(2) + '</h2>'; });</script>`,
    interactions: [
      works('inbox', once('#inbox'), 'its view after a moment'),
      works('calendar', once('#calendar'), 'a line on top at once, the view after 900 ms'),
      works('tasks', once('#tasks'), 'the view after 2.6 s of nothing'),
      works('help', once('#help'), 'a new tab'),
      impatient('tasks hammered', streak('#tasks', 5, 260), 'five clicks before the view came'),
      dead('billing', once('#billing'), 'the address changes, and there is no such part'),
      rage('billing hammered', streak('#billing', 6, 180), 'six clicks on Billing'),
    ],
  },
];
