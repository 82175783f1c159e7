// The page of the page cost bench: 1,000 controls and a script that keeps changing them, once with nothing in its head
// and once with each of the scripts that are measured.
import http from 'node:http';

const CONTROLS = 1000;

/** Changes of the page, one per frame or so: a list that grows and shrinks, texts, classes, attributes. */
const CHANGES = 150;

/**
 * Times each click: from the first listener that hears it, in front of every other script's, to the last one, behind
 * all of theirs, because it is added anew while the click is on its way down.
 */
const clock = `
const clickMs = [];
let from = 0;
const end = () => clickMs.push(performance.now() - from);
addEventListener('click', () => {
  addEventListener('click', end, { once: true });
  from = performance.now();
}, true);
`;

// no promises in the page: microtasks in its trace are those of the script that is measured
const life = `
const boxes = document.querySelectorAll('button, a, input');
const log = document.querySelector('#log');
let done = 0;
addEventListener('click', (event) => {
  event.target.classList.toggle('on');
  if (event.target.localName === 'a') event.preventDefault();
});
addEventListener('pointermove', ({ target }) => target.classList?.add('over'), { passive: true });
function change() {
  for (let i = 0; i < 20; i++) {
    const box = boxes[(done * 37 + i * 53) % boxes.length];
    box.classList.toggle('warm');
    box.setAttribute('aria-label', 'Change ' + done);
  }
  const line = log.appendChild(document.createElement('li'));
  line.textContent = 'Line ' + done;
  if (log.children.length > 40) log.firstChild.remove();
  done += 1;
  if (done < ${CHANGES}) setTimeout(change, 16);
  else document.documentElement.dataset.done = '';
}
addEventListener('load', () => setTimeout(change, 100));
`;

const control = (n) =>
  [`<button>Add ${n}</button>`, `<a href="#${n}">Go ${n}</a>`, `<input type="checkbox" aria-label="Pick ${n}">`][n % 3];

function html(head) {
  const rows = Array.from(
    { length: CONTROLS / 10 },
    (_, row) => `<li>${Array.from({ length: 10 }, (_, at) => control(row * 10 + at)).join(' ')}</li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page cost</title>
<link rel="icon" href="data:,"><script>${clock}</script>${head}
<style>body { font: 14px sans-serif } .on { background: gold } .warm { color: #a33 }
#log { position: fixed; top: 0; right: 0; width: 200px; height: 200px; overflow: hidden }
#list > li { height: 30px; contain: strict }</style></head>
<body><ul id="list">${rows.join('\n')}</ul><ol id="log"></ol><script>${life}</script></body></html>`;
}

/** Serves the page at `/bare`, and with each of these at its place in the list. */
export async function startSite(contenders) {
  const pages = new Map([['/bare', html('')], ...contenders.map(({ head }, at) => [`/${at}`, html(head)])]);
  const server = http.createServer((req, res) => {
    const body = pages.get(req.url);
    res.writeHead(body ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      // a page of its own process has clocks of 5 µs, any other of 100 µs
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'credentialless',
    });
    res.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
