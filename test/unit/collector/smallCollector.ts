/** What stands between ingest and store, put together on a simulated disk before an engine that can fail. */
import { expect } from 'vitest';
import { createInserter, type Inserter } from '../../../collector/inserter.ts';
import { type BlockLog, openBlockLog } from '../../../collector/spool/blocks.ts';
import { markOf, writeEntry } from '../../../collector/spool/entry.ts';
import type { FileSystem } from '../../../collector/spool/fileSystem.ts';
import type { SegmentedSpool } from '../../../collector/spool/log.ts';
import { openQuarantine } from '../../../collector/spool/quarantine.ts';
import { rememberSpooled } from '../../../collector/spool/remember.ts';
import { openSeenBatches } from '../../../collector/spool/seenBatches.ts';
import { StoreError } from '../../../collector/store/storeError.ts';
import type { Entry, Log, SeenBatches, StoreState } from '../../../collector/types.ts';
import type { SimulatedDisk } from './simulatedDisk.ts';
import { DIRECTORY, open, silent } from './smallSpool.ts';

/** Receipt of the first batch, epoch ms. */
export const START = 1_800_000_000_000;

/** Rows as the engine holds them, and the tokens that it remembers. */
export interface Engine {
  readonly rows: string[];
  readonly tokens: Map<string, string>;
  /** What happens to an insert: stored; stored, but the answer is lost; not stored. */
  fate: () => 'stored' | 'answer lost' | 'down';
  /** Rows that it will never take. */
  readonly refuses: Set<string>;
  state: StoreState['state'];
}

/** An engine that stores. */
export const createEngine = (): Engine => ({
  rows: [],
  tokens: new Map(),
  fate: () => 'stored',
  refuses: new Set(),
  state: 'ready',
});

const connectionReset = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

/** The parts of {@link start}. */
export interface Collector {
  readonly spool: SegmentedSpool;
  readonly seen: SeenBatches;
  readonly blocks: BlockLog;
  readonly inserter: Inserter;
}

/** How the parts are put together. */
export interface Wiring {
  /** Cuts the engine off when the process is dead. */
  readonly isDead?: () => boolean;
  /** Breaks the disk on purpose. */
  readonly broken?: (disk: SimulatedDisk) => FileSystem;
  /** Breaks the collector on purpose. */
  readonly noBlockLog?: boolean;
  readonly freshTokens?: boolean;
  readonly blockRows?: number;
  readonly onPause?: (ms: number) => void;
  /** Room of the quarantine. */
  readonly quarantineBytes?: number;
  readonly log?: Log;
}

/** A collector as a start finds it on this disk. */
export async function start(disk: SimulatedDisk, engine: Engine, wiring: Wiring = {}): Promise<Collector> {
  const { isDead = () => false, noBlockLog = false, freshTokens = false, blockRows = 5, onPause } = wiring;
  const files = wiring.broken?.(disk) ?? disk;
  const log = wiring.log ?? silent;
  const kept = await openBlockLog({ files, directory: DIRECTORY, log });
  const blocks: BlockLog = noBlockLog
    ? {
        progress: () => {
          const done = kept.progress()?.done;
          return done && { done, begun: [] };
        },
        save: ({ done }) => kept.save({ done, begun: [] }),
        close: kept.close,
      }
    : kept;
  const spool = await open(files, { freed: blocks.progress()?.done, segmentBytes: 1_500 });
  const seen = await openSeenBatches({ files, directory: '/data/seen', log, now: () => START });
  await rememberSpooled(spool, seen);
  const quarantine = await openQuarantine(files, '/data/quarantine', wiring.quarantineBytes);
  let at = START;
  const inserter = createInserter({
    spool,
    blocks,
    seen,
    quarantine,
    log,
    blockRows,
    // each look at the clock is 50 ms later
    now: () => (at += 50),
    pause: async (ms, signal) => {
      onPause?.(ms);
      if (ms > 100_000) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await new Promise(setImmediate);
    },
    rowsOf: ({ batch }) => batch.events.map(({ id }) => JSON.stringify({ id })),
    store: {
      state: () => ({ state: engine.state, reason: '' }),
      ready: () => (engine.state === 'ready' ? Promise.resolve() : new Promise(setImmediate)),
      async insert(table, lines, token) {
        expect(table).toBe('events');
        await new Promise(setImmediate);
        if (isDead()) await new Promise<never>(() => undefined);
        const fate = engine.fate();
        if (fate === 'down') throw connectionReset();
        const text = Buffer.from(lines).toString();
        const rows = text
          .split('\n')
          .slice(0, -1)
          .map((line) => (JSON.parse(line) as { id: string }).id);
        // the engine reads before it looks at the token
        if (rows.some((row) => engine.refuses.has(row))) {
          throw new StoreError('data', 'The rows do not fit the table (code 27).', 27);
        }
        const before = freshTokens ? undefined : engine.tokens.get(token);
        if (before !== undefined) expect(text).toBe(before);
        else engine.rows.push(...rows);
        engine.tokens.set(token, text);
        await new Promise(setImmediate);
        if (isDead()) await new Promise<never>(() => undefined);
        if (fate === 'answer lost') throw connectionReset();
      },
    },
  });
  return { spool, seen, blocks, inserter };
}

/** A batch of so many events, named by its number. */
export function entryOf(batch: number, events: number): Entry {
  return {
    project: 'shop',
    receivedAt: START + batch,
    skewMs: 0,
    bot: false,
    batch: {
      contract: 1,
      batch: `batch-${batch}`,
      lane: 'core',
      doc: 'doc',
      release: '',
      environment: '',
      sdk: '',
      context: { language: '', timeZone: '', screenWidth: 0, screenHeight: 0, automated: false },
      sampleRate: 1,
      drops: {},
      events: Array.from({ length: events }, (_, index) => ({ id: `${batch}.${index}` })) as Entry['batch']['events'],
    },
  };
}

/** Ids of a batch's events. */
export const idsOf = ({ batch }: Entry): string[] => batch.events.map(({ id }) => id);

/** As ingest does it: durable first, then known, then acknowledged. */
export async function ingest({ spool, seen }: Collector, entry: Entry): Promise<void> {
  await spool.append([writeEntry(entry)]);
  seen.add(entry.project, entry.batch.batch, entry.receivedAt, markOf(entry.batch));
}

/** Resolves when it is so, or nothing happens any more. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !isSo(); turn += 1) await new Promise(setImmediate);
}
