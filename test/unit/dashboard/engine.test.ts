import type { CatalogueAnswer, ClickGridAnswer, OverviewAnswer } from '@watchglass/analysis';
import { type LocalRecord, localStore } from '@watchglass/contract';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../dashboard/source/engine.ts';
import { formatLine, parseEvents } from '../../../dashboard/source/ndjson.ts';
import { createMemoryShelf, type Shelf } from '../../../dashboard/source/shelf.ts';
import type { DataState } from '../../../dashboard/source/source.ts';
import { serve, type ToPage } from '../../../dashboard/source/wire.ts';
import { recordsOfVisits, shopVisits, storedOfVisits } from './events.ts';

const NOW = Date.UTC(2026, 2, 9, 12);
const scope = { from: 0, to: NOW + 1, timeZone: 'UTC' };
const records = recordsOfVisits(shopVisits(NOW));
const events = storedOfVisits(shopVisits(NOW));
const file = new Blob([events.map(formatLine).join('')]);
const always = (): boolean => true;

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** An engine, the states it told of, and a way to wait for one. */
function start(shelf: Shelf): { engine: Engine; states: DataState[]; state(events: number): Promise<DataState> } {
  const states: DataState[] = [];
  const engine = createEngine(shelf, (state) => states.push(state));
  stops.push(engine.stop);
  const state = async (wanted: number): Promise<DataState> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const last = states.at(-1);
      if (last?.events === wanted) return last;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`never ${wanted} events, last ${states.at(-1)?.events}`);
  };
  return { engine, states, state };
}

const overview = async (engine: Engine): Promise<OverviewAnswer> =>
  (await engine.ask('overview', scope, always)) as OverviewAnswer;

async function filled(entries: readonly (readonly [string, unknown])[]): Promise<Shelf> {
  const shelf = createMemoryShelf();
  await shelf.write(entries);
  return shelf;
}

describe('the engine', () => {
  it('starts with nothing, and says so', async () => {
    const { engine, state } = start(createMemoryShelf());
    expect(await state(0)).toEqual({ events: 0, skipped: 0, firstAt: 0, lastAt: 0, blocked: '' });
    expect((await overview(engine)).sessions).toBe(0);
  });

  it('answers from what lies there, whole batches of it', async () => {
    const { engine } = start(await filled(records));
    const { sessions, visitors, pageViews, clicks, errors, sessionsWithErrors } = await overview(engine);
    expect([sessions, visitors, pageViews, clicks, errors, sessionsWithErrors]).toEqual([40, 40, 80, 60, 6, 4]);
    const things = (await engine.ask('catalogue', scope, always)) as CatalogueAnswer;
    expect(things.customEvents).toEqual([{ name: 'order_placed', count: 6 }]);
  });

  it('hears of new batches on the channel, long before it would look', async () => {
    const shelf = await filled(records.slice(0, 10));
    const { states, state } = start(shelf);
    const before = records.slice(0, 10).reduce((sum, [, { batch }]) => sum + batch.events.length, 0);
    await state(before);
    await shelf.write(records);
    const channel = new BroadcastChannel(localStore.channel);
    stops.push(() => channel.close());
    const told = Date.now();
    channel.postMessage('');
    await state(events.length);
    expect(Date.now() - told).toBeLessThan(500);
    expect(states.length).toBe(2);
  });

  it('finds new batches and misses deleted ones without the channel, within about a second', async () => {
    const shelf = await filled(records.slice(0, 2));
    const { state } = start(shelf);
    await state(records.slice(0, 2).reduce((sum, [, { batch }]) => sum + batch.events.length, 0));
    await shelf.write(records);
    await state(events.length);
    await shelf.clear();
    await state(0);
  });

  it('does not look while nobody watches', async () => {
    const shelf = createMemoryShelf();
    let looks = 0;
    const { engine, state } = start({
      ...shelf,
      keys: () => {
        looks += 1;
        return shelf.keys();
      },
    });
    await state(0);
    engine.watchEvery(false);
    const before = looks;
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(looks).toBe(before);
    engine.watchEvery(true);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(looks).toBe(before + 1);
  });

  it('hears that another dashboard deleted all', async () => {
    const shelf = await filled(records);
    const here = start(shelf);
    const there = start(shelf);
    await here.state(events.length);
    await there.engine.clear();
    expect(await here.state(0)).toMatchObject({ events: 0 });
  });

  it('skips and counts what is not ours', async () => {
    const [good] = records;
    if (!good) throw new Error('no record');
    const broken = (change: object): unknown => ({ ...good[1], batch: { ...good[1].batch, ...change } });
    const foreign: [string, unknown][] = [
      ['text', 'hello'],
      ['null', null],
      ['empty', {}],
      ['list', [1, 2]],
      ['name', broken({ batch: 'another name' })],
      ['future', { ...good[1], batch: { ...good[1].batch, batch: 'future', contract: 2 } }],
      ['events', { ...good[1], batch: { ...good[1].batch, batch: 'events', events: 'none' } }],
      ['hole', { ...good[1], batch: { ...good[1].batch, batch: 'hole', events: [null] } }],
      ['half', { ...good[1], batch: { ...good[1].batch, batch: 'half', events: [{ kind: 'click', id: 'x', at: 1 }] } }],
      [
        'never',
        {
          ...good[1],
          batch: { ...good[1].batch, batch: 'never', events: [{ ...good[1].batch.events[0], at: 8.7e15 }] },
        },
      ],
      ['late', { batch: { ...good[1].batch, batch: 'late' } }],
    ];
    const { engine, state } = start(await filled([...records, ...foreign]));
    expect((await state(events.length)).skipped).toBe(foreign.length);
    expect((await overview(engine)).sessions).toBe(40);
  });

  it('works with any junk in the store', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string(), fc.anything())), async (junk) => {
        // what IndexedDB can hold: no functions, no symbols
        const held = junk.filter(([, value]) => {
          try {
            structuredClone(value);
            return true;
          } catch {
            return false;
          }
        });
        const { engine, state } = start(await filled([...held, ...records.slice(0, 3)]));
        await state(records.slice(0, 3).reduce((sum, [, { batch }]) => sum + batch.events.length, 0));
        expect((await overview(engine)).sessions).toBe(2);
        engine.stop();
      }),
      { numRuns: 30 },
    );
  });

  it('goes on in memory when the browser gives no storage, and says why', async () => {
    const refuse = (): Promise<never> => Promise.reject(new DOMException('denied', 'SecurityError'));
    const { engine, state } = start({ keys: refuse, read: refuse, write: refuse, remove: refuse, clear: refuse });
    expect((await state(0)).blocked).toContain('does not let this page use its storage');
    expect(await engine.open(file)).toEqual({ events: events.length, known: 0, sessions: 40 });
    expect((await overview(engine)).sessions).toBe(40);
  });

  it('keeps what it has while the database is away for a moment', async () => {
    const shelf = await filled(records);
    let isAway = false;
    const { engine, state } = start({
      ...shelf,
      keys: () => (isAway ? Promise.reject(new Error('connection is closing')) : shelf.keys()),
    });
    await state(events.length);
    isAway = true;
    engine.watchEvery(true);
    expect((await overview(engine)).sessions).toBe(40);
    expect((await state(events.length)).blocked).toBe('');
  });

  it('answers nothing that is not wanted any more', async () => {
    const { engine } = start(await filled(records));
    expect(await engine.ask('overview', scope, () => false)).toBeUndefined();
  });
});

describe('a file', () => {
  it('saved, deleted and opened again is the same data', async () => {
    const { engine, state } = start(await filled(records));
    const saved = await engine.save();
    const text = await saved.text();
    const times = parseEvents(text).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times).toHaveLength(events.length);
    const before = await overview(engine);
    await engine.clear();
    await state(0);
    expect((await overview(engine)).sessions).toBe(0);
    expect(await engine.open(saved)).toEqual({ events: events.length, known: 0, sessions: 40 });
    expect(await overview(engine)).toEqual(before);
    expect(await (await engine.save()).text()).toBe(text);
  });

  it('opened twice does not double events, and part of one is completed', async () => {
    const { engine, state } = start(createMemoryShelf());
    const half = new Blob([
      events
        .filter((_, at) => at % 2 === 0)
        .map(formatLine)
        .join(''),
    ]);
    await engine.open(half);
    await state(Math.ceil(events.length / 2));
    expect((await engine.open(file)).known).toBe(Math.ceil(events.length / 2));
    expect(await engine.open(file)).toEqual({ events: events.length, known: events.length, sessions: 40 });
    expect((await state(events.length)).events).toBe(events.length);
    expect((await overview(engine)).pageViews).toBe(80);
  });

  it('keeps the clock that a collector corrected', async () => {
    const { engine } = start(createMemoryShelf());
    const [first] = events;
    const skewed = { ...first, at: 1000, skewMs: 7000 } as (typeof events)[number];
    await engine.open(new Blob([formatLine(skewed)]));
    expect(parseEvents(await (await engine.save()).text())).toEqual([skewed]);
  });

  it('that is wrong anywhere leaves everything as it was', async () => {
    const shelf = await filled(records.slice(0, 4));
    const { engine } = start(shelf);
    const wrong = new Blob([events.map(formatLine).join(''), '{"kind":"click"}\n']);
    await expect(engine.open(wrong)).rejects.toThrow(`line ${events.length + 1} is not an event`);
    expect((await shelf.keys()).sort()).toEqual(
      records
        .slice(0, 4)
        .map(([key]) => key)
        .sort(),
    );
  });

  it('that does not fit into the browser is taken back whole', async () => {
    const [kept, ...rest] = records;
    if (!kept) throw new Error('no record');
    const partial: LocalRecord = { ...kept[1], batch: { ...kept[1].batch, events: kept[1].batch.events.slice(0, 1) } };
    const shelf = await filled([[kept[0], partial]]);
    let written = 0;
    const many = Array.from({ length: 500 }, (_, at) => {
      const [first] = events;
      return { ...first, id: `e-${at}`, batch: `b-${at}` } as (typeof events)[number];
    });
    const { engine } = start({
      ...shelf,
      write: (entries) => {
        written += entries.length;
        return written > 400 ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : shelf.write(entries);
      },
    });
    const given = [...events.filter(({ batch }) => batch === kept[0]), ...many].map(formatLine).join('');
    await expect(engine.open(new Blob([given]))).rejects.toThrow('storage is full, so nothing was added');
    expect(await shelf.keys()).toEqual([kept[0]]);
    expect(rest.length).toBeGreaterThan(0);
  });
});

describe('page and worker', () => {
  it('hear each other: answers under their number, columns moved, failures in words, cancelled work undone', async () => {
    const { engine } = start(await filled(records));
    const said: { message: ToPage; transfer: Transferable[] }[] = [];
    const hear = serve(engine, (message, transfer) => said.push({ message, transfer }));
    const grid = { ...scope, page: 'shop.example/', viewport: 'desktop' };
    hear({ call: 1, ask: 'clickGrid', input: grid });
    hear({ call: 2, ask: 'overview', input: scope });
    hear({ cancel: 2 });
    hear({ call: 3, act: 'open', file: new Blob(['x']) });
    hear({ call: 4, ask: 'overview', input: { ...scope, timeZone: 'Nowhere/Land' } });
    for (let tries = 0; said.length < 4 && tries < 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const byCall = new Map(
      said.map(({ message, transfer }) => ['call' in message ? message.call : 0, { message, transfer }]),
    );
    const answer = (byCall.get(1) as unknown as { message: { answer: ClickGridAnswer } }).message.answer;
    expect([answer.clicks, byCall.get(1)?.transfer.length]).toEqual([40, 5]);
    expect(byCall.get(1)?.transfer).toContain(answer.cx.buffer);
    expect(byCall.get(2)?.message).toEqual({ call: 2, answer: undefined });
    expect(byCall.get(3)?.message).toMatchObject({ error: expect.stringContaining('line 1 is not JSON') });
    expect(byCall.get(4)?.message).toMatchObject({ error: expect.stringContaining('could not be counted') });
  });
});
