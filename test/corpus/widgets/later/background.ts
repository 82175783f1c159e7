/** More of what pages do on their own: by CSS, Web Animations, paint, replaced nodes, requests that change nothing. */
import { unlessQuiet } from '../../background.ts';

/** Headlines that run by, moved by CSS alone. */
export const ticker: string = `<style>@keyframes run-by { from { transform: translateX(600px) } to { transform: translateX(-400px) } }</style>
  <div class="bar" style="overflow:hidden;white-space:nowrap"><span id="ticker" style="display:inline-block">Trains run late in the north +++ Rain until Friday</span></div>${unlessQuiet(
    `$('#ticker').style.animation = 'run-by 9s linear infinite';`,
  )}`;

/** How long ago things happened, counted on every second. */
export const ages: string = `<p class="bar">Ann wrote <time class="age">4 s</time> ago, Bob <time class="age">51 s</time> ago</p>${unlessQuiet(
  `setInterval(() => document.querySelectorAll('.age').forEach((one) => { one.firstChild.data = parseInt(one.firstChild.data, 10) + 1 + ' s'; }), 1000);`,
)}`;

/** Prices that flash when they change. */
export const prices: string = `<style>.price { display: inline-block; width: 90px } .price.rose { background: #cfc } .price.fell { background: #fcc }</style>
  <p class="bar"><span class="price">101.20</span><span class="price">57.05</span><span class="price">8.31</span></p>${unlessQuiet(
    `let tick = 0; setInterval(() => { tick += 1; const all = document.querySelectorAll('.price'), one = all[tick % all.length], up = tick % 2 === 0; one.textContent = (Number(one.textContent) + (up ? 0.07 : -0.05)).toFixed(2); one.classList.add(up ? 'rose' : 'fell'); setTimeout(() => one.classList.remove('rose', 'fell'), 250); }, 420);`,
  )}`;

/** Somebody types, pauses, types. */
export const typing: string = `<p class="bar" style="height:24px"><span id="typing" hidden>Eve is typing ...</span></p>${unlessQuiet(
  `setInterval(() => { $('#typing').hidden = !$('#typing').hidden; }, 1300);`,
)}`;

/** Cursors of others who edit the same page, moved by Web Animations. */
export const cursors: string = `<div class="bar" style="height:20px"><i class="cursor" style="position:absolute;left:60px;width:3px;height:18px;background:#c3c"></i><i class="cursor" style="position:absolute;left:200px;width:3px;height:18px;background:#3a3"></i></div>${unlessQuiet(
  `document.querySelectorAll('.cursor').forEach((one, i) => { let at = 0; setInterval(() => { const from = at; at = (at + 37 * (i + 1)) % 300; one.animate([{ transform: 'translateX(' + from + 'px)' }, { transform: 'translateX(' + at + 'px)' }], { duration: 300, fill: 'forwards' }); }, 700 + 300 * i); });`,
)}`;

/** A list that is built anew every second, as if a framework knew no better. */
export const trending: string = `<div class="bar" id="trending" style="height:24px"><b>Trending</b> <i>lamps</i> <i>chairs</i> <i>desks</i></div>${unlessQuiet(
  `const trends = ['lamps', 'chairs', 'desks']; setInterval(() => { trends.push(trends.shift()); $('#trending').innerHTML = '<b>Trending</b> ' + trends.map((one) => '<i>' + one + '</i>').join(' '); }, 1000);`,
)}`;

/** A draft is kept every second and a half; the page says nothing of it. */
export const autosave: string = unlessQuiet(
  `setInterval(() => fetch('/api?ms=40', { method: 'POST', body: 'draft' }).catch(() => {}), 1500);`,
);

/** An advertisement whose node is replaced every two seconds. */
export const advert: string = `<div class="bar" id="advert" style="height:40px"><div style="width:300px;height:36px;background:#fd8">Insure your bike</div></div>${unlessQuiet(
  `let shown = 0; setInterval(() => { shown += 1; const one = document.createElement('div'); one.style.cssText = 'width:300px;height:36px;background:' + (shown % 2 ? '#8df' : '#fd8'); one.textContent = shown % 2 ? 'Fly to Rome' : 'Insure your bike'; $('#advert').replaceChildren(one); }, 2100);`,
)}`;

/** A film without sound, painted on every second frame. */
export const film: string = `<canvas class="bar" id="film" width="240" height="40" style="display:block"></canvas>${unlessQuiet(
  `const film = $('#film').getContext('2d'); let frame = 0; const roll = () => { frame += 1; if (frame % 2) { film.fillStyle = '#234'; film.fillRect(0, 0, 240, 40); film.fillStyle = '#fc6'; film.fillRect(frame % 220, 10, 20, 20); } requestAnimationFrame(roll); }; requestAnimationFrame(roll);`,
)}`;

/** Something is uploaded meanwhile: a width that grows and starts again. */
export const uploading: string = `<div class="bar">holiday.zip <div style="display:inline-block;width:200px;height:8px;background:#ccc"><div id="uploading" style="width:20%;height:8px;background:#484"></div></div></div>${unlessQuiet(
  `let percent = 20; setInterval(() => { percent = percent >= 100 ? 0 : percent + 1; $('#uploading').style.width = percent + '%'; }, 180);`,
)}`;
