/**
 * The law of the pipeline, under random faults of sinks, storage and documents: captured = in memory + waiting +
 * receipted + dropped at every moment, nothing that was persisted is lost, and nothing is stored twice.
 */
import type { Batch, Receipt, WatchglassEvent } from '@watchglass/contract';
import { parseBatch } from '@watchglass/contract/parse';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { SinkFunction, Trouble } from '../../../src/sinks/sink.ts';
import type { Fault } from './fakeIndexedDb.ts';
import { createWorld, type Doc, imbalance, openDoc, type World } from './page.ts';

let world: World | undefined;
afterEach(() => world?.close());

type Mood = 'good' | 'throws' | 'silent' | 'first' | 'deaf' | 'small' | 'picky' | 'asksToWait';

/** A receiver that folds by batch id and fails in many ways. */
function createReceiver(): {
  mood: Mood;
  sink: SinkFunction;
  batches: Map<string, Batch>;
  sends: number;
  all(): WatchglassEvent[];
  events(): WatchglassEvent[];
} {
  const batches = new Map<string, Batch>();
  const refused = new Set<string>();
  const receiver = {
    mood: 'good' as Mood,
    batches,
    sends: 0,
    all: () => [...batches.values()].flatMap((batch) => batch.events),
    /** Without those that were refused. */
    events: () => receiver.all().filter(({ id }) => !refused.has(id)),
    sink: async (sent: Batch[]): Promise<Receipt[]> => {
      receiver.sends++;
      await new Promise((resolve) => setTimeout(resolve, 40));
      const { mood } = receiver;
      if (mood === 'throws') throw new Error('unreachable');
      if (mood === 'asksToWait')
        throw Object.assign(new Error('HTTP 429'), { retryMs: 5_000 } satisfies Partial<Trouble>);
      if (mood === 'small' && sent.length > 1)
        throw Object.assign(new Error('HTTP 413'), { tooLarge: true } satisfies Partial<Trouble>);
      if (mood === 'silent') return [];
      const taken = mood === 'first' ? sent.slice(0, 1) : sent;
      const receipts = taken.map((batch) => {
        const first = batch.events[0];
        // as a real receiver: the same batch is refused the same way each time
        if (!batches.has(batch.batch) && first && mood === 'picky') refused.add(first.id);
        if (!batches.has(batch.batch)) batches.set(batch.batch, structuredClone(batch));
        const isRefused = first && refused.has(first.id);
        const rejected = isRefused ? [{ index: 0, reason: 'picky' }] : [];
        return { batch: batch.batch, accepted: batch.events.length, duplicates: 0, rejected };
      });
      // stored, and the answer is lost on the way
      if (mood === 'deaf') throw new Error('reset');
      return receipts;
    },
  };
  return receiver;
}

const emit = (doc: Doc, count: number, urgency: 'soon' | 'now', size: number): void => {
  for (let i = 0; i < count; i++)
    doc.ctx.emit(
      'custom',
      { name: `event-${i}`, properties: { text: 'x'.repeat(size) } },
      urgency === 'now' ? urgency : undefined,
    );
};

const seqsOf = (events: readonly WatchglassEvent[], doc: Doc): number[] =>
  events.filter((event) => event.doc === doc.core.doc).map(({ seq }) => seq);

type Step =
  | { do: 'emit'; count: number; urgency: 'soon' | 'now'; size: number }
  | { do: 'advance'; ms: number }
  | { do: 'mood'; mood: Mood }
  | { do: 'fault'; fault: Fault }
  | { do: 'hide' | 'show' | 'leave' | 'flush' | 'online' | 'die' | 'open' }
  | { do: 'endView' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('emit' as const),
      count: fc.integer({ min: 1, max: 60 }),
      urgency: fc.constantFrom('soon' as const, 'now' as const),
      size: fc.constantFrom(0, 10, 3_000, 20_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(0, 1, 100, 300, 2_500, 15_000) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mood' as const),
      mood: fc.constantFrom<Mood>('good', 'throws', 'silent', 'first', 'deaf', 'small', 'picky', 'asksToWait'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom<Fault>('none', 'broken', 'quota'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('hide' as const, 'show' as const, 'leave' as const, 'flush' as const, 'online' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('endView' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('die' as const, 'open' as const) }) },
);

test('nothing is lost or stored twice, whatever fails and in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      world?.close();
      world = createWorld();
      const receiver = createReceiver();
      const settings = { sinks: [receiver.sink] };
      const alive: Doc[] = [openDoc(settings)];
      /** Documents that died, and what they had on the disk then. */
      const dead: { doc: Doc; persisted: number }[] = [];
      let tabs = 1;
      const check = (): void => {
        for (const doc of alive) {
          expect(imbalance(doc)).toBe(0);
          const { inMemory, waiting, receipted } = doc.pipeline.stats();
          expect(Math.min(inMemory, waiting, receipted)).toBeGreaterThanOrEqual(0);
        }
      };
      for (const one of steps) {
        const doc = alive.at(-1);
        if (!doc) break;
        if (one.do === 'emit') emit(doc, one.count, one.urgency, one.size);
        else if (one.do === 'advance') await world.advance(one.ms);
        else if (one.do === 'mood') receiver.mood = one.mood;
        else if (one.do === 'fault') world.db.fault = one.fault;
        else if (one.do === 'hide' || one.do === 'show') doc.setHidden(one.do === 'hide');
        else if (one.do === 'leave') doc.fire('pagehide');
        else if (one.do === 'online') doc.fire('online');
        else if (one.do === 'endView') doc.ctx.beginView('https://shop.example/next');
        else if (one.do === 'flush') {
          void doc.pipeline.flush();
          await world.advance(1_000);
        } else if (one.do === 'open') alive.push(openDoc(settings, `tab-${++tabs}`));
        else {
          const { waiting, receipted, storage, dropped } = doc.pipeline.stats();
          const isSafe = storage === 'indexeddb';
          dead.push({ doc, persisted: isSafe ? waiting + receipted + (dropped['rejected'] ?? 0) : 0 });
          doc.kill();
          alive.splice(alive.indexOf(doc), 1);
          // the tab is reloaded
          alive.push(openDoc(settings, doc.core.tab));
        }
        check();
      }
      receiver.mood = 'good';
      world.db.fault = 'none';
      // past every backoff, hold and lease; hidden, because a visible document writes ahead every 2 s
      for (const doc of alive) doc.setHidden(true);
      await world.advance(2_000_000);
      for (const doc of alive) doc.setHidden(false);
      // a document that could not open the database at its start leaves to the next one what lies there
      alive.push(openDoc(settings, 'tab-last'));
      for (const doc of alive) {
        doc.ctx.endView();
        void doc.pipeline.flush();
        await world.advance(20_000);
      }
      check();

      const events = receiver.events();
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      for (const batch of receiver.batches.values()) {
        const parsed = parseBatch(batch);
        expect(parsed.ok ? parsed.value.rejected : parsed.reason).toEqual([]);
      }
      for (const doc of alive) {
        const { captured, inMemory, waiting, receipted, dropped } = doc.pipeline.stats();
        expect({ inMemory, waiting }).toEqual({ inMemory: 0, waiting: 0 });
        const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
        expect(receipted).toBe(captured - lost);
        // every event that is not accounted for as lost came to the receiver (which may have refused it in a batch that
        // another document sent), and seq has no gaps
        const seqs = seqsOf(receiver.all(), doc);
        expect(seqs.length).toBeGreaterThanOrEqual(receipted);
        if (lost === 0) expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: captured }, (_, i) => i));
        expect(doc.caught).toEqual([]);
      }
      for (const { doc, persisted } of dead)
        expect(seqsOf(receiver.all(), doc).length).toBeGreaterThanOrEqual(persisted);
    }),
    { numRuns: Number(process.env['WATCHGLASS_RUNS'] ?? 60) },
  );
}, 600_000);

test('the end of a client does not wait for a sink that never answers', async () => {
  world = createWorld();
  const doc = openDoc({ sinks: [() => new Promise<void>(() => {})] });
  doc.ctx.emit('custom', { name: 'last', properties: {} });
  let isOver = false;
  void doc.pipeline.finish().then(() => {
    isOver = true;
  });
  await world.advance(4_000);
  expect(isOver).toBe(true);
  expect(doc.pipeline.stats()).toMatchObject({ inMemory: 0, receipted: 0 });
});
