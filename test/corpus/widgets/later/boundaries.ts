/** Components in components, a card form in a frame. */
import { slides } from '../../background.ts';
import { dead, once, rage, streak, type Widget, works } from '../../widget.ts';
import { ages } from './background.ts';

export const boundaries: readonly Widget[] = [
  {
    name: 'components of a library',
    family: 'boundaries',
    html: `${ages}<main><ui-panel><p slot="note">What is slotted in</p></ui-panel></main>
      <script>const define = (name, mode, build) => customElements.define(name, class extends HTMLElement { connectedCallback() { if (this.done) return; this.done = true; build(this.attachShadow({ mode }), this); } });
        define('ui-button', 'open', (root, host) => { root.innerHTML = '<style>:host { display: inline-block } div { padding: 8px 14px; border: 1px solid #777; border-radius: 4px; cursor: pointer; user-select: none } :host([on]) div { background: #cde } div:active { background: #ddd }</style><div role="button">' + host.getAttribute('label') + '</div>'; });
        define('ui-count', 'closed', (root) => { root.innerHTML = '<style>b { cursor: pointer; padding: 8px; user-select: none }</style><b>0 likes</b>'; let n = 0; root.querySelector('b').onclick = () => { n += 1; root.querySelector('b').textContent = n + ' likes'; }; });
        define('ui-panel', 'open', (root) => { root.innerHTML = '<ui-button id="pin" label="Pin"></ui-button> <ui-button id="fold" label="Fold"></ui-button> <ui-button id="share" label="Share"></ui-button><div><ui-count id="likes"></ui-count></div><slot name="note"></slot>'; const pick = (id) => root.getElementById(id);
          pick('pin').addEventListener('click', () => pick('pin').toggleAttribute('on')); pick('fold').addEventListener('click', () => { const slot = root.querySelector('slot'); slot.hidden = !slot.hidden; slot.style.display = slot.hidden ? 'none' : ''; });
          pick('share').addEventListener('ui-press', () => toast('Shared')); });</script>`,
    interactions: [
      works('pinned', once('#pin'), 'an attribute of a host inside a root'),
      works('folded and unfolded', streak('#fold', 2, 700), 'what is slotted in goes and comes'),
      works('likes', streak('#likes', 5, 220), 'counted behind a closed boundary'),
      dead('share', once('#share'), 'it listens for an event that its component never sends'),
      rage('share hammered', streak('#share', 5, 190), 'five clicks, two roots deep'),
    ],
  },
  {
    name: 'card form in a frame',
    family: 'boundaries',
    html: `${slides}<main><p>49.00</p><iframe id="card" src="/frame/card" style="width:420px;height:170px;border:0"></iframe><p id="state">Not paid</p><button id="change">Other way to pay</button></main>
      <script>addEventListener('message', (e) => { if (e.data === 'paid') $('#state').textContent = 'Paid'; if (e.data === 'tall') $('#card').style.height = '230px'; }); on('#change', () => $('#card').contentWindow.postMessage('change', '*'));</script>`,
    interactions: [
      works('field', once({ frame: '#card', on: '#number' }), 'the caret is in a field inside the frame'),
      works('paid', once({ frame: '#card', on: '#pay' }), 'after 500 ms the page around the frame says Paid'),
      works('more fields', once({ frame: '#card', on: '#more' }), 'a field more, and a taller frame'),
      dead('scan', once({ frame: '#card', on: '#scan' }), 'no camera, no word, in a frame'),
      dead('other way', once('#change'), 'the frame never listens to what it is told'),
      rage('scan hammered', streak({ frame: '#card', on: '#scan' }, 5, 200), 'five clicks inside a frame'),
      rage('other way hammered', streak('#change', 5, 210), 'five clicks on Other way to pay'),
    ],
  },
];

/** The document in the frame of the card form. */
export const cardForm = `<label>Card number <input id="number"></label><button id="pay">Pay</button> <button id="more">Add a tax number</button> <button id="scan">Scan the card</button><div id="extra"></div>
  <script>on('#pay', async () => { await fetch('/api?ms=500', { method: 'POST' }); parent.postMessage('paid', '*'); }); on('#more', () => { $('#extra').innerHTML = '<label>Tax number <input></label>'; parent.postMessage('tall', '*'); });
    on('#scan', () => { navigator.cards?.scan(); });</script>`;
