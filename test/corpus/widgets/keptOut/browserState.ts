/** What the browser keeps or shows: the clipboard, the history, the focus, the whole screen, cookies. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { fading, progress } from './background.ts';

export const browserState: readonly Widget[] = [
  {
    name: 'key of a developer',
    family: 'browserState',
    html: `${progress}<main><div class="row"><code id="key" style="width:140px">pk_&bull;&bull;&bull;&bull;&bull;&bull;&bull;&bull;</code><button id="reveal" style="width:100px">Reveal</button><button id="copy">Copy</button><button id="roll">New key</button></div><div class="row"><button id="focus">Edit the name</button><input id="name" value="My key" aria-label="Name"></div><div class="row"><button id="whole">Whole screen</button><button id="bookmark">Bookmark this page</button></div></main>
      <script>const key = 'pk_4711'; on('#reveal', () => { const shown = $('#key').textContent === key; $('#key').textContent = shown ? 'pk_\\u2022\\u2022\\u2022' : key; $('#reveal').textContent = shown ? 'Reveal' : 'Hide'; }); on('#copy', () => { document.addEventListener('copy', (e) => { e.clipboardData.setData('text/plain', key); e.preventDefault(); }, { once: true }); document.execCommand('copy'); }); on('#focus', () => { $('#name').focus(); $('#name').select(); }); on('#roll', async () => { await fetch('/api?ms=380', { method: 'POST' }); $('#key').textContent = 'pk_' + Math.ceil(performance.now()); });
        on('#whole', () => document.documentElement.requestFullscreen().then(() => { $('#whole').textContent = 'As before'; })); on('#bookmark', () => { try { window.external.AddFavorite(location.href); } catch {} });</script>`,
    interactions: [
      works('revealed and hidden', streak('#reveal', 2, 1100), 'the key, dots'),
      works('copied', once('#copy'), 'it is on the clipboard'),
      works('name', once('#focus'), 'the name is marked and has the caret'),
      works('new key', once('#roll'), 'another key after 380 ms'),
      works('whole screen', once('#whole'), 'the page fills the screen'),
      dead('bookmark', once('#bookmark'), 'no browser of today does that'),
      rage('bookmark hammered', streak('#bookmark', 5, 210), 'five clicks on Bookmark'),
    ],
  },
  {
    name: 'slides in the address',
    family: 'browserState',
    html: `${fading}<style>#slide { width: 360px; height: 140px; background: #eef; display: grid; place-items: center; font-size: 24px } #edge { color: #888 } .s { display: none } .s:target { display: block; background: #ffd; padding: 8px }</style>
      <main><div id="slide">Slide 1</div><div class="row"><button id="prev">&#8592;</button><button id="next">&#8594;</button><button id="back">Where I was</button><a class="button" href="#notes">Notes</a><button id="present">Present</button><a class="button" href="#agenda" id="agenda-link">Agenda</a></div><div class="s" id="notes">Speak slowly</div><p id="edge">Eight slides</p></main>
      <script>const at = () => Number(new URLSearchParams(location.search).get('slide') ?? 1); const draw = () => { const words = 'Slide ' + at(); if ($('#slide').textContent !== words) $('#slide').textContent = words; }; const go = (n) => { if (n < 1 || n > 8) return; const to = new URL(location.href); to.searchParams.set('slide', n); to.hash = ''; history.pushState({}, '', to); draw(); }; on('#next', () => go(at() + 1)); on('#prev', () => go(at() - 1)); on('#back', () => history.back()); addEventListener('popstate', draw); on('#present', () => { const screens = navigator.presentations.list(); screens[0].show(); }); if (state === 'third') { go(2); go(3); }</script>`,
    interactions: [
      works('slides on', streak('#next', 5, 310), 'each click a slide'),
      works('where I was', once('#back'), 'the slide before, by the history', { state: 'third' }),
      works('notes', once('[href="#notes"]'), 'the style shows what the address names'),
      nothingDue('how many', once('#edge'), 'a line to read'),
      rage('before the first, hammered', streak('#prev', 5, 240), 'five clicks on the arrow'),
      dead('before the first', once('#prev'), 'the arrow looks alive on the first slide'),
      dead('agenda', once('#agenda-link'), 'nothing has this name'),
      rage('present hammered', streak('#present', 5, 190), 'the handler throws'),
    ],
  },
  {
    name: 'language and looks',
    family: 'browserState',
    html: `<style>body.dark { background: #223; color: #eee } html[data-size=large] main { font-size: 21px } #menu { width: 160px }</style>
      <main><p id="hello">Hello</p><div class="row"><button id="dark">Dark</button><button id="size">Large</button><button id="en">English</button><button id="de">Deutsch</button><button id="ja">日本語</button><button id="unit">Miles</button></div></main>
      <script>const words = { en: 'Hello', de: 'Hallo' }; on('#dark', () => { const now = document.body.classList.toggle('dark'); localStorage.setItem('dark', now); document.querySelectorAll('.bar').forEach((one) => { one.style.color = now ? '#222' : ''; }); }); on('#size', () => { const html = document.documentElement; html.dataset.size = html.dataset.size === 'large' ? '' : 'large'; }); on('#de', () => { document.cookie = 'lang=de'; location.reload(); }); on('#ja', () => { document.cookie = 'lang=ja'; document.documentElement.lang = 'ja'; if (words.ja) $('#hello').textContent = words.ja; }); on('#unit', () => { localStorage.setItem('unit', 'mi'); document.title = 'Settings (miles)'; }); if (document.cookie.includes('lang=de')) $('#hello').textContent = words.de; on('#en', () => { $('#hello').textContent = 'Hello, world'; });</script>`,
    interactions: [
      works('dark', once('#dark'), 'dark, by a class of the body'),
      works('large and not', streak('#size', 2, 900), 'large letters, by an attribute of the root'),
      works('German', once('#de'), 'the page comes anew in German'),
      works('English', once('#en'), 'other words'),
      dead('miles', once('#unit'), 'stored, and told to the title of the tab alone'),
      dead('Japanese', once('#ja'), 'a cookie and the language of the root; the words stay'),
      rage('Japanese hammered', streak('#ja', 5, 220), 'five clicks on a language'),
    ],
  },
];
