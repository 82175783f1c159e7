/** Plays interactions of the corpus, each on a fresh page, many at a time, and gives the trace of each. */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { WatchglassEvent } from '@watchglass/contract';
import { parseBatch, parseRequest } from '@watchglass/contract/parse';
import { build } from 'esbuild';
import { root, startServer } from '../server.ts';
import type { Case } from './corpus.ts';
import { playwrightUser } from './playwrightUser.ts';
import { startCorpusSite } from './site.ts';
import type { OtherRecord, Trace, TraceRecord } from './trace.ts';

/** An interaction that was played. */
export interface Played {
  readonly case: Case;
  readonly trace: Trace;
  /** What the tag on the page sent, when there was one. */
  readonly events: readonly WatchglassEvent[];
  /** Whether the page looked different at any of the looks after the first press; only with `looks`. */
  readonly looksChanged: boolean;
}

/** How to play. */
export interface PlayOptions {
  readonly browser: Browser;
  readonly cases: readonly Case[];
  /** Pages at a time. Default 16: most of an interaction is waiting. */
  readonly pages?: number;
  /** Without what pages do on their own. Default false. */
  readonly quiet?: boolean;
  /** Takes pictures and compares them. Default false. */
  readonly looks?: boolean;
  /** The head of each page, given the collector that belongs to its interaction. */
  readonly tag?: (endpoint: string) => string;
  /** What the page still does before it is closed, as a tag that is asked to send. */
  readonly finish?: (page: Page) => Promise<void>;
}

/** How long a visitor looks at a page before the first click. */
const LOOK_MS = 1000;

/** How long a page is watched after the act: more than any answer that is not called late. */
const WATCH_MS = 3500;

/** Moments of looks after the act: what comes at once and may go again, what is there soon; another is at the end. */
const LOOKS_MS = [60, 500, 1300];

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const recorder = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test/corpus/recorder.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

/** What the page looks like, without what is marked: a mark is no answer. */
async function picture(page: Page): Promise<string> {
  await page.evaluate(() => getSelection()?.removeAllRanges()).catch(() => {});
  return (await page.screenshot({ type: 'jpeg', quality: 50, scale: 'css', caret: 'hide' })).toString('base64');
}

interface Turn {
  readonly options: PlayOptions;
  readonly script: string;
  readonly address: string;
  readonly case: Case;
}

async function playOne(turn: Turn, context: BrowserContext): Promise<Omit<Played, 'events'>> {
  const { widget, interaction } = turn.case;
  const records: TraceRecord[] = [];
  const outside = (what: string): void =>
    void records.push({ kind: 'outside', at: Date.now(), doc: '', what, where: '' } satisfies OtherRecord);
  await context.exposeBinding('corpusLeave', (_source, left: TraceRecord[]) => void records.push(...left));
  await context.addInitScript({ content: turn.script });
  const page = await context.newPage();
  context.on('page', () => outside('window'));
  page.on('download', () => outside('download'));
  page.on('filechooser', () => outside('file dialog'));
  page.on('dialog', (dialog) => {
    outside('dialog');
    void dialog.dismiss();
  });
  await page.goto(turn.address);
  await sleep(LOOK_MS);
  const looks: string[] = [];
  const look = async (): Promise<void> => {
    if (turn.options.looks) looks.push(await picture(page));
  };
  const from = Date.now();
  await interaction.act(playwrightUser(page, look));
  const end = Date.now() + (interaction.watchMs ?? WATCH_MS);
  if (turn.options.looks) {
    const acted = Date.now();
    for (const ms of LOOKS_MS) {
      await sleep(Math.max(0, acted + ms - Date.now()));
      await look();
    }
  }
  await sleep(Math.max(0, end - Date.now()));
  await look();
  for (const frame of page.frames())
    records.push(...(await frame.evaluate(() => window.corpusRecords ?? []).catch(() => [])));
  const until = Date.now();
  // what comes after is the end of the page, not of the interaction
  const seen = [...records].sort((a, b) => a.at - b.at);
  await turn.options.finish?.(page);
  return {
    case: turn.case,
    trace: { widget: widget.name, interaction: interaction.name, from, until, records: seen },
    looksChanged: looks.some((one) => one !== looks[0]),
  };
}

/** Plays every case; the result is in their order. */
export async function play(options: PlayOptions): Promise<Played[]> {
  const { tag } = options;
  const script = await recorder();
  // a collector whose address says which interaction it was
  const { collector, close } = await startServer();
  const site = await startCorpusSite((n) => tag?.(`${collector.origin}/${n}`) ?? '');
  const played: Omit<Played, 'events'>[] = [];
  const waiting = options.cases.map((one, n) => ({ case: one, n }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { widget, interaction } = next.case;
      const query = `${interaction.state ? `&state=${interaction.state}` : ''}${options.quiet ? '&quiet' : ''}`;
      const context = await options.browser.newContext({
        viewport: interaction.touch ? { width: 390, height: 700 } : { width: 1000, height: 700 },
        ...(interaction.touch ? { hasTouch: true, isMobile: true } : {}),
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      try {
        const address = site.at(widget.name, next.n, query);
        played[next.n] = await playOne({ options, script, address, case: next.case }, context);
      } catch (error) {
        throw new Error(`${widget.name}: ${interaction.name}`, { cause: error });
      } finally {
        await context.close();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: options.pages ?? 16 }, worker));
    const events = new Map<number, WatchglassEvent[]>();
    for (const { path, body } of collector.requests)
      events.set(Number(path.split('/')[1]), [...(events.get(Number(path.split('/')[1])) ?? []), ...eventsOf(body)]);
    return played.map((one, n) => ({ ...one, events: events.get(n) ?? [] }));
  } finally {
    await site.close();
    await close();
  }
}

function eventsOf(body: unknown): WatchglassEvent[] {
  const request = parseRequest(body);
  return request.ok
    ? request.value.batches.flatMap((batch) => {
        const parsed = parseBatch(batch);
        return parsed.ok ? parsed.value.accepted : [];
      })
    : [];
}
