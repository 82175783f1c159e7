import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInserter, type Inserter } from '../../../collector/inserter.ts';
import { type BlockLog, openBlockLog } from '../../../collector/spool/blocks.ts';
import { writeEntry } from '../../../collector/spool/entry.ts';
import type { SegmentedSpool } from '../../../collector/spool/log.ts';
import { openQuarantine } from '../../../collector/spool/quarantine.ts';
import { rememberSpooled } from '../../../collector/spool/remember.ts';
import { openSeenBatches } from '../../../collector/spool/seenBatches.ts';
import { StoreError } from '../../../collector/store/storeError.ts';
import type { Entry, SeenBatches, StoreState } from '../../../collector/types.ts';
import { createSimulatedDisk, type SimulatedDisk } from './simulatedDisk.ts';
import { chanceFrom, DIRECTORY, open, silent, stillness } from './smallSpool.ts';

const START = 1_800_000_000_000;

/** Rows as the engine holds them, and the tokens that it remembers. */
interface Engine {
  readonly rows: string[];
  readonly tokens: Map<string, string>;
  /** What happens to an insert: stored; stored, but the answer is lost; not stored. */
  fate: () => 'stored' | 'answer lost' | 'down';
  /** Rows that it will never take. */
  readonly refuses: Set<string>;
  state: StoreState['state'];
}

const createEngine = (): Engine => ({
  rows: [],
  tokens: new Map(),
  fate: () => 'stored',
  refuses: new Set(),
  state: 'ready',
});

const connectionReset = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

interface Collector {
  readonly spool: SegmentedSpool;
  readonly seen: SeenBatches;
  readonly blocks: BlockLog;
  readonly inserter: Inserter;
}

interface Wiring {
  /** Cuts the engine off when the process is dead. */
  readonly isDead?: () => boolean;
  /** Breaks it on purpose. */
  readonly noBlockLog?: boolean;
  readonly freshTokens?: boolean;
  readonly blockRows?: number;
  readonly onPause?: (ms: number) => void;
}

async function start(disk: SimulatedDisk, engine: Engine, wiring: Wiring = {}): Promise<Collector> {
  const { isDead = () => false, noBlockLog = false, freshTokens = false, blockRows = 5, onPause } = wiring;
  const log = silent;
  const kept = await openBlockLog({ files: disk, directory: DIRECTORY, log });
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
  const spool = await open(disk, { freed: blocks.progress()?.done, segmentBytes: 1_500 });
  const seen = await openSeenBatches({ files: disk, directory: '/data/seen', log, now: () => START });
  await rememberSpooled(spool, seen);
  const quarantine = await openQuarantine(disk, '/data/quarantine');
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

function entryOf(batch: number, events: number): Entry {
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

const idsOf = ({ batch }: Entry): string[] => batch.events.map(({ id }) => id);

/** As ingest does it: durable first, then known, then acknowledged. */
async function ingest({ spool, seen }: Collector, entry: Entry): Promise<void> {
  await spool.append([writeEntry(entry)]);
  seen.add(entry.project, entry.batch.batch, entry.receivedAt);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !isSo(); turn += 1) await new Promise(setImmediate);
}

describe('from spool to store', () => {
  test('every row once and in order, in blocks; the spool is freed', async () => {
    const disk = createSimulatedDisk();
    const engine = createEngine();
    const collector = await start(disk, engine);
    const entries = Array.from({ length: 30 }, (_, batch) => entryOf(batch, 1 + (batch % 4)));
    for (const entry of entries) await ingest(collector, entry);
    await collector.inserter.stop(1_000_000);
    expect(engine.rows).toEqual(entries.flatMap(idsOf));
    expect(collector.inserter.stats()).toMatchObject({
      rowsInserted: entries.flatMap(idsOf).length,
      blocks: engine.tokens.size,
      retries: 0,
      refused: 0,
      behindBytes: 0,
      oldestAt: 0,
      lastError: '',
    });
    expect(engine.tokens.size).toBeLessThan(20);
    expect(collector.spool.stats().segments).toBe(1);
  });

  test('an engine that fails, is down or loses answers gets the same block under the same token until it has it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('stored', 'answer lost', 'down'), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 12 }),
        async (fates, sizes) => {
          const engine = createEngine();
          engine.state = 'down';
          engine.fate = () => fates.shift() ?? 'stored';
          const collector = await start(createSimulatedDisk(), engine);
          const entries = sizes.map((size, batch) => entryOf(batch, size));
          await Promise.all(entries.map((entry) => ingest(collector, entry)));
          await collector.inserter.stop(1_000_000);
          expect(engine.rows).toEqual(entries.flatMap(idsOf));
          expect(collector.inserter.stats().behindBytes).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('when every entry is refused, the table is rather wrong: most of them wait for it to be right', async () => {
    const engine = createEngine();
    const refuses = engine.refuses;
    let long = 0;
    const onPause = (ms: number): void => {
      if (ms === 10_000 && ++long === 2) refuses.clear();
    };
    const collector = await start(createSimulatedDisk(), engine, { onPause });
    const entries = Array.from({ length: 40 }, (_, batch) => entryOf(batch, 1));
    for (const entry of entries) refuses.add(`${entry.batch.batch.slice(6)}.0`);
    await Promise.all(entries.map((entry) => ingest(collector, entry)));
    await collector.inserter.stop(1_000_000);
    // ten at once, one after the first long wait
    expect(collector.inserter.stats().refused).toBe(11);
    expect(engine.rows).toEqual(entries.slice(11).flatMap(idsOf));
  });

  test('segments that cannot be removed do not stop it', async () => {
    const disk = createSimulatedDisk();
    disk.fate = ({ what, path }) => (what === 'remove' && path.endsWith('.log') ? 'fails' : 'done');
    const engine = createEngine();
    const collector = await start(disk, engine);
    const entries = Array.from({ length: 30 }, (_, batch) => entryOf(batch, 2));
    for (const entry of entries) await ingest(collector, entry);
    await collector.inserter.stop(1_000_000);
    expect(engine.rows).toEqual(entries.flatMap(idsOf));
    expect(collector.spool.stats().segments).toBeGreaterThan(1);
    disk.fate = () => 'done';
    await collector.spool.free({ segment: 1, offset: 0 });
    expect(collector.spool.stats().segments).toBe(1);
  });

  test('says what fails and how far it is behind, and ends at its deadline', async () => {
    const engine = createEngine();
    engine.fate = () => 'down';
    const collector = await start(createSimulatedDisk(), engine);
    await ingest(collector, entryOf(7, 3));
    await until(() => collector.inserter.stats().retries > 3);
    expect(collector.inserter.stats()).toMatchObject({
      lastError: 'read ECONNRESET',
      oldestAt: START + 7,
      rowsInserted: 0,
    });
    expect(collector.inserter.stats().behindBytes).toBeGreaterThan(0);
    await collector.inserter.stop(10);
    expect(engine.rows).toEqual([]);
  });

  test('entries that the engine refuses for ever are set aside, and the rest is stored once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ events: fc.integer({ min: 1, max: 4 }), kind: fc.constantFrom('good', 'good', 'bad', 'noise') }),
          {
            minLength: 1,
            maxLength: 14,
          },
        ),
        fc.array(fc.constantFrom('stored', 'answer lost', 'down'), { maxLength: 20 }),
        async (plan, fates) => {
          const disk = createSimulatedDisk();
          const engine = createEngine();
          engine.fate = () => fates.shift() ?? 'stored';
          const good: string[] = [];
          const collector = await start(disk, engine, { blockRows: 12 });
          for (const [batch, { events, kind }] of plan.entries()) {
            const entry = entryOf(batch, events);
            if (kind === 'bad') engine.refuses.add(`${batch}.0`);
            if (kind === 'good') good.push(...idsOf(entry));
            if (kind === 'noise') await collector.spool.append([Buffer.from('{"no": "entry"')]);
            else await ingest(collector, entry);
          }
          await collector.inserter.stop(1_000_000);
          expect(engine.rows).toEqual(good);
          const refused = plan.filter(({ kind }) => kind !== 'good').length;
          expect(collector.inserter.stats()).toMatchObject({ refused, behindBytes: 0 });
          expect(disk.paths().filter((path) => path.endsWith('.refused'))).toHaveLength(refused);
        },
      ),
      { numRuns: 100 },
    );
  });
});

interface Life {
  /** Operations of the disk, and inserts, until the process dies. */
  readonly after: number;
  readonly power: boolean;
  readonly sizes: readonly number[];
  readonly fates: readonly ('stored' | 'answer lost' | 'down')[];
}

const lives = fc.array(
  fc.record({
    after: fc.nat(120),
    power: fc.boolean(),
    sizes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 8 }),
    fates: fc.array(fc.constantFrom('stored' as const, 'answer lost' as const, 'down' as const), { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Kills a collector at any operation of its disk, several times; then lets it finish. */
async function playLives(plan: readonly Life[], seed: number, wiring: Wiring = {}): Promise<void> {
  const chance = chanceFrom(seed);
  let disk = createSimulatedDisk();
  const engine = createEngine();
  const acked: string[] = [];
  const sent = new Set<string>();
  let batch = 0;
  for (const { after, power, sizes, fates } of plan) {
    const queue = [...fates];
    let left = after;
    engine.fate = () => queue.shift() ?? 'stored';
    disk.fate = () => (left-- > 0 ? 'done' : 'crash');
    const life = async (): Promise<void> => {
      const collector = await start(disk, engine, { ...wiring, isDead: () => left < 0 });
      for (const size of sizes) {
        const entry = entryOf(batch++, size);
        for (const id of idsOf(entry)) sent.add(id);
        await ingest(collector, entry);
        acked.push(...idsOf(entry));
      }
    };
    await Promise.race([life(), stillness()]);
    await until(() => left < 0);
    // a process that had nothing left to do dies as well
    left = -1;
    disk.fate = () => 'crash';
    disk = power ? disk.crash(chance) : disk.kill();
  }
  engine.fate = () => 'stored';
  const last = await start(disk, engine, wiring);
  await last.inserter.stop(1_000_000);
  expect(last.inserter.stats()).toMatchObject({ behindBytes: 0, lastError: '' });
  expect(new Set(engine.rows).size).toBe(engine.rows.length);
  expect(acked.filter((id) => !engine.rows.includes(id))).toEqual([]);
  expect(engine.rows.filter((id) => !sent.has(id))).toEqual([]);
  for (const id of acked) expect(last.seen.has('shop', `batch-${id.split('.')[0]}`)).toBe(true);
}

describe('killed at any moment, with and without the machine', () => {
  test('what was acknowledged is stored exactly once, and its batches are known', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.nat(), (plan, seed) => playLives(plan, seed)),
      { numRuns: 120 },
    );
  });

  const broken: [string, Wiring][] = [
    ['blocks are not written down', { noBlockLog: true }],
    ['each attempt has a token of its own', { freshTokens: true }],
  ];
  test.each(broken)('the property finds it when %s', async (_, wiring) => {
    const { failed } = await fc.check(
      fc.asyncProperty(lives, fc.nat(), (plan, seed) => playLives(plan, seed, wiring)),
      { numRuns: 1_000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });
});
