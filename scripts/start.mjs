// `npm start`: builds what is missing or stale, serves the demo (shop beside dashboard, sample data inside) on
// loopback, and prints one URL. Nothing leaves this machine; Ctrl-C ends it. WATCHGLASS_PORT picks the port.
import { buildAll } from './build.mjs';
import { serveDemo } from './serveDemo.mjs';

/** 4680 is Watchglass' own port; another one is taken when it is in use. */
function wantedPort() {
  const text = process.env.WATCHGLASS_PORT ?? '4680';
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`WATCHGLASS_PORT is "${text}"; expected a port number from 0 to 65535`);
}

try {
  const port = wantedPort();
  await buildAll();
  const { url, close } = await serveDemo(port);
  if (port !== 0 && !url.includes(`:${port}/`)) console.log(`Port ${port} is taken by another program.`);
  console.log(`Watchglass: shop and dashboard at ${url}  (Ctrl-C ends it)`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void close().finally(() => process.exit(0)));
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
