/** Settings in a dialog, pictures in a light box, a bubble that covers more than it shows. */
import { animation, feed } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';

export const overlays: readonly Widget[] = [
  {
    name: 'settings of cookies',
    family: 'overlays',
    html: `${animation}<style>#banner { position: fixed; left: 0; right: 0; bottom: 0; padding: 16px; background: #fff; border-top: 1px solid #999; transition: transform .25s } #banner.gone { transform: translateY(110%) } dialog::backdrop { background: #0008 } dialog button:focus { outline: 0 } .toggle { width: 44px; padding: 0; border-radius: 12px } .toggle[aria-pressed=true] { background: #9d9 }</style>
      <main><h1>Recipes</h1></main><div id="banner">We use cookies. <button id="all">Accept all</button> <button id="settings">Settings</button></div>
      <dialog id="dialog"><p id="law">Some cookies are needed.</p><div class="row">Statistics <button class="toggle" id="statistics" aria-pressed="false">off</button></div><button id="keep">Keep my choice</button> <button id="close" aria-label="Close">&times;</button></dialog>
      <script>on('#settings', () => $('#dialog').showModal()); on('#all', () => { document.cookie = 'all=1'; $('#banner').classList.add('gone'); }); on('#close', () => $('#dialog').close());
        on('#dialog', (e) => { if (e.target === $('#dialog')) $('#dialog').close(); });
        on('#statistics', (e) => { const now = e.currentTarget.getAttribute('aria-pressed') === 'false'; e.currentTarget.setAttribute('aria-pressed', String(now)); e.currentTarget.textContent = now ? 'on' : 'off'; });
        on('#keep', () => { document.cookie = 'statistics=' + $('#statistics').getAttribute('aria-pressed'); });
        if (state === 'open') $('#dialog').showModal();</script>`,
    interactions: [
      works('accepted', once('#all'), 'the banner slides out'),
      works('settings', once('#settings'), 'the dialog is shown'),
      works('closed by a click beside it', once({ on: 'main', x: 0.05, y: 0.9 }), 'the dialog goes', { state: 'open' }),
      works('on, off, on', streak('#statistics', 3, 650), 'the switch follows', { state: 'open' }),
      nothingDue('sentence', once('#law'), 'plain text in a dialog', { state: 'open' }),
      dead('choice kept', once('#keep'), 'a cookie is set, the dialog stays and says nothing', { state: 'open' }),
      rage('choice kept, hammered', streak('#keep', 5, 220), 'five times Keep my choice', { state: 'open' }),
    ],
  },
  {
    name: 'light box and a bubble',
    family: 'overlays',
    html: `${feed}<style>.pic { width: 100px; height: 70px; border: 0; padding: 0 } #box { position: fixed; inset: 0; background: #000c; display: none; place-items: center } #box.shown { display: grid } #chat { position: fixed; right: 0; bottom: 0; width: 320px; height: 420px; pointer-events: auto } #bubble { position: absolute; right: 16px; bottom: 16px; width: 56px; height: 56px; border-radius: 28px; background: #06c }
      #order { position: fixed; right: 120px; bottom: 200px }</style>
      <main><button class="pic" style="background:#963"></button> <button class="pic" style="background:#369"></button> <button id="why" popovertarget="hint" aria-label="Why?">?</button><div id="hint" popover>Prices with tax.</div></main><button id="order">Order prints</button><div id="chat"><div id="bubble" role="button" tabindex="0" aria-label="Chat"></div></div><div id="box"><div id="big" style="width:400px;height:300px"></div></div>
      <script>on('.pic', (e) => { $('#big').style.background = e.currentTarget.style.background; $('#box').classList.add('shown'); }); on('#box', (e) => e.target.id === 'box' && $('#box').classList.remove('shown')); document.addEventListener('keydown', (e) => e.key === 'Escape' && $('#box').classList.remove('shown'));
        on('#order', () => toast('Ordered')); on('#bubble', () => { $('#bubble').insertAdjacentHTML('beforebegin', '<div class="panel">Hello!</div>'); }); if (state === 'open') { $('#big').style.background = '#963'; $('#box').classList.add('shown'); } if (state === 'bare') $('#chat').remove();</script>`,
    interactions: [
      works('picture', once('.pic'), 'it fills the page'),
      works('picture closed', once({ on: '#box', x: 0.05, y: 0.9 }), 'a click on the dark', { state: 'open' }),
      works('question mark', once('#why'), 'a hint of the browser’s own'),
      works('ordered where there is no bubble', once('#order'), 'a toast', { state: 'bare' }),
      dead('ordered under the bubble', once('#order'), 'the box of the chat bubble is invisible and takes the click'),
      rage('ordered under the bubble, hammered', streak('#order', 6, 170), 'six clicks on Order prints'),
    ],
  },
];
