/** A product, a basket at the side, an order to follow. */
import { countdown, feed } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { placeholder } from './background.ts';

export const shop: readonly Widget[] = [
  {
    name: 'jacket in colours',
    family: 'shop',
    html: `${feed}<style>#big { width: 160px; height: 160px; background: #456 } .colour { width: 32px; height: 32px; padding: 0; border-radius: 16px } .colour.on { outline: 2px solid #000; outline-offset: 2px } .size.on { background: #222; color: #fff } #n { display: inline-block; min-width: 20px; background: #c33; color: #fff; border-radius: 10px; text-align: center } @keyframes shake { 25% { translate: -6px } 75% { translate: 6px } }</style>
      <main style="display:flex;gap:24px"><div id="big"></div><div><h2 style="margin:0" id="name">Rain jacket</h2><div class="row"><button class="colour on" style="background:#456" data-c="#456" aria-label="Slate"></button><button class="colour" style="background:#a33" data-c="#a33" aria-label="Brick"></button></div><div class="row" id="sizes"><button class="size">S</button><button class="size">M</button><button class="size">L</button></div><div class="row"><button id="add">Add to bag</button> Bag <b id="n">0</b></div><div class="row"><button id="wish" aria-pressed="false">&#9825; Wish list</button><button id="guide">Size guide</button><button id="store">Is it in a shop?</button></div></div></main>
      <script>on('.colour', (e) => { document.querySelectorAll('.colour').forEach((one) => one.classList.toggle('on', one === e.currentTarget)); $('#big').style.background = e.currentTarget.dataset.c; }); on('.size', (e) => { document.querySelectorAll('.size').forEach((one) => one.classList.toggle('on', one === e.currentTarget)); });
        on('#add', async () => { if (!$('.size.on')) { $('#sizes').style.animation = 'none'; void $('#sizes').offsetWidth; $('#sizes').style.animation = 'shake .3s 2'; return; } await fetch('/api?ms=550', { method: 'POST' }); $('#n').textContent = Number($('#n').textContent) + 1; }); on('#wish', (e) => e.currentTarget.setAttribute('aria-pressed', 'true'));
        on('#guide', () => window.open('/elsewhere?guide', 'guide', 'width=400,height=300')); on('#store', async () => { const stop = new AbortController(); setTimeout(() => stop.abort(), 1500); await fetch('/hang', { signal: stop.signal }); }); if (state) $('.size').click();</script>`,
    interactions: [
      works('brick', once('[aria-label=Brick]'), 'the picture is red'),
      works('added', once('#add'), 'one in the bag after 550 ms', { state: 'sized' }),
      works('added without a size', once('#add'), 'the sizes shake'),
      works('size guide', once('#guide'), 'a small window'),
      impatient('added, hammered', streak('#add', 5, 200), 'five clicks, five jackets', { state: 'sized' }),
      dead('wish list', once('#wish'), 'pressed for a reader of screens alone'),
      rage('wish list hammered', streak('#wish', 4, 260), 'four clicks on Wish list'),
      rage('in a shop, hammered', streak('#store', 4, 300), 'four clicks, four requests without an end'),
      dead('in a shop', once('#store'), 'given up after 1.5 s without a word'),
    ],
  },
  {
    name: 'bag at the side',
    family: 'shop',
    html: `${countdown}<style>#bag { position: fixed; right: 0; top: 0; bottom: 0; width: 320px; background: #fff; border-left: 1px solid #999; padding: 16px; box-sizing: border-box } #bag.gone { transform: translateX(320px) } .line { display: flex; gap: 8px; align-items: center; height: 44px } .line button { padding: 2px 10px } .q { min-width: 24px; text-align: center }</style>
      <main><button id="show">Bag</button><p>Lamps of this summer</p></main><div id="bag"><div class="line" data-price="20"><span style="width:90px">Lamp</span><button class="m">&minus;</button><span class="q">1</span><button class="p">+</button></div><div class="line" data-price="5"><span style="width:90px">Bulb</span><button class="m">&minus;</button><span class="q">2</span><button class="p">+</button></div><p>Total <b id="total">30.00</b></p><div class="row"><input id="code" size="8" placeholder="Code" aria-label="Code"><button id="apply">Apply</button></div><p id="note"></p><button id="pay">Pay</button> <button id="express">Express</button> <button id="close" aria-label="Close">&times;</button></div>
      <script>let wait; const sum = () => { $('#total').style.opacity = 0.4; clearTimeout(wait); wait = setTimeout(() => { let all = 0; document.querySelectorAll('.line').forEach((one) => { all += one.dataset.price * $('.q', one).textContent; }); $('#total').textContent = all.toFixed(2); $('#total').style.opacity = 1; }, 400); };
        $('#bag').addEventListener('click', (e) => { const line = e.target.closest('.line'); if (!line || e.target.localName !== 'button') return; const q = $('.q', line), n = Number(q.textContent) + (e.target.className === 'p' ? 1 : -1); if (n < 0) return; q.textContent = n; sum(); });
        on('#close, #show', () => $('#bag').classList.toggle('gone')); on('#apply', async () => { if (!$('#code').value) return; await fetch('/api?ms=450'); $('#note').textContent = 'Ten per cent off'; }); on('#pay', () => { $('#pay').textContent = 'One moment ...'; setTimeout(() => location.assign('/elsewhere?pay'), 1600); }); on('#express', async () => { const request = new PaymentRequester([{}], {}); await request.show(); }); if (state === 'coded') $('#code').value = 'SUN';</script>`,
    interactions: [
      works('six lamps more', streak('.p', 6, 190), 'each click a lamp, one total in the end'),
      works('closed', once('#close'), 'the bag goes to the side'),
      works('code', once('#apply'), 'a line after 450 ms', { state: 'coded' }),
      works('paid', once('#pay'), 'One moment, then another page'),
      rage('no code, hammered', streak('#apply', 5, 190), 'five clicks on Apply'),
      dead('no code', once('#apply'), 'the field is empty, and nothing says so'),
      dead('express', once('#express'), 'this browser knows no such thing'),
      rage('express hammered', streak('#express', 5, 230), 'five clicks on Express'),
    ],
  },
  {
    name: 'order to follow',
    family: 'shop',
    html: `${placeholder}<style>#way { display: flex; gap: 4px } #way i { width: 90px; height: 8px; background: #ddd } #way i.on { background: #396 } #stars span { font-size: 24px; cursor: pointer; color: #bbb } #stars span.on { color: #e90 }</style>
      <main><p id="id">Order 2201</p><div id="way"><i class="on"></i><i class="on"></i><i></i></div><div class="row"><button id="where">Where is it?</button><button id="later">Deliver later</button><button id="bill">Bill</button><button id="return">Return it</button></div><div id="said" style="min-height:32px"></div><div id="stars"><span>&#9733;</span><span>&#9733;</span><span>&#9733;</span><span>&#9733;</span><span>&#9733;</span></div></main>
      <script>on('#where', async () => { await fetch('/api?ms=1200'); $('#said').innerHTML = 'In <b>Oslo</b>, at 9:10'; }); on('#later', () => { $('#said').innerHTML = '<select><option>Friday<option>Saturday</select>'; }); on('#bill', () => { const frame = document.createElement('iframe'); frame.hidden = true; frame.src = '/file.csv'; document.body.append(frame); }); on('#return', () => { returns.start(2201); });
        const stars = [...$('#stars').children]; on('#stars span', (e) => { const n = stars.indexOf(e.currentTarget); stars.forEach((one, i) => one.classList.toggle('on', i <= n)); });</script>`,
    interactions: [
      works('where', once('#where'), 'a line after 1.2 s'),
      works('bill', once('#bill'), 'a file, by a frame that is not to be seen'),
      works('later', once('#later'), 'days to choose from'),
      works('stars', once('#stars span:nth-child(4)'), 'four are gold'),
      nothingDue('number', once('#id'), 'a number to read'),
      dead('return', once('#return'), 'the handler throws'),
      rage('return hammered', streak('#return', 6, 170), 'six clicks on Return it'),
    ],
  },
];
