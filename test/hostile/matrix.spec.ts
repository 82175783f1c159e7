/** H2: everything that the tag touches, replaced by the page before the tag runs. */
import { brokenTag } from '../faults/builtTag.ts';
import { expect, test } from '../fixture.ts';
import { known } from './known.ts';
import { type Case, createMatrix, type Matrix, nameOf, type Result, shippedTag, singles } from './matrix.ts';
import type { Fault } from './verdict.ts';
import type { Target, Variant } from './page/targets.ts';

/** A busy machine takes ten times as long as an idle one. */
const MATRIX_MS = 1_200_000;
const seed = Number(process.env['WATCHGLASS_SEED'] ?? 1);
const PAIRS = Number(process.env['WATCHGLASS_PAIRS'] ?? 0);

/** A throw and a lie are each a way of their own through the tag. */
const ways: readonly Variant[] = ['throws', 'undefined'];
/** Variations of them, for which `npm test` has no time. */
const moreWays: readonly Variant[] = ['number', 'list', 'gone', 'never'];

/** Results with a fault that is not listed for it, one sentence each. */
const surprises = (results: readonly Result[], listed: Readonly<Record<string, readonly Fault[]>> = {}): string[] =>
  results
    .filter(({ name, verdict }) => verdict.faults.some((fault) => !listed[name]?.includes(fault)))
    .map(({ name, verdict }) => `${name}: ${verdict.faults.join()}: ${verdict.why}`);

/** What makes an engine run in circles by itself: such a page has to be waited for. */
const CIRCLES = [
  'RegExp.prototype.global',
  'RegExp.prototype.exec',
  '%ArrayIterator%.next',
  '%MapIterator%.next',
  '%SetIterator%.next',
];

/** Names of globals that the tag reads and that a page cannot take away. */
const FIXED = ['document', 'location', 'window'];

function expectScanned(matrix: Matrix): void {
  const { found, possible, fixed, touched } = matrix;
  const isIn = (targets: readonly Target[], holder: string, key: string): boolean =>
    targets.some((one) => one.holder === holder && one.key === key);
  // a global that the scan finds is replaced, or cannot be; one that the platform does not know would be a mistake
  for (const name of found.globals)
    expect
      .soft(
        FIXED.includes(name)
          ? isIn(fixed, 'window', name)
          : isIn(possible, 'window', name) || possible.some(({ key }) => key === name),
        name,
      )
      .toBe(true);
  expect(found.globals.length).toBeGreaterThan(30);
  expect(possible.length).toBeGreaterThan(1_000);
  expect(touched.length).toBeGreaterThan(150);
}

test('each property that the tag touches, replaced by one that throws or gives nothing: the page is as without the tag, and the numbers are true', {
  tag: '@long-in-firefox',
}, async ({ browser, browserName, server }) => {
  test.setTimeout(MATRIX_MS);
  const matrix = await createMatrix(browser, server);
  expectScanned(matrix);
  // an engine may do otherwise what it does: a sample is enough to see it
  const targets = browserName === 'chromium' ? matrix.touched : matrix.touched.filter((_, index) => index % 12 === 0);
  const results = await matrix.run(singles(targets, ways));
  expect(surprises(results)).toEqual([]);
  expect(matrix.circles).toEqual([]);
  const right = results.filter(({ verdict }) => verdict.end === 'right').length;
  expect(right).toBeGreaterThan(results.length / 4);
  await matrix.close();
});

test('each property that the tag touches, replaced in other ways', { tag: ['@long', '@chromium'] }, async ({
  browser,
  server,
}) => {
  test.setTimeout(MATRIX_MS);
  const matrix = await createMatrix(browser, server);
  const cases = singles(matrix.touched, moreWays);
  const results = await matrix.run(cases.filter(([one]) => !(one && CIRCLES.includes(nameOf(one)))));
  expect(surprises(results, known)).toEqual([]);
  // that list has to get shorter
  expect(Object.keys(known).length).toBeLessThanOrEqual(16);
  // what the visit never looked up, all at once: it has no part in it, so that leaving it out alone hides nothing
  const rest = matrix.possible.filter((one) => !matrix.touched.includes(one));
  const [all] = await matrix.run([rest.map((one) => ({ ...one, variant: 'throws' }))]);
  expect(all?.verdict).toMatchObject({ end: 'right' });
  await matrix.close();
});

test(`${PAIRS} pairs of replacements: as each of them alone`, { tag: '@long' }, async ({ browser, server }) => {
  test.setTimeout(MATRIX_MS);
  const matrix = await createMatrix(browser, server);
  // mulberry32: the same pairs for the same seed
  let state = seed;
  const random = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
  const targets = matrix.touched;
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const cases: Case[] = Array.from({ length: PAIRS }, () => {
    const first = pick(targets);
    const second = pick(targets.filter((one) => one !== first));
    return [
      { ...first, variant: pick(ways) },
      { ...second, variant: pick(ways) },
    ];
  });
  const results = await matrix.run(cases);
  expect(surprises(results)).toEqual([]);
  expect(matrix.circles.length).toBeLessThanOrEqual(PAIRS / 10);
  await matrix.close();
});

for (const [name, what, replaced] of [
  ['noGuard', 'host', { holder: 'Event.prototype', key: 'composedPath' }],
  ['loud', 'host', undefined],
  ['needsEval', 'host', undefined],
  ['takesClicks', 'host', undefined],
  ['deleteBeforeReceipt', 'lost', { holder: 'window', key: 'fetch' }],
] as const)
  test(`a broken tag is noticed by the matrix: ${name}`, { tag: '@long-in-firefox' }, async ({ browser, server }) => {
    test.setTimeout(MATRIX_MS);
    const whole = await createMatrix(browser, server, shippedTag(), await brokenTag(name));
    const [result] = await whole.run([replaced ? [{ ...replaced, variant: 'throws' }] : []]);
    expect(result?.verdict.faults).toContain(what);
    await whole.close();
  });
