/** Fingers on a phone. */
import { clock, counters } from '../background.ts';
import { dead, nothingDue, rage, taps, type Widget, works } from '../widget.ts';

const touch = { touch: true } as const;

export const fingers: readonly Widget[] = [
  {
    name: 'bar of a phone',
    family: 'touch',
    html: `${clock}<style>#bar { position: fixed; left: 0; right: 0; bottom: 0; display: flex } #bar button { flex: 1; height: 56px } .now { background: #cde }</style><main><h1 id="view">Home</h1></main><nav id="bar"><button id="home">Home</button><button id="cart">Cart</button><button id="offers">Offers</button></nav>
      <script>for (const id of ['home', 'cart']) on('#' + id, () => { $('#view').textContent = id; document.querySelectorAll('#bar button').forEach((one) => one.classList.toggle('now', one.id === id)); });</script>`,
    interactions: [
      works('cart', taps('#cart'), 'the view changes', touch),
      works(
        'home and cart',
        async (user) => {
          await user.tap('#cart');
          await user.rest(500);
          await user.tap('#home');
        },
        'there and back',
        touch,
      ),
      nothingDue('heading', taps('#view'), 'plain text', touch),
      dead('offers', taps('#offers'), 'no handler, and a clock above', touch),
      rage('offers hammered', taps('#offers', 6, 190), 'six taps on Offers', touch),
    ],
  },
  {
    name: 'stepper on a phone',
    family: 'touch',
    html: `<style>button { touch-action: manipulation; min-width: 56px; min-height: 48px }</style><main><div class="row"><button id="less">&minus;</button><b id="n">1</b><button id="more">+</button></div><button id="order">Order</button></main>
      <script>let n = 1; on('#more', () => { n += 1; $('#n').textContent = n; }); on('#less', () => { n -= 1; $('#n').textContent = n; }); on('#order', async () => { await fetch('/api?ms=200&status=500'); });</script>`,
    interactions: [
      works('one more', taps('#more'), 'two now', touch),
      works('eight more', taps('#more', 8, 170), 'nine, each tap counted', touch),
      dead('order', taps('#order'), 'the server fails and nothing says so', touch),
      rage('order hammered', taps('#order', 5, 220), 'five taps on Order', touch),
    ],
  },
  {
    name: 'swiped pictures',
    family: 'touch',
    html: `${counters}<style>#strip { display: flex; overflow-x: auto; scroll-snap-type: x mandatory } #strip div { min-width: 100%; height: 160px; background: #def; scroll-snap-align: start; font-size: 40px }</style><main><div id="strip"><div>1</div><div>2</div><div>3</div></div><button id="heart" aria-pressed="false">&#9825;</button> <button id="zoom">Zoom</button></main>
      <script>on('#heart', () => { $('#heart').textContent = $('#heart').textContent === '\\u2661' ? '\\u2665' : '\\u2661'; });</script>`,
    interactions: [
      works('swiped', (user) => user.swipe('#strip', -220, 0), 'the next picture', touch),
      works('heart', taps('#heart'), 'a full heart', touch),
      works('hearts', taps('#heart', 4, 330), 'full, empty, full, empty', touch),
      dead('zoom', taps('#zoom'), 'a button without a handler', touch),
      rage('zoom hammered', taps('#zoom', 5, 200), 'five taps on Zoom', touch),
    ],
  },
];
