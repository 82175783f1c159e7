import { funnel, type FunnelInput, type FunnelRow, type FunnelStep } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEvent, eventOf, everything, streams } from './events.ts';
import { funnelOracle } from './funnelOracle.ts';

const page = (name: string): FunnelStep => ({ kind: 'page', page: name });
const ask = (steps: FunnelStep[], windowMs = 100, by: FunnelInput['by'] = 'visitor'): FunnelInput => ({
  ...everything,
  steps,
  windowMs,
  by,
});
const view = (name: string, at: number, fields: Partial<StoredEvent> = {}): StoredEvent =>
  eventOf('page_view', at, { page: name, ...fields } as object);
const times = (events: StoredEvent[], input: FunnelInput) => funnel.rows(events, input).map((row) => row.times);

describe('funnel rows', () => {
  const abc = ask([page('a'), page('b'), page('c')]);

  it('has no rows without events, and none of those who never entered', () => {
    expect(funnel.rows([], abc)).toEqual([]);
    expect(funnel.rows([view('b', 1), view('c', 2)], abc)).toEqual([]);
  });

  it('follows steps in order, whatever happens in between', () => {
    expect(times([view('c', 0), view('a', 1), view('x', 2), view('b', 3), view('a', 4), view('c', 5)], abc)).toEqual([
      [1, 3, 5],
    ]);
  });

  it('keeps the edge of the window and nothing beyond it', () => {
    expect(times([view('a', 0), view('b', 50), view('c', 100)], abc)).toEqual([[0, 50, 100]]);
    expect(times([view('a', 0), view('b', 50), view('c', 101)], abc)).toEqual([[0, 50]]);
  });

  it('starts again when the first step happens again', () => {
    expect(times([view('a', 0), view('b', 60), view('a', 90), view('b', 95), view('c', 150)], abc)).toEqual([
      [90, 95, 150],
    ]);
  });

  it('keeps an older chain that is further while a younger one has not caught up', () => {
    expect(times([view('a', 0), view('b', 10), view('a', 20), view('c', 30)], abc)).toEqual([[0, 10, 30]]);
  });

  it('uses one event for one step of a chain', () => {
    const twice = ask([page('a'), page('a'), page('a')]);
    expect(times([view('a', 1)], twice)).toEqual([[1]]);
    expect(times([view('a', 1), view('a', 1)], twice)).toEqual([[1, 1]]);
    expect(times([view('a', 1), view('a', 2), view('a', 3), view('a', 4)], twice)).toEqual([[1, 2, 3]]);
  });

  it('names the session in which the furthest step was reached, and counts by session when asked', () => {
    const events = [view('a', 1, { session: 's1' }), view('b', 2, { session: 's2' }), view('a', 3, { session: 's2' })];
    expect(funnel.rows(events, abc)).toEqual([{ subject: 'v1', session: 's2', times: [1, 2] }]);
    expect(funnel.rows(events, ask([page('a'), page('b')], 100, 'session'))).toEqual([
      { subject: 's1', session: 's1', times: [1] },
      { subject: 's2', session: 's2', times: [3] },
    ]);
  });

  it('matches custom events by name and clicks of people by key', () => {
    const steps: FunnelStep[] = [
      { kind: 'custom', name: 'start' },
      { kind: 'click', key: 'id:pay' },
    ];
    const start = eventOf('custom', 1, { name: 'start' });
    expect(times([start, eventOf('click', 2, { key: 'id:pay' })], ask(steps))).toEqual([[1, 2]]);
    expect(times([start, eventOf('click', 2, { key: 'id:pay', trusted: false })], ask(steps))).toEqual([[1]]);
    expect(times([eventOf('custom', 1, { name: 'toString' })], ask(steps))).toEqual([]);
  });

  it('orders equal times by id', () => {
    const first = view('a', 5);
    const second = view('b', 5);
    expect(times([second, first], abc)).toEqual([[5, 5]]);
    expect(times([view('b', 5), view('a', 5)], abc)).toEqual([[5]]);
  });

  const anyStep: fc.Arbitrary<FunnelStep> = fc.oneof(
    fc.constantFrom('a', 'b', '😀').map(page),
    fc.constantFrom('a', '__proto__').map((name): FunnelStep => ({ kind: 'custom', name })),
    fc.constantFrom('a', '😀').map((key): FunnelStep => ({ kind: 'click', key })),
  );
  const anyInput: fc.Arbitrary<FunnelInput> = fc.record({
    from: fc.constantFrom(-10, 0, 5),
    to: fc.constantFrom(20, 31, 100),
    timeZone: fc.constant('UTC'),
    steps: fc.array(anyStep, { minLength: 2, maxLength: 4 }),
    windowMs: fc.constantFrom(0, 3, 10, 100),
    by: fc.constantFrom('visitor' as const, 'session' as const),
  });

  it('agrees with trying every chain', () => {
    const dense = fc.array(
      fc.record({ name: fc.constantFrom('a', 'a', 'b', 'c'), at: fc.nat(12), session: fc.constantFrom('s1', 's2') }),
      { maxLength: 14 },
    );
    const steps = fc.array(fc.constantFrom('a', 'b', 'c').map(page), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(dense, steps, fc.nat(13), (stream, wanted, windowMs) => {
        const events = stream.map(({ name, at, session }) => view(name, at, { session }));
        const input = ask(wanted, windowMs);
        expect(funnel.rows(events, input)).toEqual(funnelOracle(events, input));
      }),
      { numRuns: 5000 },
    );
  });

  it('agrees with trying every chain on events of all kinds and two subjects', () => {
    fc.assert(
      fc.property(fc.array(anyEvent('page_view', 'custom', 'click'), { maxLength: 30 }), anyInput, (events, input) => {
        expect(funnel.rows(events, input)).toEqual(funnelOracle(events, input));
      }),
      { numRuns: 3000 },
    );
  });

  it('gives equal rows whatever the order and however often an event was sent', () => {
    fc.assert(
      fc.property(streams('page_view', 'custom', 'click'), anyInput, ({ stream, shuffled }, input) => {
        expect(funnel.rows(shuffled, input)).toEqual(funnel.rows(stream, input));
      }),
    );
  });
});

describe('funnel fold', () => {
  const input = ask([page('a'), page('b'), page('c')]);
  const row = (subject: string, ...reached: number[]): FunnelRow => ({
    subject,
    session: `s-${subject}`,
    times: reached,
  });

  it('answers zeros and nulls when nobody entered', () => {
    const found = funnel.fold([], input);
    expect(found).toMatchObject({ conversion: 0, medianMs: null, p90Ms: null });
    expect(found.steps.map(({ count, ofFirst, ofPrevious, dropOff }) => [count, ofFirst, ofPrevious, dropOff])).toEqual(
      [
        [0, 0, 1, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    );
  });

  it('counts how many got how far, and how long each step took', () => {
    const found = funnel.fold([row('v1', 0, 10, 40), row('v2', 5, 10), row('v3', 7, 17, 97), row('v4', 9)], input);
    expect(found.steps.map(({ count, ofFirst, dropOff }) => [count, ofFirst, dropOff])).toEqual([
      [4, 1, 0],
      [3, 0.75, 1],
      [2, 0.5, 1],
    ]);
    expect(found.steps.map((one) => one.ofPrevious)).toEqual([1, 0.75, 2 / 3]);
    expect(found.steps.map(({ medianMs, p90Ms }) => [medianMs, p90Ms])).toEqual([
      [null, null],
      [10, 10],
      [55, 75],
    ]);
    expect(found).toMatchObject({ conversion: 0.5, medianMs: 65, p90Ms: 85 });
  });

  it('names the latest 20 sessions that ended before a step, each once', () => {
    const rows = Array.from({ length: 30 }, (_, i) => row(`v${String(i).padStart(2, '0')}`, i, i + 100));
    const again: FunnelRow = { subject: 'v99', session: 's-v29', times: [0, 1] };
    const { steps } = funnel.fold([...rows, again, row('done', 1, 2, 3), row('out', 500)], input);
    expect(steps[0]?.lostSessions).toEqual([]);
    expect(steps[1]?.lostSessions).toEqual(['s-out']);
    expect(steps[2]?.lostSessions).toHaveLength(20);
    expect(steps[2]?.lostSessions.slice(0, 2)).toEqual(['s-v29', 's-v28']);
  });

  it('never says NaN, never counts up, and adds up', () => {
    const rows = fc.array(
      fc.tuple(fc.string(), fc.array(fc.nat(99), { minLength: 1, maxLength: 3 })).map(([subject, waits]) => {
        let now = 0;
        return row(subject, ...waits.map((wait) => (now += wait)));
      }),
    );
    fc.assert(
      fc.property(rows, (some) => {
        const found = funnel.fold(some, input);
        const counts = found.steps.map((one) => one.count);
        expect(counts[0]).toBe(some.length);
        found.steps.forEach((one, i) => {
          expect(one.ofFirst).toBeGreaterThanOrEqual(0);
          expect(one.ofFirst).toBeLessThanOrEqual(1);
          expect(one.ofPrevious).toBeGreaterThanOrEqual(0);
          expect(one.count + one.dropOff).toBe(i === 0 ? one.count : counts[i - 1]);
          expect(one.medianMs ?? 0).toBeLessThanOrEqual(one.p90Ms ?? 0);
          if (i > 0) expect(one.medianMs === null).toBe(one.count === 0);
        });
        expect(found.conversion).toBe(found.steps.at(-1)?.ofFirst);
      }),
    );
  });
});
