/**
 * Takes records from the spool to the store, each once: neighbouring records become a block, the block is written down
 * with a token, and is sent under that token until the engine has said that it is stored, across crashes too.
 */
import { randomUUID } from 'node:crypto';
import { failpoint, failpointSoon } from './failpoint.ts';
import type { Draft } from './inserter/draft.ts';
import { createGather } from './inserter/gather.ts';
import { createPersist, type Pause, pauseByTimer } from './inserter/persist.ts';
import { isDataRefusal } from './inserter/refusal.ts';
import type { Block, BlockLog, Progress } from './spool/blocks.ts';
import type { SegmentedSpool } from './spool/log.ts';
import type { Quarantine } from './spool/quarantine.ts';
import type { Clock, Entry, Log, SeenBatches, SpoolRecord, Store } from './types.ts';

/** 39,000 rows a second at this size, 17,000 at a tenth of it (measured on 2 cores, synced inserts). */
const BLOCK_ROWS = 10_000;
/** So many entries refused one after the other are rather a wrong table than wrong entries: then one in 10 s. */
const REFUSED_IN_A_ROW = 10;
const REFUSED_PAUSE_MS = 10_000;
const TABLE = 'events';

/** Parts of an inserter. */
export interface InserterOptions {
  readonly spool: SegmentedSpool;
  readonly blocks: BlockLog;
  readonly seen: Pick<SeenBatches, 'sync'>;
  readonly store: Pick<Store, 'insert' | 'ready' | 'state'>;
  readonly quarantine: Quarantine;
  /** Lines of NDJSON without their ends, one per event of the entry; the same for the same entry, always. */
  readonly rowsOf: (entry: Entry) => readonly string[];
  readonly log: Log;
  readonly now?: Clock;
  readonly pause?: Pause;
  /** A name that was never used before, on any disk: a UUID. */
  readonly newToken?: () => string;
  /** Rows at which a block is full: 10,000. */
  readonly blockRows?: number;
}

/** What an inserter has done since its start. */
interface InserterStats {
  readonly rowsInserted: number;
  /** Blocks stored. */
  readonly blocks: number;
  /** Attempts after a first one. */
  readonly retries: number;
  /** Entries that the engine refuses, or that are none: in the quarantine as far as it has room. */
  readonly refused: number;
  /** Bytes of the spool that are not stored. */
  readonly behindBytes: number;
  /** When the oldest entry of the block at work was received, epoch ms; 0 when none is. */
  readonly oldestAt: number;
  /** What fails now, as a sentence; '' when nothing does. */
  readonly lastError: string;
}

/** A running inserter. */
export interface Inserter {
  stats(): InserterStats;
  /** Stores what the spool holds, for at most so many ms, and ends. What is left is for the next start. */
  stop(deadlineMs: number): Promise<void>;
}

/** Starts an inserter where the last one left off. */
export function createInserter(options: InserterOptions): Inserter {
  const { spool, blocks, seen, store, quarantine, rowsOf, log } = options;
  const { now = Date.now, pause = pauseByTimer, newToken = randomUUID, blockRows = BLOCK_ROWS } = options;
  const drain = new AbortController();
  const end = new AbortController();
  const persist = createPersist({ store, pause, log, signal: end.signal });
  const gather = createGather({
    spool,
    persist,
    now,
    pause,
    rowsOf,
    blockRows,
    drain: drain.signal,
    unreadable: setAside,
  });
  const setAsideAt = new Set<string>();
  let progress: Progress = blocks.progress() ?? { done: spool.first(), begun: [] };
  let saved = progress;
  let refusedInARow = 0;
  let oldestAt = 0;
  const counts = { rowsInserted: 0, blocks: 0 };

  async function setAside({ place, payload }: SpoolRecord, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const isKept = await persist.until('keeping a refused entry', () => quarantine.keep(place, 'refused', payload));
    // a block that is sent again meets its entries again
    setAsideAt.add(`${place.segment}-${place.offset}`);
    const became = isKept ? 'set aside' : 'lost: the quarantine has no room';
    log.error(`inserter: an entry cannot be stored and is ${became}`, { ...place, reason });
  }

  async function save(next: Progress): Promise<void> {
    await persist.until('writing the block log', () => blocks.save(next));
    progress = next;
    saved = next;
    await free();
  }

  /** Files that cannot be removed are in nobody's way but the disk's: the next time they go, too. */
  async function free(): Promise<void> {
    await spool.free(progress.done).catch((error: unknown) => {
      log.warn('inserter: drained segments of the spool could not be removed; the next block tries again', {
        reason: String(error),
      });
    });
  }

  /** Stores the first block that was begun, or replaces it by two halves when the engine refuses it. */
  async function storeFirst(block: Block, draft: Draft): Promise<void> {
    const rest = progress.begun.slice(1);
    oldestAt = draft.oldestAt;
    const error = draft.rows > 0 ? await insert(block, draft) : undefined;
    if (error) {
      const [first] = draft.records;
      const middle = draft.records[Math.ceil(draft.records.length / 2)];
      if (middle) {
        const halves = [
          { token: newToken(), from: block.from, to: middle.place },
          { token: newToken(), from: middle.place, to: block.to },
        ];
        return save({ done: progress.done, begun: [...halves, ...rest] });
      }
      if (first) await setAside(first, error);
    }
    // ids first: once the block is done, nobody reads them from the spool again
    FAILPOINT: failpoint('insert: stored, not noted');
    await persist.until('keeping the ids of batches', () => seen.sync());
    FAILPOINT: failpoint('ids: durable, block not done');
    progress = { done: block.to, begun: rest };
    oldestAt = 0;
  }

  /** The engine's error when it refuses the rows for ever. */
  async function insert(block: Block, draft: Draft): Promise<unknown> {
    for (let isSecond = false; ; isSecond = true) {
      FAILPOINT: failpointSoon('insert: under way');
      try {
        await persist.until('the store', () => store.insert(TABLE, draft.lines, block.token), isDataRefusal);
        counts.rowsInserted += draft.rows;
        counts.blocks += 1;
        refusedInARow = 0;
        return undefined;
      } catch (error) {
        if (!isDataRefusal(error)) throw error;
        if (draft.records.length > 1) return error;
        if (isSecond || refusedInARow < REFUSED_IN_A_ROW) {
          refusedInARow += 1;
          return error;
        }
        await pause(REFUSED_PAUSE_MS, end.signal);
      }
    }
  }

  async function finishBegun(): Promise<void> {
    for (let block = progress.begun[0]; block; block = progress.begun[0]) {
      await storeFirst(block, await gather.again(block));
    }
  }

  async function run(): Promise<void> {
    await free();
    await finishBegun();
    let draft = await gather.next(progress.done);
    while (draft) {
      const block = { token: newToken(), from: draft.from, to: draft.to };
      await save({ done: progress.done, begun: [block] });
      // the next rows are made while the engine is busy with these
      const ahead = gather.next(draft.to);
      const isReady = ahead.then(
        () => true,
        () => true,
      );
      await storeFirst(block, draft);
      await finishBegun();
      // the next block's record says that this one is done; without one, it is said now
      if (!(await Promise.race([isReady, turn()]))) await save(progress);
      draft = await ahead;
    }
    if (saved !== progress) await save(progress);
  }

  const running = run().catch((error: unknown) => {
    if (!end.signal.aborted) log.error('inserter: ended by a fault', { reason: String(error) });
  });

  return {
    stats: () => ({
      ...counts,
      retries: persist.retries(),
      refused: setAsideAt.size,
      behindBytes: spool.bytesAfter(progress.done),
      oldestAt,
      lastError: persist.lastError(),
    }),
    async stop(deadlineMs) {
      drain.abort();
      await Promise.race([running, pause(deadlineMs, end.signal)]);
      end.abort();
    },
  };
}

const turn = (): Promise<false> => new Promise((resolve) => setImmediate(() => resolve(false)));
