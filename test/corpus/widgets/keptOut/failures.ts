/** What goes wrong behind buttons: sessions that end, parts that are old, quotas, races; and what is told of it. */
import { slides } from '../../background.ts';
import { dead, impatient, once, rage, streak, type Widget, works } from '../../widget.ts';
import { chatter, lights } from './background.ts';

export const failures: readonly Widget[] = [
  {
    name: 'session that ended',
    family: 'failures',
    html: `${lights}<main><div class="row"><button id="save">Save</button><button id="publish">Publish</button><button id="history">History</button><button id="lock">Lock</button></div><textarea rows="3" cols="40" aria-label="Text">Dear all</textarea><p id="said" style="color:#b00;min-height:24px"></p></main>
      <script>on('#save', async () => { const answer = await fetch('/api?ms=200&status=401', { method: 'PUT' }); if (answer.status === 401) { $('#said').textContent = 'You have been signed out. '; $('#said').insertAdjacentHTML('beforeend', '<a href="/elsewhere?sign-in">Sign in</a>'); } }); on('#publish', async () => { const answer = await fetch('/api?ms=250&status=401', { method: 'POST' }); if (answer.ok) $('#said').textContent = 'Published'; }); on('#history', async () => { const answer = await fetch('/api?ms=350&status=401'); if (answer.status === 401) location.assign('/elsewhere?sign-in'); }); on('#lock', () => { const xhr = new XMLHttpRequest(); xhr.open('POST', '/hang'); xhr.timeout = 2000; xhr.onload = () => { $('#said').textContent = 'Locked'; }; xhr.send(); });</script>`,
    interactions: [
      works('saved', once('#save'), 'it says that one is signed out'),
      works('history', once('#history'), 'the page for signing in comes'),
      works('saved, twice', streak('#save', 2, 1600), 'it says so again'),
      dead('published', once('#publish'), 'refused, and nothing says so'),
      dead('lock', once('#lock'), 'given up after two seconds, and nothing says so'),
      rage('published, hammered', streak('#publish', 5, 220), 'five clicks on Publish'),
      rage('lock hammered', streak('#lock', 4, 280), 'four clicks on Lock'),
    ],
  },
  {
    name: 'page that is older than its parts',
    family: 'failures',
    html: `${slides}<main><div class="row"><button id="gallery">Gallery</button><button id="chat">Chat</button><button id="map">Map</button><button id="theme">Dark</button></div><div id="out" class="panel" style="min-height:80px">Nothing yet</div></main>
      <script>const part = (name) => new Promise((done, fail) => { const script = document.createElement('script'); script.src = '/parts/' + name + '.4f1c.js'; script.onload = done; script.onerror = () => { script.remove(); fail(new Error(name)); }; window.late ??= []; late.push(script); setTimeout(() => fail(new Error('late')), 300); });
        on('#gallery', () => part('gallery').catch(() => { $('#out').innerHTML = '<p>This page is out of date. <button>Load it anew</button></p>'; })); on('#chat', () => part('chat').then(() => chat.open())); on('#map', async () => { const code = await (await fetch('/parts/map.js')).text(); if (!code) return; eval(code); }); on('#theme', () => { document.body.style.background = document.body.style.background ? '' : '#334'; undefined.track('theme'); });</script>`,
    interactions: [
      works('gallery', once('#gallery'), 'it says that the page is out of date'),
      works('dark', once('#theme'), 'dark, although what counts it throws'),
      works('dark and light', streak('#theme', 2, 800), 'dark, light'),
      dead('chat', once('#chat'), 'its part does not come, and the rejection is nobody’s'),
      rage('map hammered', streak('#map', 4, 260), 'four clicks on Map'),
      dead('map', once('#map'), 'its part is empty'),
      rage('chat hammered', streak('#chat', 6, 200), 'six clicks on Chat'),
    ],
  },
  {
    name: 'offer that changes under the hand',
    family: 'failures',
    html: `${chatter}<main><div class="card"><b id="price">240.00</b> <span id="state">3 left</span><div class="row"><button id="hold">Hold it</button><button id="share">Send to a friend</button><button id="renew">Renew</button></div></div><p id="said" style="min-height:24px"></p></main>
      <script>let tries = 0; on('#hold', async () => { tries += 1; const answer = await fetch('/api?ms=300&status=' + (tries < 2 ? 409 : 200), { method: 'POST' }); if (!answer.ok) { $('#price').textContent = '260.00'; $('#said').textContent = 'The price has changed'; } else $('#said').textContent = 'Held for you'; }); on('#renew', async () => { try { await fetch('/api?ms=1800', { method: 'POST' }); $('#state').textContent = '2 left'; } finally { tries = 0; } });
        on('#share', () => { sessionStorage.setItem('share', 'x'.repeat(6_000_000)); toast('Link copied'); });</script>`,
    interactions: [
      works('held', once('#hold'), 'another price, and a line that says so'),
      works('held at last', streak('#hold', 2, 1500), 'the second try holds it'),
      works('renewed', once('#renew'), 'two left after 1.8 s'),
      impatient('renewed, hammered', streak('#renew', 4, 250), 'four clicks before the number changed'),
      dead('share', once('#share'), 'the storage is full and the handler ends there'),
      rage('share hammered', streak('#share', 4, 320), 'four clicks on Send to a friend'),
    ],
  },
];
