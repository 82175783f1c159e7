// A single-page app that never rests: routes, lists that are drawn again, forms, panes, cards with shadow roots, frames,
// errors and requests that fail. What it drew it drops, and it keeps nothing: its memory does not grow by itself.
const ROWS = 120;
const REDRAWN = 20;
const REDRAW_MS = 500;
/** What blocks a frame: more than `long_frame` asks for. */
const BUSY_MS = 160;
const FRAME_MS = 1_000;

const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const button = (id, text, press) => {
  const node = make('button', { id, type: 'button' }, text);
  node.addEventListener('click', press);
  return node;
};
const main = document.querySelector('main');
let drawn = 0;

customElements.define(
  'busy-card',
  class extends HTMLElement {
    connectedCallback() {
      const open = button('', `Card ${(drawn += 1)}`, () => open.append('!'));
      this.attachShadow({ mode: 'open' }).append(make('style', { textContent: 'button { width: 90px }' }), open);
    }
  },
);

function row(number) {
  const open = button('', `Open ${number}`, () =>
    open.after(make('p', {}, `Detail ${(drawn += 1)}`, make('a', { href: '/article' }, 'More'))),
  );
  return make('li', {}, make('span', {}, `Row ${number}, drawn as ${(drawn += 1)} `), open);
}

/** What somebody can press on each route, and what goes wrong then. */
const tools = () =>
  make(
    'section',
    {},
    button('stuck', 'Stuck', () => {}),
    button('throws', 'Throws', () => {
      throw new TypeError(`basket ${(drawn += 1)} is not there`);
    }),
    button('rejects', 'Rejects', () => void Promise.reject(new Error('nobody catches this'))),
    button('fails', 'Fails', () => void fetch('/api/fails').catch(() => {})),
    button('failsOld', 'Fails', () => {
      const asked = new XMLHttpRequest();
      asked.open('POST', '/api/fails');
      asked.send('x');
    }),
    button('picture', 'Picture', () => main.append(make('img', { src: `/missing/${(drawn += 1)}.png`, alt: '' }))),
    button('refused', 'Refused', () => main.append(make('img', { src: 'http://127.0.0.1:9/refused.png', alt: '' }))),
    button('slow', 'Slow', () =>
      setTimeout(() => {
        for (const from = performance.now(); performance.now() < from + BUSY_MS; );
        main.append('.');
      }),
    ),
    button('frame', 'Frame', () => {
      const frame = make('iframe', { srcdoc: '<button>Inside</button>', width: 100, height: 40 });
      main.append(frame);
      setTimeout(() => frame.remove(), FRAME_MS);
    }),
    button('told', 'Told', () => {
      const { watchglass } = window;
      watchglass?.track('order', { value: (drawn += 1), currency: 'EUR' });
      watchglass?.identify('u1', { plan: 'pro' });
      watchglass?.group('company', 'acme', {});
      watchglass?.featureFlag('basket', 'b');
      watchglass?.addBreadcrumb('ordered', 'shop');
    }),
  );

const routes = {
  '/list': () => [tools(), make('ul', { id: 'list' }, ...Array.from({ length: ROWS }, (_, number) => row(number)))],
  '/form': () => {
    const form = make(
      'form',
      { id: 'form' },
      ...['name', 'street', 'city'].map((name) => make('label', {}, name, make('input', { name, id: name }))),
      make('button', { id: 'send' }, 'Send'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      form.replaceChildren('Thank you');
    });
    return [tools(), form];
  },
  '/article': () => [
    tools(),
    make('p', { id: 'words' }, 'Plain words that somebody may select. '.repeat(20)),
    make('div', { id: 'pane' }, make('p', {}, 'A pane that scrolls. '.repeat(300))),
    make('p', { className: 'tall' }, 'The end of the article'),
  ],
  '/board': () => [
    tools(),
    make('div', { id: 'row' }, make('div', { className: 'wide' }, 'Holds more than can be seen')),
    make('div', { id: 'board' }, ...Array.from({ length: 40 }, () => document.createElement('busy-card'))),
  ],
  '/rest': () => [make('p', {}, 'Nothing happens here')],
};

function show() {
  document.title = `Busy ${location.pathname}`;
  main.replaceChildren(...(routes[location.pathname] ?? routes['/list'])());
  scrollTo(0, 0);
}

addEventListener('popstate', show);
addEventListener('click', (event) => {
  const path = event.target.closest?.('a')?.pathname;
  if (!path) return;
  event.preventDefault();
  history.pushState(null, '', path);
  show();
});
setInterval(() => {
  const rows = document.querySelectorAll('#list > li');
  const first = rows.length > 0 ? drawn % (rows.length - REDRAWN) : 0;
  [...rows].slice(first, first + REDRAWN).forEach((old, at) => old.replaceWith(row(first + at)));
}, REDRAW_MS);
show();
