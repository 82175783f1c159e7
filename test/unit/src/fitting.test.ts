import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '@watchglass/contract';
import { fitting } from '../../../src/page/fitting.ts';

test('a list keeps its first elements, as many as one event may hold', () => {
  const list = Array.from({ length: 500 }, (_, place) => ({ place }));
  expect(fitting(list)).toEqual(list.slice(0, limits.elements));
  expect(fitting([])).toEqual([]);
});

test('whatever names a page gives its elements, the list leaves room for the rest of the event', () => {
  const letters = fc.constantFrom('a', '漢', '😀', '"', '\u0007');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 120 }), fc.nat(300), fc.nat(500), (label, count, chars) => {
      const list = Array.from({ length: count }, () => ({ key: 'k'.repeat(chars), index: 0, role: 'button', label }));
      const kept = fitting(list);
      expect(new Blob([JSON.stringify(kept)]).size).toBeLessThan(limits.eventBytes - 10_000);
      expect(kept).toEqual(list.slice(0, kept.length));
      if (count) expect(kept.length).toBeGreaterThan(0);
    }),
    { numRuns: 50 },
  );
});

test('beside others that leave no room nothing of a list goes in, and less than all beside those that leave some', () => {
  const list = Array.from({ length: 100 }, (_, place) => ({ place, label: '漢'.repeat(100) }));
  expect(fitting(list, { text: 'x'.repeat(limits.eventBytes) })).toEqual([]);
  const kept = fitting(list, { text: 'x'.repeat(limits.eventBytes / 2) });
  expect(kept).toEqual(list.slice(0, kept.length));
  expect(kept.length).toBeGreaterThan(50);
});
