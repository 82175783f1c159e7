/** One interaction on one fresh page: what the visitor does, what the recorder sees of it. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { root } from '../server.ts';
import type { Case } from './corpus.ts';
import { looksOther, picture } from './picture.ts';
import { playwrightUser } from './playwrightUser.ts';
import { isInTime, type Streak } from './streak.ts';
import type { OtherRecord, Trace, TraceRecord } from './trace.ts';

/** What is known of an interaction when its page is closed. */
export interface Shown {
  readonly case: Case;
  readonly trace: Trace;
  /** Whether the page looked different at any of the looks after the first press; only with `looks`. */
  readonly looksChanged: boolean;
  /** Whether it looked different at the last look: a button that is down looks different for a moment. */
  readonly staysChanged: boolean;
  /** Whether the machine was fast enough for the visitor's hand. */
  readonly isInTime: boolean;
}

/** What is to be shown. */
export interface Turn {
  readonly case: Case;
  readonly address: string;
  readonly looks: boolean;
  readonly finish: (page: Page) => Promise<void>;
}

/** How long a visitor looks at a page before the first click. */
const LOOK_MS = 1000;

/** How long a page is watched after the act: more than any answer takes that is not called late. */
const WATCH_MS = 3500;

/** Looks after the act: at what comes at once and may go again, at what is there soon; another is at the end. */
const LOOKS_MS = [60, 500, 1300];

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The recorder as a script. */
export async function recorderScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test/corpus/recorder.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Keeps what happens outside of the document while a page shows an interaction. */
function watchOutside(page: Page): { records: OtherRecord[]; stop: () => Promise<void> } {
  const records: OtherRecord[] = [];
  const context = page.context();
  const note = (what: string): void => void records.push({ kind: 'outside', at: Date.now(), doc: '', what, where: '' });
  const onWindow = (): void => note('window');
  const onDownload = (): void => note('download');
  const onFiles = (): void => note('file dialog');
  context.on('page', onWindow);
  page.on('download', onDownload).on('filechooser', onFiles);
  return {
    records,
    stop: async () => {
      context.off('page', onWindow);
      page.off('download', onDownload).off('filechooser', onFiles);
      await Promise.all(
        context
          .pages()
          .filter((one) => one !== page)
          .map((one) => one.close()),
      );
    },
  };
}

/** What the recorders of the page and its frames saw; documents of one site all know what those before them left. */
async function recordsOf(page: Page): Promise<TraceRecord[]> {
  const told = new Map<string, TraceRecord>();
  for (const frame of page.frames()) {
    const ask = (): Promise<TraceRecord[]> => frame.evaluate(() => window.corpusRecords?.() ?? []);
    // a document that comes just now cannot be asked, the next one can
    for (const one of await ask().catch(() => ask().catch(() => []))) told.set(JSON.stringify(one), one);
  }
  return [...told.values()];
}

/** Shows an interaction on a page that goes to its address; the recorder is in every document of the page. */
export async function show(turn: Turn, page: Page): Promise<Shown> {
  const { widget, interaction } = turn.case;
  const outside = watchOutside(page);
  await page.goto(turn.address);
  await sleep(LOOK_MS);
  const looks: string[] = [];
  const look = async (): Promise<void> => {
    if (turn.looks) looks.push(await picture(page));
  };
  const streaks: Streak[] = [];
  const from = Date.now();
  await interaction.act(playwrightUser(page, look, (streak) => streaks.push(streak)));
  const acted = Date.now();
  if (turn.looks)
    for (const ms of LOOKS_MS) {
      await sleep(Math.max(0, acted + ms - Date.now()));
      await look();
    }
  await sleep(Math.max(0, acted + (interaction.watchMs ?? WATCH_MS) - Date.now()));
  await look();
  const recorded = await recordsOf(page);
  const until = Date.now();
  await outside.stop();
  // one after the other: most pages are the same at every look, which costs nothing
  const others: boolean[] = [];
  for (const one of looks) others.push(await looksOther(page, looks[0], one));
  await turn.finish(page);
  // what comes after is the end of the page, not of the interaction
  const records = [...outside.records, ...recorded].sort((a, b) => a.at - b.at);
  return {
    case: turn.case,
    trace: { widget: widget.name, interaction: interaction.name, from, until, records },
    looksChanged: others.includes(true),
    staysChanged: others.at(-1) ?? false,
    isInTime: isInTime(records, from, streaks),
  };
}
