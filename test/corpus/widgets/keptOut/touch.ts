/** Fingers on a shop's list, a chat, a ride, a keyboard of numbers. */
import { clock, counters } from '../../background.ts';
import { dead, impatient, nothingDue, rage, taps, type Widget, works } from '../../widget.ts';
import { queue, sparkline } from './background.ts';

const touch = { touch: true } as const;

export const fingers: readonly Widget[] = [
  {
    name: 'pad of numbers',
    family: 'touch',
    html: `${clock}<style>#pad { display: grid; grid-template-columns: repeat(3, 80px); gap: 8px } #pad button { height: 52px; padding: 0 } #dots i { display: inline-block; width: 14px; height: 14px; border: 1px solid #444; border-radius: 8px; margin: 4px } #dots i.on { background: #444 }</style>
      <main style="padding:16px"><p id="who">Ann's phone</p><div id="dots"><i></i><i></i><i></i><i></i></div><div id="pad"></div><p id="said"></p></main>
      <script>let n = 0; $('#pad').innerHTML = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => '<button data-n="' + i + '">' + i + '</button>').join('') + '<button id="face">Face</button><button data-n="0">0</button><button id="del">&#9003;</button>'; const draw = () => document.querySelectorAll('#dots i').forEach((one, i) => one.classList.toggle('on', i < n)); on('[data-n]', (e) => { e.preventDefault(); navigator.vibrate?.(5); n = Math.min(4, n + 1); draw(); if (n === 4) setTimeout(() => { $('#said').textContent = 'Wrong'; n = 0; draw(); }, 400); }, 'touchstart'); on('#del', () => { n = Math.max(0, n - 1); draw(); }); on('#face', async () => { const face = await window.faces.read(); $('#said').textContent = face; }); if (state === 'three') { n = 3; draw(); }</script>`,
    interactions: [
      works('number', taps('[data-n="5"]'), 'a dot, on touchstart; there is no click', touch),
      works('same number four times', taps('[data-n="1"]', 4, 230), 'four dots, then Wrong', touch),
      works('taken back', taps('#del', 3, 260), 'dot after dot goes', { ...touch, state: 'three' }),
      nothingDue('name', taps('#who'), 'a name to read', touch),
      dead('face', taps('#face'), 'there is no camera, and nothing says so', touch),
      rage('face hammered', taps('#face', 5, 210), 'five taps on Face', touch),
    ],
  },
  {
    name: 'list to swipe',
    family: 'touch',
    html: `${sparkline}<style>#list { overflow: hidden; width: 340px } .it { height: 56px; background: #eee; margin: 4px 0; padding: 8px 12px; box-sizing: border-box; touch-action: pan-y; transition: transform .2s } .it.open { transform: translateX(-120px) } #foot { position: fixed; left: 0; right: 0; bottom: 0; display: flex } #foot button { flex: 1; height: 56px; border-radius: 0 } #foot button.on { color: #06c }</style>
      <main style="padding:16px"><div id="list"><div class="it" id="i1">Milk</div><div class="it" id="i2">Bread</div><div class="it" id="i3">Tea</div></div><div id="view" style="height:40px">All things</div></main><div id="foot"><button class="on" id="f1">List</button><button id="f2">Shops</button><button id="f3">Offers</button><button id="f4">Me</button></div>
      <script>let from; on('.it', (e) => { from = e.touches[0].clientX; }, 'touchstart'); on('.it', (e) => { const by = e.changedTouches[0].clientX - from; if (by < -50) e.currentTarget.classList.add('open'); else if (by > 50) e.currentTarget.classList.remove('open'); }, 'touchend'); on('.it', (e) => { const one = e.currentTarget; one.style.textDecoration = one.style.textDecoration ? '' : 'line-through'; });
        on('#f1, #f2, #f3', async (e) => { const one = e.currentTarget; if (one.id === 'f3') await fetch('/api?ms=2100'); document.querySelectorAll('#foot button').forEach((other) => other.classList.toggle('on', other === one)); $('#view').textContent = one.textContent; });</script>`,
    interactions: [
      works('done', taps('#i1'), 'struck through', touch),
      works('done and not', taps('#i2', 2, 800), 'struck through, and not', touch),
      works('swiped', (user) => user.swipe('#i3', -140, 0), 'the line moves aside', touch),
      works('shops', taps('#f2'), 'another view', touch),
      impatient('offers hammered', taps('#f3', 4, 260), 'four taps before the view came', touch),
      dead('me', taps('#f4'), 'a tab like the others, and no view comes', touch),
      rage('me, hammered', taps('#f4', 6, 190), 'six taps on Me', touch),
    ],
  },
  {
    name: 'chat on a phone',
    family: 'touch',
    html: `${counters}<style>.b { background: #def; padding: 8px 12px; border-radius: 12px; margin: 6px 0; width: 220px; position: relative; user-select: none } .b .r { position: absolute; right: -10px; bottom: -8px } #bar2 { display: flex; gap: 4px } #bar2 button { padding: 8px } dialog button:focus { outline: 0 } #sheet { border: 0; border-top: 1px solid #aaa; width: 100%; max-width: none; margin: auto 0 0; box-sizing: border-box }</style>
      <main style="padding:16px"><div id="talk"><div class="b" id="b1">See you at ten?</div><div class="b" id="b2" style="opacity:.99">&#127908; 0:12</div></div><div id="bar2"><button id="plus">+</button><input id="text" style="width:130px" aria-label="Message" value=""><button id="send">Send</button><button id="mic" style="width:44px;flex:none">&#127908;</button></div></main><dialog id="sheet"><button id="photo">Photo</button> <button id="where">Place</button></dialog>
      <script>let last = 0; on('#b1', (e) => { if (Date.now() - last < 350) e.currentTarget.insertAdjacentHTML('beforeend', '<span class="r">\\u2764</span>'); last = Date.now(); }); if (state === 'typed') $('#text').value = 'Yes'; if (state === 'sheet') $('#sheet').showModal(); on('#send', () => { if (!$('#text').value) return; $('#talk').insertAdjacentHTML('beforeend', '<div class="b" style="margin-left:100px">' + $('#text').value + '</div>'); $('#text').value = ''; fetch('/api?ms=300', { method: 'POST' }); }); on('#plus', () => $('#sheet').showModal()); on('#b2', () => { const voice = new Audio('/parts/voice.mp3'); voice.volume = 1; }); on('#mic', () => { navigator.mediaDevices?.record?.(); }); on('#where', () => places.here());</script>`,
    interactions: [
      works('sent', taps('#send'), 'a bubble more', { ...touch, state: 'typed' }),
      works('field', taps('#text'), 'the caret is in the field', touch),
      works('liked by a double tap', taps('#b1', 2, 180), 'a heart on the bubble', touch),
      works('more', taps('#plus'), 'a sheet from below', touch),
      rage('voice hammered', taps('#b2', 5, 220), 'five taps on a voice', touch),
      dead('voice', taps('#b2'), 'made, and never played', touch),
      dead('microphone', taps('#mic'), 'no such thing, and nothing says so', touch),
      rage('microphone hammered', taps('#mic', 5, 200), 'five taps on the microphone', touch),
      rage('place hammered', taps('#where', 5, 230), 'the handler throws', { ...touch, state: 'sheet' }),
    ],
  },
  {
    name: 'ride to order',
    family: 'touch',
    html: `${queue}<style>#map2 { height: 180px; background: #dfe8dc; position: relative } #car { position: absolute; left: 100px; top: 80px; width: 20px; height: 20px; background: #222 } .kind { display: flex; justify-content: space-between; padding: 10px; border: 1px solid #bbb; margin: 4px 0 } .kind.on { border-color: #06c; background: #eef6ff }</style>
      <main style="padding:12px"><div id="map2"><i id="car"></i></div><div class="kind" id="small">Small <b>9.00</b></div><div class="kind" id="large">Large <b>14.00</b></div><div class="kind" id="green">Green <b>11.00</b></div><div class="row"><button id="order">Order</button><button id="when">Later</button></div><p id="said" style="min-height:24px"></p></main>
      <script>on('#small, #large', (e) => document.querySelectorAll('.kind').forEach((one) => one.classList.toggle('on', one === e.currentTarget)), 'pointerup'); on('#order', async () => { await fetch('/api?ms=2300', { method: 'POST' }); $('#said').textContent = 'A car comes in 4 min'; $('#car').style.translate = '60px 20px'; }); on('#when', () => { const wheel = document.querySelector('#wheel'); if (wheel) wheel.hidden = false; });</script>`,
    interactions: [
      works('kind', taps('#large'), 'a blue frame, on pointerup', touch),
      works(
        'one kind and the other',
        async (user) => {
          await user.tap('#small');
          await user.rest(700);
          await user.tap('#large');
        },
        'compares',
        touch,
      ),
      works('ordered', taps('#order'), 'a line after 2.3 s', touch),
      impatient('ordered, hammered', taps('#order', 5, 230), 'five taps before the line came', touch),
      dead('green', taps('#green'), 'a row like the others, and no frame comes', touch),
      rage('green hammered', taps('#green', 5, 210), 'five taps on Green', touch),
      dead('later', taps('#when'), 'the wheel for the hour is missing', touch),
    ],
  },
];
