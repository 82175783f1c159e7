/**
 * `npm run demo:traffic -- --visitors N --seed S`: serves the built demo, sends headless visitors with known habits
 * through it, and writes the sample data of the demo and the truth about it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium, type LaunchOptions } from 'playwright';
import { preview } from 'vite';
import { runTraffic } from './traffic.ts';

/** Name under which the sample is recorded: no network resolves it, and the dashboard moves it to where the demo is. */
const HOST = 'sample.watchglass.invalid';

/** The sample's "now"; the dashboard shifts it to the reader's. Fixed, so that the same seed gives the same visits. */
const ENDS_AT = Date.UTC(2026, 0, 15, 20);

/** Largest sample in the repository, bytes. */
const MOST_BYTES = 1_000_000;

/** Everything the run needs from the outside. */
export interface MainOptions {
  readonly root: string;
  readonly args: string[];
  readonly launch: LaunchOptions;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is "${text}"; expected a whole number from 1`);
  return value;
}

/** Runs the command. */
export async function main({ root, args, launch }: MainOptions): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      visitors: { type: 'string', default: '400' },
      seed: { type: 'string', default: '7' },
      parallel: { type: 'string', default: '2' },
      out: { type: 'string', default: join(root, 'demo') },
    },
  });
  const visitors = wholeNumber('visitors', values.visitors);
  const server = await preview({
    configFile: false,
    root,
    appType: 'mpa',
    logLevel: 'silent',
    build: { outDir: join(root, 'dist/demo') },
    preview: { host: '127.0.0.1', port: 0, open: false, allowedHosts: [HOST] },
  });
  const port = new URL(server.resolvedUrls?.local[0] ?? '').port;
  const browser = await chromium.launch({
    ...launch,
    args: [
      ...(launch.args ?? []),
      '--no-proxy-server',
      `--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${port}`,
      // visitors of a real shop come over https; without it the browser would lack what secure pages have
      `--unsafely-treat-insecure-origin-as-secure=http://${HOST}`,
    ],
  });
  const started = Date.now();
  try {
    const { events, truth } = await runTraffic({
      browser,
      base: `http://${HOST}/`,
      visitors,
      seed: wholeNumber('seed', values.seed),
      endsAt: ENDS_AT,
      parallel: wholeNumber('parallel', values.parallel),
      progress: (done) => {
        if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${visitors} visitors`);
        else if (done % 50 === 0) console.log(`${done} of ${visitors} visitors`);
      },
    });
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    const packed = gzipSync(text, { level: 9 });
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`\n${events.length} events, ${text.length} bytes, ${packed.length} packed, in ${seconds} s`);
    console.log(`${truth.sessions} sessions, ${truth.clicks} clicks, ${truth.orders} orders`);
    if (packed.length > MOST_BYTES) throw new Error(`the sample must not be larger than ${MOST_BYTES} bytes`);
    await writeFile(join(values.out, 'sample.ndjson.gz'), packed);
    await writeFile(join(values.out, 'sample.truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  } finally {
    await browser.close();
    await server.close();
  }
}
