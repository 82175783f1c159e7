/** A mail's menu of three dots, commands of an editor, a menu of a shop. */
import { polling } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { fading } from './background.ts';

export const menus: readonly Widget[] = [
  {
    name: 'mail with three dots',
    family: 'menus',
    html: `${polling}<style>#more-menu { margin: 0; border: 1px solid #999; padding: 4px; inset: auto; position: fixed; left: 240px; top: 110px } #more-menu button { display: block; width: 180px; border: 0; text-align: left }</style>
      <main><div class="card" style="max-width:600px"><b id="subject">Your invoice for May</b> <span id="flag"></span><div class="row"><button id="reply">Reply</button><button id="more" popovertarget="more-menu" aria-label="More">&#8942;</button></div><div id="answer"></div></div><div id="more-menu" popover><button id="unread">Mark as unread</button><button id="star">Star</button><button id="mute">Mute</button><button id="source">Show original</button></div></main>
      <script>on('#reply', () => { $('#answer').innerHTML = '<textarea rows="3" cols="40"></textarea>'; $('#answer textarea').focus(); });
        on('#unread', () => { $('#subject').style.color = '#06c'; $('#more-menu').hidePopover(); }); on('#star', () => { $('#flag').textContent = '\\u2605'; $('#more-menu').hidePopover(); });
        on('#source', () => window.open('/elsewhere?source')); on('#mute', (e) => { e.stopPropagation(); thread.mute(); }); if (state === 'open') $('#more-menu').showPopover();</script>`,
    interactions: [
      works('opened', once('#more'), 'a popover of the browser, without script'),
      works('opened and closed', streak('#more', 2, 900), 'open, closed'),
      works('starred', once('#star'), 'a star beside the subject', { state: 'open' }),
      works('original', once('#source'), 'a tab of its own', { state: 'open' }),
      works('reply', once('#reply'), 'a field with the caret in it'),
      dead('mute', once('#mute'), 'the handler throws and the menu stays', { state: 'open' }),
      rage('mute hammered', streak('#mute', 5, 210), 'five clicks on Mute', { state: 'open' }),
    ],
  },
  {
    name: 'commands of a code editor',
    family: 'menus',
    html: `<style>#palette { position: absolute; left: 120px; top: 90px; width: 420px; background: #fff; border: 1px solid #888; box-shadow: 0 4px 20px #999 } #palette input { width: 100%; box-sizing: border-box; padding: 8px; border: 0; font: inherit } #palette li { list-style: none; padding: 6px 12px; cursor: pointer } #palette li:hover { background: #eef } #palette ul { margin: 0; padding: 0 } body.wide main { font-size: 24px }</style>
      <main><button id="open">Commands</button><p id="text">const answer = 42;</p><div id="palette" hidden><input id="filter" aria-label="Command" placeholder="Type a command"><ul id="found"></ul></div></main>
      <script>const commands = { 'Larger letters': () => document.body.classList.add('wide'), 'Format document': () => setTimeout(() => { $('#text').textContent = 'const answer = 42; // formatted'; }, 350), 'Restart server': () => fetch('/hang'), 'Fold all': () => editor.foldAll() };
        const draw = () => { $('#found').innerHTML = Object.keys(commands).filter((one) => one.toLowerCase().includes($('#filter').value.toLowerCase())).map((one) => '<li data-run="' + one + '">' + one + '</li>').join(''); };
        const show = () => { $('#palette').hidden = false; draw(); $('#filter').focus(); }; on('#open', show); on('#filter', draw, 'input');
        on('#found', (e) => { const { run } = e.target.dataset; if (!run) return; e.preventDefault(); if (run === 'Larger letters' || run === 'Format document') $('#palette').hidden = true; commands[run](); }, 'mousedown'); if (state === 'open') show();</script>`,
    interactions: [
      works('opened', once('#open'), 'a box over the text with the caret in it'),
      works(
        'typed and run',
        async (user) => {
          await user.click('#open');
          await user.rest(600);
          await user.type('larg');
          await user.rest(500);
          await user.click('#found li');
        },
        'the list shrinks, the letters grow on mousedown',
      ),
      works('formatted', once('[data-run="Format document"]'), 'the box goes, the text changes after 350 ms', {
        state: 'open',
      }),
      nothingDue('text', once('#text'), 'a line of code to read'),
      dead('restart', once('[data-run="Restart server"]'), 'a request without an end, and the box stays as it is', {
        state: 'open',
      }),
      rage('fold hammered', streak('[data-run="Fold all"]', 4, 280), 'four clicks on Fold all', { state: 'open' }),
      dead('fold', once('[data-run="Fold all"]'), 'there is no editor to fold', { state: 'open' }),
      rage('restart hammered', streak('[data-run="Restart server"]', 5, 230), 'five clicks on the command', {
        state: 'open',
      }),
    ],
  },
  {
    name: 'menu of a shop by hover',
    family: 'menus',
    html: `${fading}<style>.top { position: relative; display: inline-block; padding: 8px 12px; cursor: pointer } .top ul { display: none; position: absolute; left: 0; top: 40px; margin: 0; padding: 8px; list-style: none; background: #fff; border: 1px solid #aaa; width: 160px } .top:hover ul { display: block } .top.plain:hover { text-decoration: underline } .top li a { color: #06c } #burger:checked ~ #drawer { translate: 0 } #drawer { position: fixed; left: 0; top: 200px; width: 220px; background: #eee; padding: 16px; translate: -300px; transition: translate .2s }</style>
      <main><nav><span class="top" id="women">Women<ul><li><a href="/elsewhere?coats" id="coats">Coats</a></li><li><a href="/slow?ms=1900" id="shoes">Shoes</a></li></ul></span><span class="top plain" id="sale">Sale</span><span class="top plain" id="stores">Stores</span></nav><input type="checkbox" id="burger" hidden><label class="button" for="burger" id="all">All departments</label><div id="drawer">Home<br>Garden</div></main>
      <script>document.addEventListener('click', (e) => { if (e.target.id === 'sale') location.assign('/elsewhere?sale'); });</script>`,
    interactions: [
      works(
        'coats',
        async (user) => {
          await user.move('#women');
          await user.rest(500);
          await user.click('#coats');
        },
        'the list drops by hover, the link leads on',
      ),
      works('sale', once('#sale'), 'another page, by a listener of the document'),
      works('drawer', once('#all'), 'a hidden check box moves it in, without script'),
      works('drawer in and out', streak('#all', 2, 850), 'in, out'),
      impatient(
        'shoes hammered',
        async (user) => {
          await user.move('#women');
          await user.rest(500);
          await user.click('#shoes', { count: 5, gapMs: 240 });
        },
        'the page takes two seconds to come',
      ),
      dead('stores', once('#stores'), 'underlined like Sale, and nobody listens'),
      rage('stores hammered', streak('#stores', 4, 260), 'four clicks on Stores'),
    ],
  },
];
