/** Widgets inside shadow roots and same-origin frames. */
import { clock, counters, slides } from '../background.ts';
import { dead, once, rage, streak, type Widget, works } from '../widget.ts';

export const boundaries: readonly Widget[] = [
  {
    name: 'open shadow root',
    family: 'boundaries',
    html: `${clock}<main><x-rating></x-rating></main>
      <script>customElements.define('x-rating', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); const make = (tag, id, text) => { const one = document.createElement(tag); one.id = id; one.textContent = text; root.append(one); return one; };
        const out = make('p', 'out', 'Not rated'); make('button', 'rate', 'Rate').onclick = () => { out.textContent = 'Rated'; }; const more = make('button', 'plus', '+'); let n = 0; more.onclick = () => { n += 1; out.textContent = n; }; make('button', 'report', 'Report'); } });</script>`,
    interactions: [
      works('rated', once('#rate'), 'the word changes inside the shadow root'),
      works('counted up', streak('#plus', 6, 180), 'six clicks, six'),
      dead('report', once('#report'), 'no handler, and a clock outside'),
      rage('report hammered', streak('#report', 5, 190), 'five clicks inside a shadow root'),
    ],
  },
  {
    name: 'closed shadow root',
    family: 'boundaries',
    html: `${slides}<main><x-chat style="display:inline-block"></x-chat></main>
      <script>customElements.define('x-chat', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'closed' }); const style = document.createElement('style'); style.textContent = 'div { width: 200px; height: 40px; border: 1px solid; cursor: pointer } section { height: 60px; background: #eef }'; const ask = document.createElement('div'); ask.textContent = 'Chat with us'; const call = document.createElement('div'); call.textContent = 'Call us';
        ask.onclick = () => setTimeout(() => { if (root.querySelector('section')) root.querySelector('section').remove(); else { const box = document.createElement('section'); box.textContent = 'Hello!'; root.append(box); } }, 100); root.append(style, ask, call); } });</script>`,
    interactions: [
      works('chat', once({ on: 'x-chat', y: 0.25 }), 'a box opens behind a closed boundary'),
      works(
        'chat opened and closed',
        async (user) => {
          await user.click({ on: 'x-chat', y: 0.25 });
          await user.rest(900);
          await user.click({ on: 'x-chat', y: 0.15 });
        },
        'opens and closes',
      ),
      dead('call', once({ on: 'x-chat', y: 0.75 }), 'nothing behind the boundary answers'),
      rage('call hammered', streak({ on: 'x-chat', y: 0.75 }, 5, 200), 'five clicks behind the boundary'),
    ],
  },
  {
    name: 'frame of the same site',
    family: 'boundaries',
    html: `${counters}<main><p>Your booking</p><iframe id="frame" src="/frame" style="width:420px;height:200px;border:1px solid #999"></iframe><p id="total">No total yet</p></main>
      <script>window.addEventListener('message', (e) => { $('#total').textContent = e.data; });</script>`,
    interactions: [
      works('inside', once({ frame: '#frame', on: '#inside' }), 'a line comes inside the frame'),
      works('outside', once({ frame: '#frame', on: '#outside' }), 'the page around the frame shows the total'),
      works('counted up', streak({ frame: '#frame', on: '#plus' }, 5, 210), 'five clicks, five'),
      dead('nothing', once({ frame: '#frame', on: '#nothing' }), 'a button without a handler in a frame'),
      rage('nothing hammered', streak({ frame: '#frame', on: '#nothing' }, 6, 170), 'six clicks inside a frame'),
    ],
  },
];

/** The document in the frame. */
export const frameBody = `<button id="inside">Add a night</button> <button id="outside">Total</button> <button id="plus">+</button> <button id="nothing">Cancel booking</button><p id="lines">0</p>
  <script>on('#inside', () => { const p = document.createElement('p'); p.textContent = 'One more night'; document.body.append(p); }); on('#outside', () => parent.postMessage('Total 90.00', '*')); on('#plus', () => { $('#lines').textContent = Number($('#lines').textContent) + 1; });</script>`;
