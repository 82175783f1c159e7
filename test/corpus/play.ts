/**
 * Plays interactions of the corpus, many at a time, and gives the trace of each. Each has a document and an origin of its
 * own, with nothing stored; windows are used again, since one costs more than a page.
 */
import type { Browser, Page } from '@playwright/test';
import type { WatchglassEvent } from '@watchglass/contract';
import { parseBatch, parseRequest } from '@watchglass/contract/parse';
import { startServer } from '../server.ts';
import type { Case } from './corpus.ts';
import { startCorpusSite } from './site.ts';
import { recorderScript, type Shown, show } from './stage.ts';

/** An interaction that was played. */
export interface Played extends Shown {
  /** What the tag on the page sent, when there was one. */
  readonly events: readonly WatchglassEvent[];
}

/** How to play. */
export interface PlayOptions {
  readonly browser: Browser;
  readonly cases: readonly Case[];
  /** Pages at a time. Default 12: most of an interaction is waiting. */
  readonly pages?: number;
  /** Without what pages do on their own. Default false. */
  readonly quiet?: boolean;
  /** Takes pictures and compares them. Default false. */
  readonly looks?: boolean;
  /** The head of each page, given the collector that belongs to its interaction and the address of the built tag. */
  readonly tag?: (endpoint: string, script: string) => string;
  /** What the page still does before it is closed, as a tag that is asked to send. */
  readonly finish?: (page: Page) => Promise<void>;
}

/** Pages at a time when what a busy machine has spoiled is played again. */
const AGAIN = [4, 2, 1];

const desk = { viewport: { width: 1000, height: 700 } };
const phone = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };
const permissions = ['clipboard-read', 'clipboard-write'];

/** Plays every case; the result is in their order. */
export async function play(options: PlayOptions): Promise<Played[]> {
  const { browser, cases, pages: atATime = 12, tag, quiet = false, looks = false, finish = async () => {} } = options;
  const recorder = await recorderScript();
  const started = Date.now();
  // a collector whose address says which page it was
  const { collector, origin, close } = await startServer();
  const site = await startCorpusSite((n) => tag?.(`${collector.origin}/${n}`, `${origin}/dist/watchglass.js`) ?? '');
  let pages = 0;

  const playOnce = async (one: Case, page: Page): Promise<{ shown: Shown; n: number }> => {
    const { widget, interaction } = one;
    const n = (pages += 1);
    const query = `${interaction.state ? `&state=${interaction.state}` : ''}${quiet ? '&quiet' : ''}`;
    const address = site.at(widget.name, n, query);
    try {
      return { shown: await show({ case: one, address, looks, finish }, page), n };
    } catch (error) {
      throw new Error(`${widget.name}: ${interaction.name}`, { cause: error });
    }
  };

  const played: { shown: Shown; n: number }[] = [];
  const playAll = async (places: readonly number[], atATime: number, touch: boolean): Promise<void> => {
    const waiting = places.filter((at) => Boolean(cases[at]?.interaction.touch) === touch);
    const worker = async (): Promise<void> => {
      if (waiting.length === 0) return;
      const context = await browser.newContext({ ...(touch ? phone : desk), permissions });
      await context.addInitScript({ content: recorder });
      const page = await context.newPage();
      for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
        played[at] = await playOnce(cases[at] as Case, page);
        // a line now and then for whoever waits
        if (waiting.length % 50 === 49)
          console.log(`${waiting.length + 1} still to be played, after ${Math.round((Date.now() - started) / 1000)} s`);
      }
      await context.close();
    };
    await Promise.all(Array.from({ length: atATime }, worker));
  };
  try {
    const all = [...cases.keys()];
    await Promise.all([playAll(all, atATime, false), playAll(all, 1, true)]);
    for (const fewer of AGAIN) {
      const late = all.filter((at) => played[at]?.shown.isInTime === false);
      if (late.length > 0) console.log(`${late.length} to be played again: the machine was too slow for the hand`);
      await playAll(late, fewer, false);
      await playAll(late, 1, true);
    }
    const events = new Map<number, WatchglassEvent[]>();
    for (const { path, body } of collector.requests) {
      const n = Number(path.split('/')[1]);
      events.set(n, [...(events.get(n) ?? []), ...eventsOf(body)]);
    }
    return played.map(({ shown, n }) => ({ ...shown, events: events.get(n) ?? [] }));
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
