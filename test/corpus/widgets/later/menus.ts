/** Menus: the browser's popovers, a menu bar that answers to the press, a palette of commands. */
import { feed } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { ages, cursors } from './background.ts';

export const menus: readonly Widget[] = [
  {
    name: 'more actions of a mail',
    family: 'menus',
    html: `${ages}<style>#actions button { display: block; width: 160px; text-align: left; border: 0 } #actions { inset: auto; top: 150px; left: 200px; margin: 0 }</style>
      <main><div class="row card" id="mail"><span id="subject">Invoice of May</span><button popovertarget="actions" id="dots" aria-label="More">&#8943;</button></div>
      <div popover id="actions"><button id="archive">Archive</button><button id="mute" aria-pressed="false">Mute</button><button id="remind">Remind me</button></div></main>
      <script>on('#archive', () => { $('#actions').hidePopover(); $('#mail').remove(); toast('Archived'); });
        on('#mute', (e) => { const now = e.currentTarget.getAttribute('aria-pressed') === 'false'; e.currentTarget.setAttribute('aria-pressed', String(now)); e.currentTarget.style.fontWeight = now ? 'bold' : ''; });
        on('#remind', (e) => { e.currentTarget.dataset.openPanel = 'remind'; });
        if (state === 'open') $('#actions').showPopover();</script>`,
    interactions: [
      works('opens', once('#dots'), 'a popover without any script'),
      works('archived', once('#archive'), 'the mail goes', { state: 'open' }),
      works('muted, heard, muted', streak('#mute', 3, 640), 'the word turns bold and back', { state: 'open' }),
      nothingDue('subject', once('#subject'), 'a line of text in a card'),
      dead('reminder', once('#remind'), 'an attribute that no style and no script looks at', { state: 'open' }),
      rage('reminder hammered', streak('#remind', 5, 210), 'five times Remind me', { state: 'open' }),
    ],
  },
  {
    name: 'menu bar of an editor',
    family: 'menus',
    html: `${cursors}<style>.top { padding: 4px 10px; border: 0; background: none } .top.on { background: #cde } .list { position: absolute; width: 180px } .list div { padding: 4px 8px; cursor: default } .list div:hover { background: #eef } main { user-select: none }</style>
      <main><div role="menubar" style="position:relative"><button class="top" data-menu="file">File</button><button class="top" data-menu="edit">Edit</button><button class="top" data-menu="tools">Tools</button>
      <div class="panel list" id="file" role="menu" hidden><div role="menuitem" id="fresh">New page</div><div role="menuitem" id="versions">Version history</div></div><div class="panel list" id="edit" role="menu" hidden><div role="menuitem">Find</div></div></div>
      <div id="paper" style="margin-top:140px"><p>Page 1</p></div></main>
      <script>const menu = (id) => { for (const one of document.querySelectorAll('.list')) one.hidden = one.id !== id; for (const one of document.querySelectorAll('.top')) one.classList.toggle('on', one.dataset.menu === id && Boolean(document.getElementById(id))); };
        document.addEventListener('mousedown', (e) => { const top = e.target.closest('.top'); if (top) { if (document.getElementById(top.dataset.menu)) menu(top.classList.contains('on') ? '' : top.dataset.menu); } else if (!e.target.closest('.list')) menu(''); });
        on('#fresh', () => { menu(''); const p = document.createElement('p'); p.textContent = 'Page 2'; $('#paper').append(p); }, 'mouseup'); on('#versions', () => { window.editor.versions(); }, 'mouseup');
        if (state === 'open') menu('file');</script>`,
    interactions: [
      works('opens at the press', once('[data-menu=edit]'), 'the menu is there on mousedown, the click does nothing'),
      works('page added', once('#fresh'), 'on mouseup: a page more', { state: 'open' }),
      works('closed by a click beside it', once('#paper'), 'the menu goes', { state: 'open' }),
      dead('tools', once('[data-menu=tools]'), 'its menu was never rendered'),
      rage('version history hammered', streak('#versions', 4, 240), 'four clicks, each throws', { state: 'open' }),
      dead('version history', once('#versions'), 'its handler throws', { state: 'open' }),
      rage('tools hammered', streak('[data-menu=tools]', 5, 170), 'five clicks on Tools'),
    ],
  },
  {
    name: 'palette of commands',
    family: 'menus',
    html: `${feed}<style>#palette { position: fixed; top: 120px; left: 200px; width: 360px } #palette li { list-style: none; padding: 6px; cursor: pointer } #palette li:hover, #palette li.now { background: #eef }</style>
      <main><button id="open">Search or jump to ... <kbd>Ctrl K</kbd></button><h1 id="where">Inbox</h1></main>
      <div id="palette" class="panel" hidden><input id="command" placeholder="Type a command"><ul><li data-run="theme">Switch theme</li><li data-run="projects">Go to projects</li><li data-run="invite">Invite people</li></ul></div>
      <script>const show = (shown) => { $('#palette').hidden = !shown; if (shown) $('#command').focus(); };
        const run = { theme: () => document.documentElement.classList.toggle('dim'), projects: () => { $('#where').textContent = 'Projects'; show(false); } };
        on('#palette ul', (e) => e.preventDefault(), 'mousedown'); on('#open', () => show(true)); document.addEventListener('keydown', (e) => { if (e.ctrlKey && e.key === 'k') { e.preventDefault(); show(true); } if (e.key === 'Escape') show(false); });
        on('#palette ul', (e) => { const one = e.target.closest('li'); Promise.resolve().then(() => run[one.dataset.run]()); });
        if (state === 'open') show(true);</script><style>.dim { background: #334 } .dim main { background: #445; color: #fff }</style>`,
    interactions: [
      works('opened', once('#open'), 'the palette is shown and its field has the caret'),
      works(
        'by the keyboard',
        async (user) => {
          await user.press('Control+k');
          await user.type('pro');
        },
        'the palette comes and takes what is typed',
      ),
      works('theme', once('[data-run=theme]'), 'the page turns dark, the palette stays', { state: 'open' }),
      works('theme tried out', streak('[data-run=theme]', 4, 560), 'dark, light, dark, light', { state: 'open' }),
      dead('invite', once('[data-run=invite]'), 'an unhandled rejection; the palette stays as it is', {
        state: 'open',
      }),
      rage('invite hammered', streak('[data-run=invite]', 6, 160), 'six clicks on Invite people', { state: 'open' }),
    ],
  },
];
