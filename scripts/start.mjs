// `npm start`: builds what is missing or stale, serves the demo (shop beside dashboard, sample data inside) on
// loopback, and prints one URL. Nothing leaves this machine; Ctrl-C ends it. WATCHGLASS_PORT picks the port.
import { buildAll } from './build.mjs';
import { serveDemo } from './serveDemo.mjs';

/** Soon enough that the port is free for the next start. */
const LOOK_MS = 500;

/** 4680 is Watchglass' own port; another one is taken when it is in use. */
function wantedPort() {
  // set to nothing is not set
  const text = process.env.WATCHGLASS_PORT || '4680';
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`WATCHGLASS_PORT is "${text}"; expected a port number from 0 to 65535`);
}

/**
 * Calls `ended` when the process that started us is gone. `npm` hands a signal to a shell, and most shells die of it
 * without telling us: the server would live on, unseen, and keep the port.
 */
function whenOrphaned(ended) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && ended(), LOOK_MS).unref();
}

try {
  const port = wantedPort();
  await buildAll();
  const { url, close } = await serveDemo(port);
  if (port !== 0 && !url.includes(`:${port}/`)) console.log(`Port ${port} is taken by another program.`);
  console.log(`Watchglass: shop and dashboard at ${url}  (Ctrl-C ends it)`);
  const end = () => void close().finally(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  // started without npm, outliving the shell is what `&` and `nohup` ask for
  if (process.env.npm_lifecycle_event) whenOrphaned(end);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
