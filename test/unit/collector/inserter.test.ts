import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulatedDisk } from './simulatedDisk.ts';
import { silent } from './smallSpool.ts';
import { createEngine, entryOf, idsOf, ingest, START, start, until } from './smallCollector.ts';

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

  test('the log says of an entry that the engine refuses whether it was kept: there may be no room', async () => {
    for (const [quarantineBytes, became] of [
      [undefined, 'set aside'],
      [10, 'lost: the quarantine has no room'],
    ] as const) {
      const disk = createSimulatedDisk();
      const engine = createEngine();
      const said: string[] = [];
      const log = { ...silent, error: (text: string) => void said.push(text) };
      const collector = await start(disk, engine, { log, ...(quarantineBytes && { quarantineBytes }) });
      engine.refuses.add('3.0');
      await ingest(collector, entryOf(3, 2));
      await collector.inserter.stop(1_000_000);
      expect(said).toEqual([`inserter: an entry cannot be stored and is ${became}`]);
      expect(collector.inserter.stats()).toMatchObject({ refused: 1, behindBytes: 0 });
      expect(disk.paths().filter((path) => path.endsWith('.refused'))).toHaveLength(quarantineBytes ? 0 : 1);
    }
  });
});
