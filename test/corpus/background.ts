/**
 * What pages do on their own while a visitor clicks: the reason why "something changed" says little. Silent under
 * `?quiet`, where the corpus checks its own labels.
 */

/** A script for what pages do on their own. */
export const unlessQuiet = (script: string): string => `<script>if (!quiet) { ${script} }</script>`;

/** A clock with seconds in the header. */
export const clock: string = `<p class="bar">It is <time id="clock">12:00:00</time></p>${unlessQuiet(
  `setInterval(() => { $('#clock').textContent = new Date().toTimeString().slice(0, 8); }, 1000);`,
)}`;

/** An offer that ends in tenths of a second. */
export const countdown: string = `<p class="bar">Offer ends in <b id="countdown">599.9</b> s</p>${unlessQuiet(
  `let left = 5999; setInterval(() => { left -= 1; $('#countdown').textContent = (left / 10).toFixed(1); }, 100);`,
)}`;

/** Numbers of a live dashboard, each at its own pace. */
export const counters: string = `<p class="bar"><span class="live">120</span> online, <span class="live">44</span> baskets, <span class="live">7</span> orders</p>${unlessQuiet(
  `document.querySelectorAll('.live').forEach((one, i) => setInterval(() => { one.textContent = Number(one.textContent) + (i % 2 ? 1 : -1); one.classList.toggle('up'); }, 350 + 220 * i));`,
)}`;

/** Slides that change every 2 s by class and transform. */
export const slides: string = `<div class="bar" id="slides" style="height:32px;overflow:hidden"><div>Free delivery</div><div>Summer sale</div><div>New: gift cards</div></div>${unlessQuiet(
  `let slide = 0; setInterval(() => { slide = (slide + 1) % 3; [...$('#slides').children].forEach((one, i) => { one.className = i === slide ? 'active' : ''; one.style.transform = 'translateY(' + -32 * slide + 'px)'; }); }, 2000);`,
)}`;

/** A request every second and a badge that may change with it. */
export const polling: string = `<p class="bar">Messages <span id="badge">0</span></p>${unlessQuiet(
  `setInterval(async () => { await fetch('/api?ms=60').catch(() => {}); $('#badge').textContent = Math.floor(performance.now() / 1500); }, 1000);`,
)}`;

/** A feed: a line comes, the oldest goes. */
export const feed: string = `<ul class="bar" id="feed" style="height:60px;overflow:hidden"><li>Ann bought a lamp</li><li>Bob bought a chair</li><li>Eve bought a desk</li></ul>${unlessQuiet(
  `let line = 0; setInterval(() => { const li = document.createElement('li'); li.textContent = 'Visitor ' + (line += 1) + ' bought a lamp'; $('#feed').append(li); $('#feed').firstElementChild.remove(); }, 900);`,
)}`;

/** A decoration that a script moves on every frame. */
export const animation: string = `<div class="bar" style="height:20px"><i id="ball" style="position:absolute;width:16px;height:16px;border-radius:8px;background:#c33"></i></div>${unlessQuiet(
  `const roll = (now) => { $('#ball').style.transform = 'translateX(' + Math.round(200 + 180 * Math.sin(now / 700)) + 'px)'; requestAnimationFrame(roll); }; requestAnimationFrame(roll);`,
)}`;
