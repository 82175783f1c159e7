import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shedBy, watchOverhead } from '../../../src/page/overhead.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A client that spends `msPerSecond`, and what it sheds. */
const open = (budgetMs: number): { spent: { caught: number; mainThreadMs: number }; shed: string[] } => {
  const spent = { caught: 0, mainThreadMs: 0 };
  const shed: string[] = [];
  const after = (ms: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  watchOverhead({ spent, after }, budgetMs, (name) => shed.push(name));
  return { spent, shed };
};

test('attention goes first, then exposure, then scroll detail, all before the budget is spent', () => {
  const { spent, shed } = open(100);
  const spend = (mainThreadMs: number): string => {
    spent.mainThreadMs = mainThreadMs;
    vi.advanceTimersByTime(2000);
    return shed.join();
  };
  expect(spend(59)).toBe('');
  expect(spend(60)).toBe('attention');
  expect(spend(74)).toBe('attention');
  expect(spend(75)).toBe('attention,exposure');
  expect(spend(90)).toBe('attention,exposure,scroll');
  expect(spend(5000)).toBe('attention,exposure,scroll');
});

test('what was spent more than a minute ago counts no longer', () => {
  const { spent, shed } = open(100);
  // 50 ms a minute for an hour
  for (let second = 0; second < 3600; second += 2) {
    vi.advanceTimersByTime(2000);
    spent.mainThreadMs += 100 / 60;
  }
  expect(shed).toEqual([]);
  spent.mainThreadMs += 30;
  vi.advanceTimersByTime(2000);
  expect(shed).toEqual(['attention', 'exposure']);
});

test('a budget of 0 sheds nothing', () => {
  const { spent, shed } = open(0);
  spent.mainThreadMs = 1e6;
  vi.advanceTimersByTime(120_000);
  expect(shed).toEqual([]);
});

test('more time never brings a signal back', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (spentMs, more, budgetMs) => {
      const [less, much] = [shedBy(spentMs, budgetMs), shedBy(spentMs + more, budgetMs)];
      expect(much.slice(0, less.length)).toEqual(less);
      if (budgetMs > 0 && spentMs >= budgetMs) expect(much).toEqual(['attention', 'exposure', 'scroll']);
    }),
  );
});
