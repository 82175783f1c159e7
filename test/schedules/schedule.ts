/** Runs a schedule: random faults over virtual hours, between the SDK's own code and the real collector, then the verdict. */
import { isDeepStrictEqual } from 'node:util';
import type { StoredEvent } from '@watchglass/contract';
import { createRandom } from '../../demo/traffic/random.ts';
import { createIds } from '../../src/page/ids.ts';
import { golden } from '../unit/contract/golden.ts';
import { type Browser, createBrowser, type Tab } from './browser.ts';
import { createVirtualClock } from './clock.ts';
import { createNetwork } from './network.ts';
import { createOracle, type Oracle, refusedName } from './oracle.ts';
import { keyOf, type ServerLedger, type Site } from './site.ts';
import type { Schedule, Step } from './steps.ts';
import type { DocumentOptions } from './document.ts';

const HOUR_MS = 3_600_000;
/**
 * Rests until nothing waits any more: past a backoff; past a hold of 30 min; past a Retry-After of 1 h. What waits for
 * another wait to end has its turn in the next one.
 */
const RESTS_MS = [60_000, 310_000, 2_000_000, 3_700_000, 3_700_000, 3_700_000, 24.5 * HOUR_MS];
/** Tabs that one visitor has open: more do not behave otherwise, and each costs real time. */
const MOST_TABS = 4;

/** What a schedule came to. */
export interface Outcome {
  readonly events: number;
  /** What is wrong; empty when all holds. */
  readonly wrong: readonly string[];
}

/** What is wrong with what the collector's queries say, beside what its export holds. */
async function judgeQueries(site: Site, project: string, stored: readonly StoredEvent[], oracle: Oracle) {
  const of = (kind: string): number => stored.filter((one) => one.kind === kind).length;
  const right = { pageViews: of('page_view'), clicks: of('click'), errors: of('error'), cells: of('click') };
  const counts = await site.counts(project);
  const ledger = await site.ledger(project);
  const wrong: string[] = [];
  if (!isDeepStrictEqual(counts, right)) wrong.push(`counts ${JSON.stringify(counts)}, are ${JSON.stringify(right)}`);
  if (ledger.stored !== stored.length) wrong.push(`${ledger.stored} stored in the ledger, are ${stored.length}`);
  return [...wrong, ...judgeBound(ledger, oracle)];
}

/** What is wrong with the collector's ledger at any moment: it knows less than there is, never more, and it adds up. */
function judgeBound(ledger: ServerLedger, oracle: Oracle): string[] {
  const { captured, stored, underway, unknown, dropped, reasons } = ledger;
  const refused = oracle.refused();
  // what became no event was captured as well
  const most = Object.values(refused).reduce((sum, count) => sum + count, oracle.captured());
  const isRight =
    captured <= most &&
    captured === stored + dropped + underway + unknown &&
    Object.entries(refused).every(([reason, count]) => (reasons[reason] ?? 0) <= count);
  const truth = `captured ${oracle.captured()}, refused ${JSON.stringify(refused)}`;
  return isRight ? [] : [`the collector's ledger says ${JSON.stringify(ledger)}, were ${truth}`];
}

/** Runs a schedule in a project of its own. */
export async function runSchedule(
  site: Site,
  { visitors, seed, steps }: Schedule,
  frees?: DocumentOptions['frees'],
): Promise<Outcome> {
  const project = site.nextProject();
  const random = createRandom(seed);
  const offsets: number[] = [];
  const browsers: Browser[] = [];
  const clock = createVirtualClock(Date.now(), () => oracle.look(browsers));
  const oracle = createOracle(clock.now);
  /** Whose disk or clock went wrong, or who had a page that slept: less is promised to them. */
  const troubled = new Set<Browser>();
  const wrong: string[] = [];
  const networks = Array.from({ length: visitors }, (_, at) => {
    offsets.push(0);
    const date = (): number => Math.floor(clock.now() + (offsets[at] ?? 0));
    const network = createNetwork({ clock, random, date, forward: site.forward, rest: site.rest });
    const newId = createIds(date);
    browsers.push(
      createBrowser({ clock, random, newId, network, date, key: keyOf(project), beforeSend: oracle.note, frees }),
    );
    return network;
  });

  const emit = (tab: Tab, { act, count, chars, urgency: when }: Extract<Step, { do: 'emit' }>): void => {
    const urgency = when === 'now' ? when : undefined;
    for (let n = 0; n < count; n += 1) {
      if (act === 'large' || act === 'refused' || act === 'custom') {
        const text = 'x'.repeat(act === 'large' ? 70_000 : chars);
        tab.emit('custom', { name: act === 'refused' ? refusedName : `custom ${n}`, properties: { text } }, urgency);
      } else tab.emit(act, golden[act], urgency);
    }
  };

  const run = async (step: Step): Promise<void> => {
    if (step.do === 'wait') return clock.advance(step.ms);
    if (step.do === 'kill') return clock.holds(site.kill(step.ms));
    if (step.do === 'start') return clock.holds(site.start());
    if (step.do === 'audit') {
      const said = await clock.holds(site.ledger(project)).catch(() => undefined);
      if (said) wrong.push(...judgeBound(said, oracle));
      return undefined;
    }
    const at = step.who % visitors;
    const browser = browsers[at];
    const network = networks[at];
    if (!browser || !network) return undefined;
    if (step.do === 'disk' || step.do === 'jump' || step.do === 'wipe' || step.do === 'freeze') troubled.add(browser);
    if (step.do === 'mood') network.mood = step.mood;
    else if (step.do === 'disk') browser.disk.fault = step.fault;
    else if (step.do === 'jump') offsets[at] = (offsets[at] ?? 0) + step.hours * HOUR_MS;
    else if (step.do === 'wipe') {
      oracle.forgive(browser);
      browser.wipe();
    } else {
      const open = browser.open();
      const tab = open[step.which % open.length];
      if (step.do === 'open' || !tab) {
        if (open.length < MOST_TABS) browser.visit();
      } else if (step.do === 'emit') {
        // no code of a frozen page runs
        if (!tab.isFrozen()) emit(tab, step);
      } else if (step.do === 'crash') tab.crash();
      else if (step.do === 'close' || step.do === 'reload') {
        tab.endView();
        tab.fire('pagehide');
        // the page is gone before anything is answered
        await clock.advance(random.pick([0, 0, 5]));
        tab.crash();
        if (step.do === 'reload') browser.visit(tab.tab);
      } else if (step.do === 'hide' || step.do === 'show') tab.setHidden(step.do === 'hide');
      else if (step.do === 'freeze') tab.freeze();
      else if (step.do === 'thaw') tab.thaw();
      else if (step.do === 'online') tab.fire('online');
      else if (step.do === 'view') tab.beginView('https://shop.example/');
      else void tab.flush();
    }
    return clock.advance(0);
  };
  const judge = (): void => {
    for (const browser of browsers)
      for (const tab of browser.open()) wrong.push(...oracle.judgeLedger(tab, !troubled.has(browser)));
  };

  for (const browser of browsers) browser.visit();
  for (const step of steps) {
    await run(step);
    judge();
  }

  // all faults end; somebody comes back to what was left
  await site.start();
  for (const network of networks) network.mood = 'good';
  for (const browser of browsers) {
    browser.disk.fault = 'none';
    for (const tab of browser.open()) tab.thaw();
    // a document that could not open the disk at its start leaves to the next one what lies there
    browser.visit();
  }
  // what another tab has sent a document learns when its own wait is over
  const waits = (): boolean =>
    browsers.some(
      (one) =>
        one.persisted().size > 0 ||
        one.open().some((tab) => {
          const { inMemory, waiting } = tab.stats();
          return inMemory + waiting > 0;
        }),
    );
  for (const restMs of RESTS_MS) {
    // hidden: a visible document writes ahead every 2 s, and hours of that take real time
    for (const tab of browsers.flatMap((one) => one.open())) tab.setHidden(true);
    await clock.advance(restMs);
    for (const tab of browsers.flatMap((one) => one.open())) {
      tab.setHidden(false);
      tab.endView();
      void tab.flush();
      await clock.advance(20_000);
    }
    if (!waits()) break;
  }
  judge();
  for (const browser of browsers)
    if (!troubled.has(browser) && browser.mostAtOnce() > 1)
      wrong.push(`${browser.mostAtOnce()} requests in flight at once of ${browser.visitor}`);
  for (const tab of browsers.flatMap((one) => one.tabs))
    wrong.push(...tab.caught.map((error) => `the SDK's own: ${String(error)}`));

  const stored = await site.stored(project);
  wrong.push(...oracle.judgeStored(browsers, stored));
  wrong.push(...(await judgeQueries(site, project, stored, oracle)));
  return { events: oracle.captured(), wrong };
}
