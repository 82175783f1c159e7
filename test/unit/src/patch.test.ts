import { expect, test } from 'vitest';
import { patch } from '../../../src/page/patch.ts';

const guard =
  <A extends unknown[], R>(run: (...args: A) => R) =>
  (...args: A): R | undefined => {
    try {
      return run(...args);
    } catch {
      return undefined;
    }
  };
const open = () => ({ guard, stops: new Set<() => void>() });

test('a hook that throws, before or after, changes nothing for the caller', () => {
  const owner = { add: (a: number, b: number) => a + b };
  patch(open(), owner, 'add', () => {
    throw new Error('ours');
  });
  patch(open(), owner, 'add', () => () => {
    throw new Error('ours');
  });
  expect(owner.add(1, 2)).toBe(3);
});

test('an exception of the host passes as it is, and the hook hears that nothing came of it', () => {
  const mine = new Error('mine');
  const results: unknown[] = [];
  const owner = {
    fail: () => {
      throw mine;
    },
  };
  patch(open(), owner, 'fail', () => (result) => void results.push(result));
  expect(() => owner.fail()).toThrow(mine);
  expect(results).toEqual([undefined]);
});

test('what is no function, and what cannot be replaced, is left alone', () => {
  const owner: { none?: unknown } = { none: 1 };
  patch(open(), owner, 'none', () => undefined);
  expect(owner.none).toBe(1);
  const calls: string[] = [];
  const locked = Object.freeze({ run: () => 1 });
  const ctx = open();
  patch(ctx, locked, 'run', () => void calls.push('ours'));
  expect([locked.run(), calls]).toEqual([1, []]);
  for (const stop of ctx.stops) stop();
  expect(locked.run()).toBe(1);
});

test('the end puts back what was there, unless somebody else took the place', () => {
  const run = (): number => 1;
  const owner = { run };
  const calls: string[] = [];
  const first = open();
  patch(first, owner, 'run', () => void calls.push('first'));
  const ours = owner.run;
  const theirs = (): number => ours() + 1;
  owner.run = theirs;
  for (const stop of [...first.stops, ...first.stops]) stop();
  expect(owner.run).toBe(theirs);
  expect(owner.run()).toBe(2);
  expect(calls).toEqual([]);
  const second = open();
  owner.run = run;
  patch(second, owner, 'run', () => void calls.push('second'));
  owner.run();
  for (const stop of second.stops) stop();
  expect([owner.run === run, calls.join()]).toEqual([true, 'second']);
});
