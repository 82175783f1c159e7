/** Visits pages in several browsers' tabs at once, each with a context of its own, and gives what came of each visit. */
import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, type TestServer } from '../server.ts';
import type { Report, Slot, Visit } from './page/slot.ts';

declare global {
  interface Window {
    slot: Slot;
  }
}

/** A visit takes a second, and thirty where forty others want the machine; one that takes longer is asked whether it is still there. */
const VISIT_MS = 60_000;

/** Small: what is drawn is nobody's concern here. */
const VIEWPORT = { width: 320, height: 240 };

let bundled: Promise<string> | undefined;
const slotScript = (): Promise<string> => {
  bundled ??= build({
    entryPoints: [join(root, 'test/hostile/page/slot.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  }).then((out) => out.outputFiles[0]?.text ?? '');
  return bundled;
};

/** The idle chunks of the tag, by the path at which it asks for them. */
export const chunks = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(root, 'dist'))
      .filter((name) => /^(signals|detail|extra)-.*\.js$/.test(name))
      .map((name) => [`/${name}`, readFileSync(join(root, 'dist', name), 'utf8')]),
  );

/** A site of which every page is visited by a slot, with tags by their path. */
export async function serveSlots(server: TestServer, tags: Readonly<Record<string, string>>): Promise<void> {
  const script = (body: string): { body: string; headers: Record<string, string> } => ({
    body,
    // the browser need not ask for it a thousand times
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' },
  });
  server.page('/slot', '<!doctype html><title>Slot</title><script src="/slot.js"></script>');
  server.page('/slot.js', script(await slotScript()));
  server.page('/begin.js', script('parent.begin(window)'));
  server.page('/app.js', script(readFileSync(join(root, 'test/pages/hostile/app.js'), 'utf8')));
  for (const [path, tag] of Object.entries(tags)) server.page(path, script(tag));
  // a chunk tells that it has come
  for (const [path, chunk] of Object.entries(chunks()))
    server.page(path, script(`${chunk}\n;parent.came(${JSON.stringify(path)});`));
  server.page('/api', 'host answer');
}

/** A visit that is wanted: a tag by its path, or none. */
export type Wanted = Omit<Visit, 'url' | 'chunk'> & { readonly script?: string; readonly chunk?: string | undefined };

/** Serves the page of a visit, with the tag under `key` when there is one, and gives its address. */
export function pageFor(server: TestServer, key: string, script?: string): string {
  const tag = script
    ? `<script src="${script}" data-key="${key}" data-endpoint="${server.collector.origin}"></script>`
    : '';
  const path = `/visit/${key}${script ?? ''}`;
  server.page(path, {
    body: `<!doctype html><html lang="en"><head><title>Visited</title><script src="/begin.js"></script>${tag}</head>
<body><main><button id="go">Go</button> <input id="field"> <button id="route">Route</button> <button id="boom">Boom</button>
<svg width="20" height="3000"></svg></main><script src="/app.js"></script></body></html>`,
    headers: {
      'content-security-policy': `default-src 'none'; script-src ${server.origin}; connect-src 'self' ${server.collector.origin}; require-trusted-types-for 'script'; report-uri ${server.collector.origin}/csp`,
      'cache-control': 'max-age=3600',
    },
  });
  return path;
}

/** Whether a visit left nothing on the disk that the next one under the same key would send, or wait for. */
const isClean = (outcome: Outcome): boolean => {
  const stats = outcome?.ended;
  return (
    stats?.state === 'inert' ||
    (stats?.storage === 'indexeddb' &&
      stats.waiting === 0 &&
      stats.captured === stats.receipted &&
      stats.receipted === outcome?.arrived.length &&
      stats.sinks.every(({ error }) => error === ''))
  );
};

/** What came of a visit; undefined when the page ran in circles. */
export type Outcome = Report | undefined;

/** What a visit gives; undefined when its slot does not answer any more. */
async function answered(page: Page, visit: Promise<Report>): Promise<Outcome> {
  for (;;) {
    const first = await Promise.race([visit.then((report) => ({ report })), sleep(VISIT_MS)]);
    if (first) return first.report;
    // a page that is only slow says so
    const isThere = await Promise.race([page.evaluate(() => true), sleep(VISIT_MS)]);
    if (!isThere) {
      // it ends with its tab
      visit.catch(() => undefined);
      return undefined;
    }
  }
}

/** Slots that take visits from one list. */
export interface Visits {
  /** Makes each of the visits, and calls `done` with the place of each in the list. */
  all(list: readonly Wanted[], done: (index: number, outcome: Outcome) => void): Promise<void>;
  /** One slot to itself. */
  one<T>(run: (slot: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** Errors of pages and lines of consoles as the driver heard them. */
  readonly heard: string[];
}

/** Opens slots on demand. */
export function createVisits(browser: Browser, server: TestServer, count: number): Visits {
  const idle: Page[] = [];
  // new databases cost more than all else: a key serves until a visit leaves something under it
  const keys = new Map<Page, string>();
  let made = 0;
  const open: Page[] = [];
  const heard: string[] = [];
  const make = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: VIEWPORT });
    context.on('weberror', (error) => heard.push(error.error().message));
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) heard.push(message.text());
    });
    const page = await context.newPage();
    await page.goto(`${server.origin}/slot`);
    open.push(page);
    return page;
  };
  const end = async (page: Page): Promise<void> => {
    open.splice(open.indexOf(page), 1);
    await page.context().close();
  };
  return {
    heard,
    async all(list, done) {
      let next = 0;
      const work = async (): Promise<void> => {
        let page = idle.pop() ?? (await make());
        while (next < list.length) {
          const index = next++;
          const { script, ...wanted } = list[index] as Wanted;
          const key = keys.get(page) ?? `k${made++}`;
          const visit = { ...wanted, url: pageFor(server, key, script) };
          const outcome = await answered(
            page,
            page.evaluate((visit) => window.slot.visit(visit), visit),
          );
          if (!script || isClean(outcome)) keys.set(page, key);
          else keys.delete(page);
          done(index, outcome);
          if (outcome) continue;
          await end(page);
          page = await make();
        }
        idle.push(page);
      };
      await Promise.all(Array.from({ length: Math.min(count, list.length) }, work));
    },
    async one(run) {
      const page = idle.pop() ?? (await make());
      const answer = await run(page);
      idle.push(page);
      return answer;
    },
    async close() {
      await Promise.all([...open].map(end));
    },
  };
}
