import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../../src/capture/request.ts';
import { ratingOf } from '../../../src/capture/vital.ts';
import { answerOf, createInteractions, type EventTiming } from '../../../src/page/interactions.ts';
import { createShifts, type Shift } from '../../../src/page/layoutShift.ts';
import { sourceOf } from '../../../src/page/source.ts';

const shift = (startTime: number, value: number, hadRecentInput = false): Shift => ({
  startTime,
  value,
  hadRecentInput,
});

/** The worst window among all that the definition allows, by trying each beginning. */
const worstWindow = (shifts: readonly Shift[]): number => {
  const unexpected = shifts.filter(({ hadRecentInput }) => !hadRecentInput);
  let worst = 0;
  for (let from = 0; from < unexpected.length; ) {
    const begin = unexpected[from] as Shift;
    let to = from;
    let sum = 0;
    for (; to < unexpected.length; to++) {
      const one = unexpected[to] as Shift;
      const before = unexpected[Math.max(from, to - 1)] as Shift;
      if (to > from && (one.startTime - before.startTime >= 1000 || one.startTime - begin.startTime >= 5000)) break;
      sum += one.value;
    }
    worst = Math.max(worst, sum);
    from = to;
  }
  return worst;
};

test('the layout shift of a page is its worst window, as the definition has it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 900 }), fc.boolean()), {
        maxLength: 60,
      }),
      (steps) => {
        let at = 0;
        const shifts = steps.map(([gap, value, input]) => shift((at += gap), value / 1024, input));
        const add = createShifts();
        for (const one of shifts) add(one);
        const { sum, largest } = add();
        expect(sum).toBeCloseTo(worstWindow(shifts), 9);
        expect(largest === undefined).toBe(sum === 0);
        if (largest) expect(largest.hadRecentInput).toBe(false);
      },
    ),
  );
});

test('a second without shifts ends a window, and so do five seconds of them', () => {
  const sumOf = (shifts: Shift[]): number => {
    const add = createShifts();
    shifts.forEach(add);
    return add().sum;
  };
  expect(sumOf([])).toBe(0);
  expect(sumOf([shift(0, 0.25), shift(999, 0.25)])).toBe(0.5);
  expect(sumOf([shift(0, 0.25), shift(1000, 0.25)])).toBe(0.25);
  expect(sumOf([0, 900, 1800, 2700, 3600, 4500].map((at) => shift(at, 0.125)))).toBe(0.75);
  expect(sumOf([0, 900, 1800, 2700, 3600, 4500, 5000].map((at) => shift(at, 0.125)))).toBe(0.75);
  // the largest is of the worst window, not of the page
  const add = createShifts();
  [shift(0, 0.3), shift(2000, 0.2), shift(2500, 0.25)].forEach(add);
  expect(add()).toMatchObject({ sum: 0.45, largest: { startTime: 2500 } });
});

const event = (id: number, startTime: number, duration: number, more: Partial<EventTiming> = {}): EventTiming => ({
  startTime,
  duration,
  processingStart: startTime + 1,
  processingEnd: startTime + 2,
  interactionId: id,
  ...more,
});

test('the answer of a page is the slowest, and of 50 interactions and more one in 50 is left out', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 480 }), (latencies) => {
      let total = 0;
      const interactions = createInteractions(() => total);
      for (const [at, latency] of latencies.entries()) {
        total += 1;
        // events of one interaction, the slowest of which counts
        for (const part of [latency, 1]) interactions.add(event(at + 1, at * 1000, part * 8));
        interactions.add(event(0, at * 1000, 5000));
      }
      const slowest = latencies.map((one) => one * 8).sort((a, b) => b - a);
      expect(interactions.worst()?.latency).toBe(slowest[Math.min(slowest.length - 1, Math.floor(total / 50))]);
      expect(interactions.count()).toBe(latencies.length);
    }),
  );
});

test('interactions of an earlier navigation do not count, and where none are counted their ids tell', () => {
  let total: number | undefined = 70;
  const later = createInteractions(() => total);
  total = 72;
  expect([later.count(), later.worst()]).toEqual([2, undefined]);
  total = undefined;
  const uncounted = createInteractions(() => total);
  expect(uncounted.count()).toBe(0);
  for (const [at, id] of [714, 721, 714 + 7 * 99].entries()) uncounted.add(event(id, at * 1000, 200 - at * 8));
  expect(uncounted.count()).toBe(100);
  expect(uncounted.worst()?.latency).toBe(184);
});

test('the parts of an answer add up to it, whatever else was running', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          startTime: fc.integer({ min: 0, max: 300 }),
          duration: fc.integer({ min: 0, max: 60 }).map((steps) => steps * 8),
          delay: fc.integer({ min: 0, max: 500 }),
          work: fc.integer({ min: 0, max: 500 }),
          interactionId: fc.constantFrom(0, 1, 2),
        }),
        { minLength: 1, maxLength: 20 },
      ),
      (events) => {
        const interactions = createInteractions(() => 1);
        for (const { startTime, duration, delay, work, interactionId } of events) {
          const processingStart = startTime + delay;
          interactions.add({
            startTime,
            duration,
            processingStart,
            processingEnd: processingStart + work,
            interactionId,
          });
        }
        const worst = interactions.worst();
        expect(worst !== undefined).toBe(events.some(({ interactionId }) => interactionId));
        if (!worst) return;
        const { painted, parts } = answerOf(worst);
        const all = Object.values(parts);
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
        expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(painted - worst.at, 9);
        expect(painted - worst.at).toBeGreaterThanOrEqual(worst.latency);
      },
    ),
  );
});

test('a request is judged by its status first, then by its time', () => {
  expect([200, 304, 399, 400, 499, 500, 999, 0].map((status) => failureOf(status, 3000))).toEqual([
    undefined,
    undefined,
    undefined,
    '4xx',
    '4xx',
    '5xx',
    '5xx',
    undefined,
  ]);
  expect([200, 0, 404].map((status) => failureOf(status, 3001))).toEqual(['slow', 'slow', '4xx']);
});

test('ratings change above their limits, not at them', () => {
  expect([0, 0.1, 0.1001, 0.25, 0.2501].map((value) => ratingOf('CLS', value))).toEqual([
    'good',
    'good',
    'needs-improvement',
    'needs-improvement',
    'poor',
  ]);
  expect(
    (['LCP', 'INP', 'FCP', 'TTFB'] as const).map((metric) => [ratingOf(metric, 200), ratingOf(metric, 4001)]),
  ).toEqual([1, 2, 3, 4].map(() => ['good', 'poor']));
});

test('a place in a script is its sanitized URL and the numbers that are known', () => {
  const ctx = { url: (raw: string) => (raw.startsWith('https:') ? raw.replace(/\?.*/, '') : '') };
  expect(sourceOf(ctx, 'https://a.example/x.js?token=1', 3, 0)).toBe('https://a.example/x.js:3:0');
  expect(sourceOf(ctx, 'https://a.example/x.js', -1)).toBe('https://a.example/x.js');
  expect([sourceOf(ctx, undefined, 3), sourceOf(ctx, null), sourceOf(ctx, 'blob:1', 1)]).toEqual(['', '', '']);
  expect(sourceOf(ctx, `https://a.example/${'x'.repeat(3000)}`, 1).length).toBe(2048);
});
