/** What the kept-out pages do on their own: text nodes, attributes, shadow roots, scrolls, placeholders, vectors, the title. */
import { unlessQuiet } from '../../background.ts';

/** A place in a waiting line that moves up now and then. */
export const queue: string = `<p class="bar">You are number <b id="place">1204</b> in the queue</p>${unlessQuiet(
  `setInterval(() => { $('#place').firstChild.data = Number($('#place').firstChild.data) - 3; }, 800);`,
)}`;

/** Lights of services that change by an attribute alone. */
export const lights: string = `<style>.light { display: inline-block; width: 12px; height: 12px; border-radius: 6px; background: #3a3 } .light[data-is=busy] { background: #e90 }</style>
  <p class="bar"><i class="light"></i> mail <i class="light"></i> files <i class="light"></i> calls</p>${unlessQuiet(
    `let lit = 0; setInterval(() => { lit += 1; document.querySelectorAll('.light').forEach((one, i) => { one.dataset.is = (lit + i) % 3 ? 'fine' : 'busy'; }); }, 600);`,
  )}`;

/** A line of a vector that grows point by point. */
export const sparkline: string = `<div class="bar" style="height:28px">Load <svg width="200" height="24"><path id="spark" d="M0 12L200 12" fill="none" stroke="#06c"/></svg></div>${unlessQuiet(
  `const heights = Array(20).fill(12); setInterval(() => { heights.shift(); heights.push(4 + (performance.now() % 17)); $('#spark').setAttribute('d', 'M' + heights.map((y, i) => i * 10 + ' ' + y.toFixed(1)).join('L')); }, 250);`,
)}`;

/** A log that runs and scrolls itself to its end. */
export const log: string = `<pre class="bar" id="log" style="height:48px;overflow:auto;margin:0">12:00 started\n12:01 ready</pre>${unlessQuiet(
  `let lines = 0; setInterval(() => { lines += 1; $('#log').append('\\n12:0' + (lines % 10) + ' request ' + lines); $('#log').scrollTop = $('#log').scrollHeight; }, 500);`,
)}`;

/** A clock of its own element, behind a shadow root. */
export const shadowClock: string = `<p class="bar">Kitchen closes in <x-left></x-left></p>
  <script>customElements.define('x-left', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<b>30:00</b>'; } });</script>${unlessQuiet(
    `let seconds = 1800; setInterval(() => { seconds -= 1; $('x-left').shadowRoot.firstChild.textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0'); }, 1000);`,
  )}`;

/** A search box whose placeholder writes itself. */
export const placeholder: string = `<div class="bar"><input id="ad" style="width:220px" placeholder="Search lamps" aria-label="Search"></div>${unlessQuiet(
  `const wishes = 'Search lamps, chairs, desks and more'; let letters = 0; setInterval(() => { letters = (letters + 1) % wishes.length; $('#ad').placeholder = wishes.slice(0, letters + 1); }, 160);`,
)}`;

/** Who is here: faces that change their order. */
export const faces: string = `<div class="bar" id="faces" style="height:24px"><b>A</b> <b>B</b> <b>C</b> <b>D</b></div>${unlessQuiet(
  `setInterval(() => { $('#faces').append($('#faces').firstElementChild); }, 1100);`,
)}`;

/** A beat that asks the server by XMLHttpRequest and tells the tab's title alone. */
export const beat: string = unlessQuiet(
  `let beats = 0; setInterval(() => { const xhr = new XMLHttpRequest(); xhr.open('GET', '/api?ms=30'); xhr.onload = () => { beats += 1; document.title = '(' + beats + ') Inbox'; }; xhr.send(); }, 1400);`,
);

/** Lines that viewers write under a broadcast; the oldest falls out. */
export const chatter: string = `<div class="bar" id="chatter" style="height:72px;overflow:hidden"><div>ann: hello</div><div>bob: hi</div><div>eve: louder please</div></div>${unlessQuiet(
  `let said = 0; setInterval(() => { said += 1; $('#chatter').insertAdjacentHTML('beforeend', '<div><b>viewer' + (said % 7) + '</b>: wow ' + said + '</div>'); if ($('#chatter').children.length > 3) $('#chatter').firstElementChild.remove(); }, 700);`,
)}`;

/** A progress element that fills. */
export const progress: string = `<p class="bar">Backup <progress id="backup" max="100" value="10"></progress></p>${unlessQuiet(
  `setInterval(() => { $('#backup').setAttribute('value', (Number($('#backup').getAttribute('value')) + 1) % 100); }, 300);`,
)}`;

/** A banner that fades between two offers by inline opacity. */
export const fading: string = `<div class="bar" style="height:24px;position:relative"><span class="offer" style="position:absolute">Two for one</span><span class="offer" style="position:absolute;opacity:0">Ends tonight</span></div>${unlessQuiet(
  `let offer = 0; setInterval(() => { offer += 1; document.querySelectorAll('.offer').forEach((one, i) => { one.style.opacity = (offer + i) % 2 ? 0 : 1; }); }, 1700);`,
)}`;

/** A whole status bar that is drawn anew with the same words, as an application does at each tick of its store. */
export const rerender: string = `<div class="bar" id="status" style="height:24px"><span>3 open</span> <span>1 late</span></div>${unlessQuiet(
  `setInterval(() => { $('#status').innerHTML = '<span>3 open</span> <span>' + (1 + Math.floor(performance.now() / 1000) % 4) + ' late</span>'; }, 900);`,
)}`;
