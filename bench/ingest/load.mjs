// A load of batches of 50 clicks over keep-alive connections: `node load.mjs '{"port":4680,"key":"pk","seconds":60,...}'`.
// Bodies are made once and patched in place, so that the generator takes little of the cores it shares. Prints one line
// of JSON: batches and events acknowledged, statuses that were no 202, and the latency's percentiles.
import http from 'node:http';

const {
  port,
  key,
  seconds,
  connections = 16,
  events = 50,
  perSecond = 0,
  most = Infinity,
} = JSON.parse(process.argv[2]);

/** Ids have a counter of 12 digits at their end, which is all that changes from request to request. */
const DIGITS = 12;
const MARK = '~'.repeat(DIGITS);
/** A UUIDv7 of now: partitions are months of its time. */
const head = Date.now().toString(16).padStart(12, '0');
const id = (tag) => `${head.slice(0, 8)}-${head.slice(8)}-7${tag}-8000-${MARK}`;

const at = Date.now();
const pages = ['', 'catalogue', 'product/:id', 'cart', 'checkout/address'];

const event = (n) => ({
  id: id(n.toString(16).padStart(3, '0')),
  kind: 'click',
  at: at + n,
  seq: n,
  visitor: id('a01'),
  user: '',
  session: id('a02'),
  tab: id('a03'),
  doc: id('a04'),
  view: id('a05'),
  url: `https://shop.example/${pages[n % pages.length].replace(':id', '42')}`,
  page: `shop.example/${pages[n % pages.length]}`,
  key: `testid:button-${n % 20}`,
  index: 0,
  keyRule: 1,
  role: 'button',
  label: `Button number ${n % 20}`,
  ex: (n % 50) / 50,
  ey: 0.25,
  pageX: 100 + n,
  pageY: 800 + n,
  fixed: false,
  viewportWidth: 1440,
  pointer: 'mouse',
  trusted: true,
  interactive: true,
});

const template = Buffer.from(
  JSON.stringify({
    key,
    sentAt: at,
    batches: [
      {
        contract: 1,
        batch: id('b00'),
        lane: 'core',
        doc: id('a04'),
        release: '1.0.0',
        environment: 'bench',
        sdk: 'watchglass/bench',
        context: { language: 'en', timeZone: 'UTC', screenWidth: 1440, screenHeight: 900, automated: false },
        sampleRate: 1,
        drops: {},
        events: Array.from({ length: events }, (_, n) => event(n)),
      },
    ],
  }),
);
const places = [];
for (let place = template.indexOf(MARK); place >= 0; place = template.indexOf(MARK, place + DIGITS)) places.push(place);

const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const latencies = [];
const others = {};
let sent = 0;
let acknowledged = 0;
const started = performance.now();
let until = started + seconds * 1000;
process.on('SIGTERM', () => (until = 0));

function post(number, from) {
  const body = Buffer.from(template);
  const digits = Buffer.from(String(number).padStart(DIGITS, '0'));
  for (const place of places) digits.copy(body, place);
  return new Promise((resolve) => {
    const request = http.request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/v1/batch',
        headers: { 'content-type': 'text/plain', 'content-length': body.length },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 202) acknowledged += 1;
          else others[response.statusCode] = (others[response.statusCode] ?? 0) + 1;
          latencies.push(performance.now() - from);
          resolve();
        });
      },
    );
    request.on('error', (error) => {
      others[error.code] = (others[error.code] ?? 0) + 1;
      resolve();
    });
    request.end(body);
  });
}

async function connection() {
  while (performance.now() < until && sent < most) {
    let due = performance.now();
    const number = (sent += 1);
    if (perSecond > 0) {
      // an open rate: each request has its time, and an answer is as late as it comes after that
      due = started + (number / perSecond) * 1000;
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (performance.now() >= until) return;
    }
    await post(number, due);
  }
}

await Promise.all(Array.from({ length: connections }, connection));
const elapsed = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const percentile = (q) => Number((latencies[Math.floor((latencies.length - 1) * q)] ?? 0).toFixed(1));
console.log(
  JSON.stringify({
    seconds: elapsed,
    batches: acknowledged,
    events: acknowledged * events,
    bytes: template.length,
    others,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
  }),
);
agent.destroy();
