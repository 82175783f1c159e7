import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../../demo/traffic/random.ts';
import { addressGroup, createRateLimiter } from '../../../collector/ingest/rate.ts';

test('over any stretch of time, no more than the burst and what the rate gives', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.tuple(fc.integer({ min: -500, max: 3_000 }), fc.integer({ min: 1, max: 30 })), { maxLength: 40 }),
      (perSecond, burst, steps) => {
        let now = 1_000_000;
        let latest = now;
        const limiter = createRateLimiter({ perSecond, burst, clock: () => now });
        let passed = 0;
        let forward = 0;
        for (const [ms, times] of steps) {
          now += ms;
          // a clock that goes back and forth gives the same stretch again, once each time
          forward += Math.max(0, ms);
          latest = Math.max(latest, now);
          for (let at = 0; at < times; at += 1) if (limiter.take('a') === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (forward * perSecond) / 1_000 + 1e-6);
      },
    ),
  );
});

test('who waits as long as it says gets through, and others do not wait for them', () => {
  let now = 0;
  const limiter = createRateLimiter({ perSecond: 3, burst: 2, clock: () => now });
  expect([limiter.take('a'), limiter.take('a'), limiter.take('b')]).toEqual([0, 0, 0]);
  const wait = limiter.take('a');
  expect(wait).toBe(334);
  now += wait;
  expect(limiter.take('a')).toBe(0);
});

/** Seconds, as a header says them. */
const placeOf = (limiter: ReturnType<typeof createRateLimiter>): number =>
  Math.ceil(limiter.place('a') / 1_000) * 1_000;

test('10,000 that are refused at once have places within a minute, and each gets through at its own', () => {
  let now = 0;
  const limiter = createRateLimiter({ perSecond: 200, burst: 400, clock: () => now });
  const waits: number[] = [];
  for (let at = 0; at < 10_000; at += 1) if (limiter.take('a') > 0) waits.push(placeOf(limiter));
  expect([waits.length, Math.max(...waits)]).toEqual([9_600, 61_000]);
  // hundreds come for the first time in each of these seconds: they find room beside those who have a place, not in it
  let passed = 0;
  for (const second of Array.from({ length: 61 }, (_, at) => at + 1)) {
    now = second * 1_000;
    for (let at = 0; at < 300; at += 1) if (limiter.take('a') === 0) passed += 1;
    const due = waits.filter((wait) => wait === now).map(() => limiter.take('a', true));
    expect(due.filter((wait) => wait > 0)).toEqual([]);
  }
  expect(passed).toBeGreaterThan(30 * 60);
  // the last of them are somewhat late; then nobody is waited for any more
  now += 2_000;
  const inARow = (): number => {
    let count = 0;
    while (limiter.take('a') === 0) count += 1;
    return count;
  };
  expect(inARow()).toBe(240);
  now += 1_001;
  expect(inARow()).toBe(360);
  // others of another address were never in the way, and nobody is sent away for more than five minutes
  expect(limiter.place('b')).toBe(7);
  for (let at = 0; at < 200_000; at += 1) limiter.place('a');
  expect(limiter.place('a')).toBe(300_000);
});

/**
 * Ten visitors a second come for three minutes and keep to what they are told, while somebody of their address sends 400
 * requests a second. Gives how many were refused never, once, ...
 */
function besideFlood(saysAgain: boolean): number[] {
  let now = 0;
  const limiter = createRateLimiter({ perSecond: 200, burst: 400, clock: () => now });
  const random = createRandom(1);
  const due = new Map<number, number[]>();
  const refused: number[] = Array<number>(20).fill(0);
  const come = (times: number): void => {
    if (limiter.take('a', times > 0) === 0) {
      refused[times] = (refused[times] ?? 0) + 1;
      return;
    }
    const at = now + placeOf(limiter) + Math.floor(random.between(0, 1_000));
    due.set(at, [...(due.get(at) ?? []), times + 1]);
  };
  for (now = 0; now < 600_000; now += 1) {
    const isFlood = now < 180_000;
    if (isFlood && random.between(0, 1) < 0.4 && limiter.take('a', saysAgain) > 0) limiter.place('a');
    if (isFlood && now % 100 === 0) come(0);
    for (const times of due.get(now) ?? []) come(times);
  }
  return refused;
}

test('visitors behind the address of somebody who floods are refused once; when he lies that he was told to, most are', () => {
  const [never = 0, once = 0, ...more] = besideFlood(false);
  expect([never + once, Math.max(...more)]).toEqual([1_800, 0]);
  const [first = 0, second = 0, ...others] = besideFlood(true);
  expect(first + second).toBeGreaterThan(900);
  expect(others.reduce((sum, count) => sum + count, first + second)).toBe(1_800);
});

test('an address that owes gives places from when it has paid, each a different one', () => {
  let now = 0;
  const limiter = createRateLimiter({ perSecond: 200, burst: 400, clock: () => now });
  limiter.charge('a', 1e9);
  const waits = Array.from({ length: 3_000 }, () => placeOf(limiter));
  expect(Math.min(...waits)).toBe(31_000);
  for (const second of new Set(waits)) {
    now = second;
    const due = waits.filter((wait) => wait === now).map(() => limiter.take('a', true));
    expect(due.filter((wait) => wait > 0)).toEqual([]);
  }
});

test('requests that cost more than one token have places that far apart', () => {
  let now = 0;
  const limiter = createRateLimiter({ perSecond: 200, burst: 400, clock: () => now });
  const waits: number[] = [];
  const come = (isAgain: boolean): number => {
    const waitMs = limiter.take('a', isAgain);
    // five times 16 KiB
    if (waitMs === 0) limiter.charge('a', 4);
    return waitMs;
  };
  // within a second
  for (let at = 0; at < 5_000; at += 1) {
    now = at / 5;
    if (come(false) > 0) waits.push(Math.ceil((now + placeOf(limiter)) / 1_000) * 1_000);
  }
  let refused = 0;
  for (const second of new Set(waits)) {
    now = second;
    for (const wait of waits) if (wait === now && come(true) > 0) refused += 1;
  }
  expect([waits.length > 4_800, refused]).toEqual([true, 0]);
});

test('a million addresses do not fill the memory', () => {
  const limiter = createRateLimiter({ perSecond: 1, burst: 1, clock: () => 0 });
  for (let at = 0; at < 200_000; at += 1) limiter.take(String(at));
  // the oldest are forgotten, and begin anew; the latest are not
  expect([limiter.take('0'), limiter.take('199999')]).toEqual([0, 1_000]);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [undefined, ''],
])('%s is counted as %s', (ip, group) => expect(addressGroup(ip)).toBe(group));

test('what is charged afterwards is owed, for 30 seconds at most', () => {
  let now = 0;
  const limiter = createRateLimiter({ perSecond: 10, burst: 10, clock: () => now });
  limiter.charge('a', 15);
  expect([limiter.debt('a'), limiter.take('a'), limiter.take('b')]).toEqual([500, 600, 0]);
  limiter.charge('a', 1e9);
  expect(limiter.debt('a')).toBe(30_000);
  now += 30_000;
  expect(limiter.debt('a')).toBe(0);
});
