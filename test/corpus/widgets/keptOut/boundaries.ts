/** Components behind shadow roots that hold each other, a frame with a calculator, slots. */
import { animation, clock } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { rerender } from './background.ts';

export const boundaries: readonly Widget[] = [
  {
    name: 'components within components',
    family: 'boundaries',
    html: `${clock}<main><x-cart></x-cart></main>
      <script>customElements.define('x-count', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); root.innerHTML = '<style>button { padding: 8px 14px } b { display: inline-block; width: 30px; text-align: center }</style><button class="less">-</button><b>1</b><button class="more">+</button>'; const b = root.querySelector('b'); root.addEventListener('click', (e) => { if (!e.target.matches('button')) return; b.textContent = Math.max(0, Number(b.textContent) + (e.target.className === 'more' ? 1 : -1)); this.dispatchEvent(new CustomEvent('counted', { bubbles: true, composed: true, detail: Number(b.textContent) })); }); } });
        customElements.define('x-cart', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); root.innerHTML = '<style>.row { display: flex; gap: 8px; margin: 8px 0 } button { padding: 8px 14px }</style><div class="row">Lamp <x-count></x-count></div><p id="sum">20.00</p><p id="note">Prices with tax</p><div class="row"><button id="buy">Buy</button><button id="gift">As a gift</button><button id="share">Share</button></div>'; root.addEventListener('counted', (e) => { root.querySelector('#sum').textContent = e.detail * 20 + '.00'; }); root.querySelector('#buy').onclick = async () => { await fetch('/api?ms=1600', { method: 'POST' }); root.querySelector('#sum').textContent = 'Thank you'; }; root.querySelector('#gift').onclick = (e) => { e.target.textContent = e.target.textContent === 'As a gift' ? 'Gift: yes' : 'As a gift'; }; root.querySelector('#share').onclick = () => { this.dispatchEvent(new CustomEvent('share')); }; } });</script>`,
    interactions: [
      works('one more', once('.more'), 'two, and another sum'),
      works('five more', streak('.more', 5, 180), 'each click counts'),
      works('gift, and not', streak('#gift', 2, 900), 'the words change'),
      works('bought', once('#buy'), 'Thank you after 1.6 s'),
      impatient('bought, hammered', streak('#buy', 5, 230), 'five clicks before the words came'),
      nothingDue('note', once('#note'), 'small print'),
      dead('share', once('#share'), 'an event that nobody listens for'),
      rage('share hammered', streak('#share', 5, 200), 'five clicks behind a shadow root'),
    ],
  },
  {
    name: 'card with slots',
    family: 'boundaries',
    html: `${animation}<main><x-card style="display:inline-block"><b slot="title" id="title">Flat in Rome</b><span slot="acts"><button id="visit">Visit</button><button id="plan">Floor plan</button></span></x-card><p id="said">No visit</p></main>
      <script>customElements.define('x-card', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = '<style>div { border: 1px solid #999; padding: 12px; width: 380px; min-height: 90px } i { float: right; cursor: pointer; font-size: 24px; width: 34px; height: 34px; font-style: normal } section { display: none; background: #eef; height: 30px } .open section { display: block } u { cursor: pointer; color: #06c; display: inline-block; height: 24px }</style><div><i>\\u2661</i><slot name="title"></slot><p style="margin:6px 0"><u>Details</u></p><slot name="acts"></slot><section>Two rooms</section></div>'; const heart = root.querySelector('i'); heart.onclick = () => { heart.textContent = heart.textContent === '\\u2661' ? '\\u2665' : '\\u2661'; }; root.querySelector('u').onclick = () => root.querySelector('div').classList.toggle('open'); } });
        on('#visit', async () => { await fetch('/api?ms=420', { method: 'POST' }); $('#said').textContent = 'On Friday at ten'; }); on('#plan', (e) => { e.currentTarget.dispatchEvent(new Event('plan', { bubbles: true })); });</script>`,
    interactions: [
      works('heart', once({ on: 'x-card', x: 0.92, y: 0.22 }), 'a full heart behind a closed boundary'),
      works('visit', once('#visit'), 'a line of the page after 420 ms'),
      works(
        'details and not',
        async (user) => {
          await user.click({ on: '#title', x: 0.3, y: 2.1 });
          await user.rest(900);
          await user.click({ on: '#title', x: 0.3, y: 2.1 });
        },
        'a part unfolds and folds behind a closed boundary',
      ),
      nothingDue('title', once('#title'), 'a title to read'),
      dead('plan', once('#plan'), 'an event that nobody listens for, out of a slot'),
      rage('plan hammered', streak('#plan', 6, 190), 'six clicks on Floor plan'),
    ],
  },
  {
    name: 'calculator in a frame',
    family: 'boundaries',
    html: `${rerender}<main><p>What would it cost a month?</p><iframe id="loan" src="/frame/loan" style="width:440px;height:230px;border:1px solid #999"></iframe><p id="offer">No offer yet</p><button id="print">Send me the offer</button></main>
      <script>addEventListener('message', (e) => { if (e.data?.month) $('#offer').textContent = e.data.month + ' a month'; }); on('#print', () => { $('#loan').contentWindow.postMessage('send', '*'); });</script>`,
    interactions: [
      works('more years', once({ frame: '#loan', on: '#plus' }), 'a number in the frame'),
      works('many more years', streak({ frame: '#loan', on: '#plus' }, 6, 200), 'each click a year'),
      works('computed', once({ frame: '#loan', on: '#compute' }), 'a line of the page around it after 400 ms'),
      works('insured', once({ frame: '#loan', on: '#insured' }), 'a tick in the frame'),
      dead('advice', once({ frame: '#loan', on: '#advice' }), 'no handler, in a frame'),
      dead('sent', once('#print'), 'the frame does not know what it is told'),
      rage('advice hammered', streak({ frame: '#loan', on: '#advice' }, 5, 210), 'five clicks inside a frame'),
    ],
  },
];

/** The document in the frame of the calculator. */
export const loanForm = `<div class="row">Years <button id="minus">&minus;</button><b id="years">10</b><button id="plus">+</button></div><label><input type="checkbox" id="insured"> With an insurance</label><div class="row"><button id="compute">Compute</button><button id="advice">Ask for advice</button></div><p id="rate">3.1 %</p>
  <script>let years = 10; const draw = () => { $('#years').textContent = years; }; on('#plus', () => { years += 1; draw(); }); on('#minus', () => { years = Math.max(1, years - 1); draw(); }); on('#compute', async () => { await fetch('/api?ms=400'); parent.postMessage({ month: Math.round(10000 / years) }, '*'); });
    addEventListener('message', (e) => { if (e.data === 'print') print(); });</script>`;
