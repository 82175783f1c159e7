/** A product with variants, a basket with rows that go. */
import { countdown } from '../../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';

export const shop: readonly Widget[] = [
  {
    name: 'shoe in sizes',
    family: 'shop',
    html: `${countdown}<style>.thumb { width: 48px; height: 48px; padding: 0; border-width: 2px } .size.mine { border-color: #000; border-width: 2px } #drawer { position: fixed; right: 0; top: 0; bottom: 0; width: 260px; background: #fff; border-left: 1px solid #999; padding: 16px; transform: translateX(110%); transition: transform .25s } #drawer.in { transform: none }</style>
      <main><div class="row"><div id="photo" style="width:200px;height:140px;background:#933"></div><div><button class="thumb" id="red" style="background:#933" aria-label="Red"></button> <button class="thumb" id="green" style="background:#393" aria-label="Green"></button></div></div><div class="row"><button class="size" id="s40">40</button><button class="size" id="s41">41</button><button class="size" id="s42" disabled>42</button></div><div class="row"><button id="add">Add to bag</button><button id="notify">Tell me when 42 is back</button><button id="heart" aria-label="Keep">&#9825;</button></div></main><aside id="drawer"><h3>Your bag</h3><p id="bag">Empty</p></aside>
      <script>on('.thumb', (e) => { $('#photo').animate([{ opacity: 0 }, { opacity: 1 }], 200); $('#photo').style.background = e.currentTarget.style.background; }); let size = state === 'sized' ? '40' : '';
        on('.size', (e) => { size = e.currentTarget.textContent; document.querySelectorAll('.size').forEach((one) => one.classList.toggle('mine', one === e.currentTarget)); });
        on('#add', async () => { if (!size) return; await fetch('/api?ms=260', { method: 'POST' }); $('#bag').textContent = 'Shoe, ' + size; $('#drawer').classList.add('in'); });
        on('#notify', async () => { await fetch('/api?ms=150&status=204', { method: 'POST' }).catch(() => {}); }); on('#heart', (e) => { e.currentTarget.firstChild.data = e.currentTarget.firstChild.data === '\\u2661' ? '\\u2665' : '\\u2661'; });</script>`,
    interactions: [
      works('green', once('#green'), 'the photograph is another'),
      works(
        'colours and a size',
        async (user) => {
          await user.click('#green');
          await user.rest(700);
          await user.click('#red');
          await user.rest(600);
          await user.click('#s41');
        },
        'looks and chooses',
      ),
      works('in the bag', once('#add'), 'the bag slides in', { state: 'sized' }),
      works('kept', once('#heart'), 'a full heart'),
      nothingDue('size that is gone', once('#s42'), 'greyed out'),
      dead('in the bag without a size', once('#add'), 'no size was chosen, and nothing asks for one'),
      rage('in the bag without a size, hammered', streak('#add', 6, 200), 'six times Add to bag'),
      dead('tell me', once('#notify'), 'the server has noted it, and the page says nothing'),
      rage('tell me, hammered', streak('#notify', 5, 200), 'five requests and no word'),
    ],
  },
  {
    name: 'basket with rows',
    family: 'shop',
    html: `<style>.line { display: flex; gap: 12px; align-items: center; height: 44px; transition: opacity .2s } .line.going { opacity: 0 }</style>
      <main><div id="lines"></div><p>Total <b id="total">90.00</b></p><div class="row"><button id="checkout">Go to checkout</button><button id="gift">Wrap as a gift</button><button id="promo">Use my points</button></div></main>
      <script>const prices = [20, 20, 20, 30]; $('#lines').innerHTML = prices.map((price, i) => '<div class="line" data-price="' + price + '"><span style="width:120px">Thing ' + (i + 1) + '</span><button class="remove">Remove</button></div>').join('');
        const sum = () => { $('#total').textContent = [...document.querySelectorAll('.line:not(.going)')].reduce((all, one) => all + Number(one.dataset.price), 0) + '.00'; };
        $('#lines').addEventListener('click', (e) => { const line = e.target.closest('.remove')?.parentElement; if (!line) return; line.classList.add('going'); sum(); setTimeout(() => line.remove(), 200); });
        on('#checkout', async () => { await fetch('/api?ms=1800', { method: 'POST' }); location.assign('/elsewhere?checkout'); });
        on('#gift', (e) => { const now = e.currentTarget.textContent.startsWith('Wrap'); e.currentTarget.textContent = now ? 'Wrapped' : 'Wrap as a gift'; }); on('#promo', () => { points.use(); sum(); });</script>`,
    interactions: [
      works('removed', once('.remove'), 'the row fades and the total falls'),
      works('all removed', streak('.remove', 3, 620), 'the next row moves up under the hand'),
      works('gift', streak('#gift', 2, 900), 'wrapped, unwrapped'),
      works('checkout', once('#checkout'), 'another page after 1.8 s'),
      impatient('checkout hammered', streak('#checkout', 5, 210), 'five clicks before the page went'),
      dead('points', once('#promo'), 'the handler throws, the total stays'),
      rage('points hammered', streak('#promo', 4, 230), 'four clicks on Use my points'),
    ],
  },
];
