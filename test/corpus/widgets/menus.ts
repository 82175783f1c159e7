/** Menus: by `hidden` and aria, by class, by a portal at the end of the body. */
import { clock, feed } from '../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const menus: readonly Widget[] = [
  {
    name: 'account menu',
    family: 'menus',
    html: `<main><button id="account" aria-haspopup="menu" aria-expanded="false">Account</button>
      <ul id="menu" role="menu" class="panel" hidden><li role="menuitem" id="profile" tabindex="-1">Profile</li>
      <li role="menuitem" id="billing" tabindex="-1">Billing</li></ul><h1 id="title">Home</h1></main>
      <script>
        const show = (open) => { $('#menu').hidden = !open; $('#account').setAttribute('aria-expanded', String(open)); };
        on('#account', () => show($('#menu').hidden));
        on('#profile', () => { show(false); $('#title').textContent = 'Profile'; });
        if (state === 'open') show(true);
      </script>`,
    interactions: [
      works('opens', once('#account'), 'the menu is shown'),
      works('opened and closed in play', streak('#account', 4, 420), 'each click opens or closes the menu'),
      works('item chosen', once('#profile'), 'the heading changes and the menu goes', { state: 'open' }),
      dead('item without a handler', once('#billing'), 'Billing looks like Profile and does nothing', {
        state: 'open',
      }),
      rage('item without a handler hammered', streak('#billing', 6, 170), 'six clicks on an item that does nothing', {
        state: 'open',
      }),
    ],
  },
  {
    name: 'drawer',
    family: 'menus',
    html: `${clock}<style>#drawer { position: fixed; inset: 0 auto 0 0; width: 240px; transform: translateX(-100%); transition: transform .2s; background: #fff; border-right: 1px solid #999; padding: 16px }
      body.open #drawer { transform: none }</style>
      <main><div class="row" style="padding-left:260px"><button id="burger" aria-label="Menu">&#9776;</button><div class="logo" id="logo" style="cursor:pointer;font-weight:bold">ACME</div></div>
      <nav id="drawer"><p><a href="/elsewhere?to=sale" id="sale">Sale</a></p><p><a href="#" id="stores">Stores</a></p></nav></main>
      <script>on('#burger', () => document.body.classList.toggle('open')); on('#stores', (e) => e.preventDefault());
        if (state === 'open') document.body.classList.add('open');</script>`,
    interactions: [
      works('opens', once('#burger'), 'the drawer slides in, by a class on the body'),
      works('double click', twice('#burger'), 'opens and closes: somebody who double-clicks everything'),
      works('link followed', once('#sale'), 'another page comes', { state: 'open' }),
      dead(
        'link that goes nowhere',
        once('#stores'),
        'a link whose handler prevents and does nothing, beside a clock',
        {
          state: 'open',
        },
      ),
      rage('logo hammered', streak('#logo', 5, 200), 'the logo has a hand as its cursor and leads nowhere'),
    ],
  },
  {
    name: 'select in a portal',
    family: 'menus',
    html: `${feed}<main><h1 id="heading">Orders</h1><button id="sort" aria-haspopup="listbox">Sort by: newest</button>
      <button id="filter" aria-haspopup="listbox" aria-expanded="false">Filter</button></main>
      <script>
        const open = () => { const list = document.createElement('div'); list.setAttribute('role', 'listbox'); list.className = 'panel';
          list.style.cssText = 'position:absolute;left:24px;top:240px;width:200px';
          for (const word of ['newest', 'oldest', 'price']) { const one = document.createElement('div'); one.setAttribute('role', 'option'); one.dataset.word = word; one.textContent = word;
            one.onclick = () => { $('#sort').textContent = 'Sort by: ' + word; list.remove(); }; list.append(one); }
          document.body.append(list); };
        on('#sort', () => setTimeout(() => ($('[role=listbox]') ? $('[role=listbox]').remove() : open()), 80));
        on('#filter', () => { $('#filter').setAttribute('data-clicked', String(Date.now())); });
        if (state === 'open') open();
      </script>`,
    interactions: [
      works('opens', once('#sort'), 'the list comes at the end of the body, 80 ms later'),
      works('option chosen', once('[data-word=price]'), 'the list goes and the button names the price', {
        state: 'open',
      }),
      nothingDue('heading clicked', once('#heading'), 'a heading is no control'),
      dead('filter', once('#filter'), 'only a data attribute changes, which nobody sees'),
      rage('filter hammered', streak('#filter', 7, 160), 'seven clicks on a filter that never opens'),
    ],
  },
];
