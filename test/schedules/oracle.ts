/** Outside of SDK and collector: every event by its id, noted before it is kept anywhere, and what became of it. */
import type { StoredEvent, WatchglassEvent } from '@watchglass/contract';
import { limits } from '@watchglass/contract';
import type { Browser, Tab } from './browser.ts';

/** Custom events of this name are refused by the site's own hook. */
export const refusedName = 'refused';

/** What one document captured. */
interface Noted {
  /** Events, and when each was first seen, ms of virtual time. */
  readonly ids: Map<string, number>;
  /** Captured and no event, by the reason that the ledger has to name. */
  readonly refused: Record<string, number>;
}

/** What was captured, what was on a disk, and what is wrong with what the others say. */
export interface Oracle {
  /** The site's hook: sees an event first. */
  note(event: WatchglassEvent): WatchglassEvent | null;
  /** Looks at the disks: from here on these events must arrive. */
  look(browsers: readonly Browser[]): void;
  /** A disk was taken away: what is on it and nowhere else is lost to everybody. */
  forgive(browser: Browser): void;
  /** Events captured so far. */
  captured(): number;
  /** What was captured and became no event, by reason. */
  refused(): Readonly<Record<string, number>>;
  /** What is wrong with the ledger of a document now; where the disk always worked, it says exactly what is in memory. */
  judgeLedger(tab: Tab, isHealthy: boolean): string[];
  /** What is wrong at the end, when all documents that live have sent all they had. */
  judgeStored(browsers: readonly Browser[], stored: readonly StoredEvent[]): string[];
}

const sumOf = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** An event may be lost for so long: then it is on the disk. */
const EXPOSED_MS = 250;

/** Lost events that a verdict names. */
const MOST_SHOWN = 10;

/** An oracle that knows nothing yet; `now` is virtual time. */
export function createOracle(now: () => number): Oracle {
  const docs = new Map<string, Noted>();
  /** By id, in words for a verdict. */
  const persisted = new Map<string, string>();
  const forgiven = new Set<string>();
  const looked = new WeakMap<Browser, Set<string>>();
  const notedOf = (doc: string): Noted => {
    const noted = docs.get(doc) ?? { ids: new Map(), refused: {} };
    docs.set(doc, noted);
    return noted;
  };

  return {
    note(event) {
      const { ids, refused } = notedOf(event.doc);
      const isRefused = event.kind === 'custom' && event.name === refusedName;
      const isLarge = JSON.stringify(event).length > limits.eventBytes;
      if (isRefused || isLarge) {
        const reason = isRefused ? 'before_send' : 'event_too_large';
        refused[reason] = (refused[reason] ?? 0) + 1;
      } else if (!ids.has(event.id)) ids.set(event.id, now());
      return isRefused ? null : event;
    },
    look(browsers) {
      for (const browser of browsers) {
        const known = looked.get(browser) ?? new Set();
        looked.set(browser, known);
        for (const [key, { events }] of browser.persisted()) {
          if (known.has(key)) continue;
          known.add(key);
          for (const { id, kind, seq, doc } of events) persisted.set(id, `${kind} ${seq} of ${doc}`);
        }
      }
    },
    forgive(browser) {
      for (const { events } of browser.persisted().values()) for (const { id } of events) forgiven.add(id);
    },
    captured: () => [...docs.values()].reduce((sum, { ids }) => sum + ids.size, 0),
    refused() {
      const all: Record<string, number> = {};
      for (const { refused } of docs.values())
        for (const [reason, count] of Object.entries(refused)) all[reason] = (all[reason] ?? 0) + count;
      return all;
    },
    judgeLedger(tab, isHealthy) {
      const { captured, inMemory, waiting, receipted, dropped } = tab.stats();
      const { ids, refused } = notedOf(tab.doc);
      const wrong: string[] = [];
      if (captured !== ids.size + sumOf(refused))
        wrong.push(`captured ${captured}, were ${ids.size} and ${sumOf(refused)} refused`);
      if (captured !== inMemory + waiting + receipted + sumOf(dropped)) wrong.push('does not add up');
      if (Math.min(inMemory, waiting, receipted) < 0) wrong.push('has less than none');
      for (const [reason, count] of Object.entries(refused))
        if (dropped[reason] !== count) wrong.push(`dropped ${dropped[reason] ?? 0} as ${reason}, were ${count}`);
      if (isHealthy) {
        const exposed = [...ids].filter(([id]) => !persisted.has(id));
        if (inMemory !== exposed.length) wrong.push(`${inMemory} in memory, are ${exposed.length}`);
        const late = exposed.filter(([, at]) => now() - at > EXPOSED_MS).length;
        if (late > 0) wrong.push(`${late} in memory for longer than ${EXPOSED_MS} ms`);
      }
      return wrong.map((one) => `ledger of ${tab.doc}: ${one}: ${JSON.stringify(tab.stats())}`);
    },
    judgeStored(browsers, stored) {
      const times = new Map<string, number>();
      for (const { id } of stored) times.set(id, (times.get(id) ?? 0) + 1);
      const all = new Set([...docs.values()].flatMap(({ ids }) => [...ids.keys()]));
      const wrong: string[] = [];
      const say = (count: number, what: string): void => {
        if (count > 0) wrong.push(`${count} ${what}`);
      };
      say([...times.values()].filter((count) => count > 1).length, 'events doubled');
      say([...times.keys()].filter((id) => !all.has(id)).length, 'events that nobody captured');
      const lost = [...persisted].filter(([id]) => !times.has(id) && !forgiven.has(id)).map(([, what]) => what);
      say(lost.length, `persisted events lost: ${lost.slice(0, MOST_SHOWN).join(', ')}`);
      for (const tab of browsers.flatMap(({ tabs }) => tabs)) {
        const { inMemory, waiting, receipted, dropped } = tab.stats();
        const { ids, refused } = notedOf(tab.doc);
        const arrived = [...ids.keys()].filter((id) => times.has(id)).length;
        const judge = (isRight: boolean, what: string): void => {
          if (!isRight) wrong.push(`${what} of ${tab.doc}: ${arrived} stored, ${JSON.stringify(tab.stats())}`);
        };
        // a document that died knows of some receipts; whatever it was told is stored
        judge(receipted <= arrived, 'more receipts than stored events');
        if (tab.isDead()) continue;
        judge(inMemory === 0 && waiting === 0, 'something left');
        judge(ids.size - arrived <= sumOf(dropped) - sumOf(refused), 'something missing');
      }
      return wrong;
    },
  };
}
