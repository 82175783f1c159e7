/** A shop: baskets, likes, coupons. */
import { counters, feed, polling } from '../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const shop: readonly Widget[] = [
  {
    name: 'product',
    family: 'shop',
    html: `${feed}<main><div class="card"><b id="title">Desk lamp</b><p>49.00</p><button id="add">Add to basket</button> <button id="wish">Add to wish list</button></div><p>Basket: <span id="basket">0</span></p></main>
      <script>let n = 0; on('#add', async () => { await fetch('/api?ms=120', { method: 'POST' }); n += 1; $('#basket').textContent = n; toast('Added'); });
        on('#wish', () => navigator.sendBeacon('/api?ms=10', 'wish'));</script>`,
    interactions: [
      works('added', once('#add'), 'the basket counts and a toast says so'),
      works('four lamps', streak('#add', 4, 520), 'four of them, one at a time'),
      nothingDue('title', once('#title'), 'plain text in a card'),
      dead('wish list', once('#wish'), 'only a beacon is sent'),
      rage('wish list hammered', streak('#wish', 6, 170), 'six clicks, no word'),
    ],
  },
  {
    name: 'posts',
    family: 'shop',
    html: `${polling}<style>.like[aria-pressed=true] { color: #c33 }</style><main><div class="card">A sunset <button class="like" id="like" aria-pressed="false">&#9825; <span>12</span></button> <button class="like" id="share">Share</button></div></main>
      <script>on('#like', (e) => { const on = e.currentTarget.getAttribute('aria-pressed') === 'false'; e.currentTarget.setAttribute('aria-pressed', String(on)); $('span', e.currentTarget).textContent = on ? 13 : 12; });
        on('#share', () => { if (navigator.share2) navigator.share2({ url: location.href }); });</script>`,
    interactions: [
      works('liked', once('#like'), 'a red heart'),
      works('liked and unliked', streak('#like', 6, 210), 'plays with the heart, it follows each time'),
      works('double click', twice('#like'), 'liked and unliked'),
      dead('share', once('#share'), 'the browser lacks what it wants to call'),
      rage('share hammered', streak('#share', 5, 190), 'five clicks, nothing to share with'),
    ],
  },
  {
    name: 'coupon',
    family: 'shop',
    html: `${counters}<main><div class="row"><input id="code" value="SUMMER" aria-label="Coupon"><button id="apply">Apply coupon</button></div><div class="row"><button id="checkout">Checkout</button> <button class="swatch" id="red" style="background:#c33;width:40px;height:40px" aria-label="Red"></button> <button class="swatch" id="blue" style="background:#36c;width:40px;height:40px" aria-label="Blue"></button></div><p id="total">Total 49.00</p></main>
      <script>on('#apply', async () => { const answer = await fetch('/api?ms=300&status=500'); if (answer.ok) $('#total').textContent = 'Total 39.00'; });
        on('.swatch', (e) => { document.querySelectorAll('.swatch').forEach((one) => { one.style.outline = one === e.currentTarget ? '3px solid #000' : ''; }); });
        on('#checkout', () => { setTimeout(() => location.assign('/elsewhere?checkout'), 600); });</script>`,
    interactions: [
      works('colour', once('#red'), 'the chosen colour has a ring'),
      works(
        'colours compared',
        async (user) => {
          for (const id of ['#red', '#blue', '#red', '#blue']) {
            await user.click(id);
            await user.rest(280);
          }
        },
        'red, blue, red, blue',
      ),
      works('checkout', once('#checkout'), 'another page after 600 ms'),
      dead('coupon', once('#apply'), 'the server fails and the total stays'),
      rage('coupon hammered', streak('#apply', 6, 200), 'the example of every article on rage clicks'),
    ],
  },
];
