import { expect, it } from 'vitest';
import { isInTime } from '../../corpus/streak.ts';
import type { PressRecord } from '../../corpus/trace.ts';
import { click } from './traces.ts';

const presses = (...ms: number[]): PressRecord[] => ms.map((at) => click(at, { kind: 'pointerdown' }));
const from = click(0).at;

it('a streak is in time when its gaps are about as long as meant', () => {
  expect(isInTime(presses(0, 200, 400), from, [{ count: 3, gapMs: 200 }])).toBe(true);
  expect(isInTime(presses(0, 260, 380), from, [{ count: 3, gapMs: 200 }])).toBe(true);
  expect(isInTime(presses(0, 200, 600), from, [{ count: 3, gapMs: 200 }])).toBe(false);
  expect(isInTime(presses(0, 350, 400), from, [{ count: 3, gapMs: 200 }])).toBe(false);
});

it('what lies between two streaks is not measured, and each has its own gap', () => {
  const two = [
    { count: 2, gapMs: 100 },
    { count: 2, gapMs: 400 },
  ];
  expect(isInTime(presses(0, 100, 5000, 5400), from, two)).toBe(true);
  expect(isInTime(presses(0, 400, 5000, 5400), from, two)).toBe(false);
});

it('presses that the page did not get cannot be compared', () => {
  expect(isInTime(presses(0, 900), from, [{ count: 3, gapMs: 200 }])).toBe(true);
});

it('clicks and what was before the act do not count as presses', () => {
  const records = [...presses(-500, 0, 200), click(260)];
  expect(isInTime(records, from, [{ count: 2, gapMs: 200 }])).toBe(true);
});
