// The site and the collector of the page cost bench: a page with 1,000 controls that keeps changing, with or without
// the tag, and receipts for what the tag sends.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';

const CONTROLS = 1000;

/** Changes of the page, one per frame or so: a list that grows and shrinks, texts, classes, attributes. */
const CHANGES = 150;

// no promises in the page: microtasks in its trace are the tag's
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

function html(tag) {
  const rows = Array.from(
    { length: CONTROLS / 10 },
    (_, row) => `<li>${Array.from({ length: 10 }, (_, at) => control(row * 10 + at)).join(' ')}</li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page cost</title>
<link rel="icon" href="data:,">${tag}
<style>body { font: 14px sans-serif } .on { background: gold } .warm { color: #a33 }
#log { position: fixed; top: 0; right: 0; width: 200px; height: 200px; overflow: hidden }
#list > li { height: 30px; contain: strict }</style></head>
<body><ul id="list">${rows.join('\n')}</ul><ol id="log"></ol><script>${life}</script></body></html>`;
}

const start = (handle) =>
  new Promise((resolve) => {
    const server = http.createServer(handle);
    server.listen(0, '127.0.0.1', () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}` }));
  });

/** Starts both; `clicks()` is how many clicks were stored so far. */
export async function startServers() {
  let clicks = 0;
  const collector = await start(async (req, res) => {
    res.setHeader('access-control-allow-origin', '*');
    if (req.method !== 'POST') {
      // the tag and the idle chunk
      const script = await readFile(new URL(`../../dist${req.url}`, import.meta.url));
      res.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      return;
    }
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    const packed = Buffer.concat(chunks);
    const { batches } = JSON.parse((packed[0] === 0x1f ? gunzipSync(packed) : packed).toString('utf8'));
    const receipts = batches.map(({ batch, events }) => {
      clicks += events.filter(({ kind }) => kind === 'click').length;
      return { batch, accepted: events.length, duplicates: 0, rejected: [] };
    });
    res.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts }));
  });
  const src = `${collector.origin}/watchglass.js`;
  const pages = new Map([
    ['/bare', html('')],
    ['/tagged', html(`<script async src="${src}" data-key="pk_bench" data-endpoint="${collector.origin}"></script>`)],
  ]);
  const site = await start((req, res) => {
    const body = pages.get(req.url);
    res.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  return {
    origin: site.origin,
    script: src,
    clicks: () => clicks,
    close: () => {
      for (const { server } of [site, collector]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
