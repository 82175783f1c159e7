import { countedFrom, isCounted } from '@watchglass/contract';
import { expect, test } from 'vitest';

test('a judgement counts from even odds on', () => {
  expect([0, countedFrom - Number.EPSILON, countedFrom, 1].map((confidence) => isCounted({ confidence }))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
