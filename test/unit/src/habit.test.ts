import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beat, type Habit } from '../../../src/capture/habit.ts';

const fresh = (): Habit => ({ beats: 0, period: 0, at: -1e9, gapMs: 1e9, isRestless: false });

test('what changes when nobody did anything is the page’s own, also when somebody did', () => {
  const clock = fresh();
  for (const at of [1_000, 2_000, 3_000]) expect(beat(clock, at, 0, true)).toBeUndefined();
  expect(beat(clock, 4_000, 0, false)).toBeUndefined();
  expect(beat(clock, 5_000, 1, false)).toBeUndefined();
});

test('a carousel that turns out of turn was turned', () => {
  const carousel = fresh();
  for (const at of [5_000, 10_000, 15_000]) beat(carousel, at, 0, true);
  const turned = beat(carousel, 17_000, 0, false);
  expect(turned).toMatchObject({ beats: 1 });
  // its timer begins anew
  expect(beat(carousel, 22_000, 0, false)).toBeUndefined();
});

test('of one beat are the changes that come together, and none of them is out of turn', () => {
  const slides = fresh();
  for (const at of [2_000, 2_001, 2_020, 4_000, 4_002]) beat(slides, at, 0, true);
  expect(slides).toMatchObject({ beats: 2, gapMs: 1_980 });
  expect(beat(slides, 6_000, 0, false)).toBeUndefined();
  expect(beat(slides, 6_010, 0, false)).toBeUndefined();
});

test('an answer that comes to each click counts for each, however many there were', () => {
  const answers = fresh();
  for (let click = 1; click <= 20; click++)
    expect(beat(answers, click * 4_000, click, false)).toMatchObject({ beats: 1 });
});

test('whatever the rhythm, what only ever came with clicks is an answer, and what keeps its own rhythm never is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 40 }), (gaps) => {
      const habit = fresh();
      let at = 0;
      for (const [click, gap] of gaps.entries()) {
        at += gap;
        expect(beat(habit, at, click, false)).toBe(habit);
      }
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 160, max: 10_000 }), fc.integer({ min: 2, max: 30 }), (gap, alone) => {
      const habit = fresh();
      for (let n = 1; n <= alone; n++) beat(habit, n * gap, 0, true);
      for (let n = alone + 1; n < alone + 10; n++) expect(beat(habit, n * gap, n, false)).toBeUndefined();
    }),
  );
});
