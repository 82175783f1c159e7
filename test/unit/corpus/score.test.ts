import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calibrationError, judgeOf, type Labelled, rowOf, scoreOf, tableOf } from '../../corpus/score.ts';
import { click, traceOf } from './traces.ts';

const pair = (label: boolean, verdict: boolean): { label: boolean; verdict: boolean } => ({ label, verdict });

it('precision, recall and F1 of a known mixture', () => {
  const score = scoreOf([
    ...Array.from({ length: 6 }, () => pair(true, true)),
    ...Array.from({ length: 2 }, () => pair(false, true)),
    ...Array.from({ length: 4 }, () => pair(true, false)),
    ...Array.from({ length: 9 }, () => pair(false, false)),
  ]);
  expect(score).toMatchObject({ truePositives: 6, falsePositives: 2, falseNegatives: 4, precision: 0.75, recall: 0.6 });
  expect(score.f1).toBeCloseTo(2 / (1 / 0.75 + 1 / 0.6));
});

it('a ratio over nothing is no number', () => {
  expect(scoreOf([])).toMatchObject({ precision: undefined, recall: undefined, f1: undefined });
  expect(scoreOf([pair(true, false)])).toMatchObject({ precision: undefined, recall: 0, f1: 0 });
  expect(scoreOf([pair(false, true)])).toMatchObject({ precision: 0, recall: undefined, f1: 0 });
});

it('verdicts that are as often right as they say have no calibration error', () => {
  const said = (confidence: number, right: number, wrong: number): { confidence: number; isRight: boolean }[] => [
    ...Array.from({ length: right }, () => ({ confidence, isRight: true })),
    ...Array.from({ length: wrong }, () => ({ confidence, isRight: false })),
  ];
  expect(calibrationError([...said(0.75, 3, 1), ...said(0.5, 5, 5), ...said(1, 2, 0)])).toBeCloseTo(0);
  expect(calibrationError(said(1, 0, 4))).toBe(1);
  // a fifth of the verdicts is off by 0.5, the others by nothing
  expect(calibrationError([...said(0.5, 2, 0), ...said(1, 8, 0)])).toBeCloseTo(0.1);
  expect(calibrationError([])).toBeUndefined();
});

it('the calibration error lies between 0 and 1, in any order', () => {
  const verdicts = fc.array(
    fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(verdicts, (some) => {
      const error = calibrationError(some) ?? -1;
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(1);
      expect(calibrationError(some.toReversed())).toBeCloseTo(error);
    }),
  );
});

const labelled = (split: Labelled['split'], dead: boolean, ms: number): Labelled => ({
  split,
  dead,
  rage: false,
  trace: traceOf(click(ms)),
  events: [],
});
const four = [
  labelled('tuning', true, 0),
  labelled('tuning', false, 1),
  labelled('heldOut', true, 2),
  labelled('heldOut', true, 3),
];

it('a row tells the parts from each other, and what is reported with a confidence is calibrated', () => {
  // says dead of the first three clicks
  const row = rowOf(
    'one',
    ({ records, from }) => ({ dead: (records[0]?.at ?? 0) - from < 3, confidence: { dead: 0.9 } }),
    four,
    'dead',
  );
  expect(row?.tuning).toMatchObject({ precision: 0.5, recall: 1 });
  expect(row?.heldOut).toMatchObject({ precision: 1, recall: 0.5 });
  expect(row?.calibrationError).toBeCloseTo(0.15);
});

it('a judge without a rule for the signal has no row', () => {
  expect(rowOf('rage alone', judgeOf({ name: 'x', rage: () => true }), four, 'dead')).toBeUndefined();
});

it('the table has a line for each row', () => {
  const rows = [rowOf('always', judgeOf({ name: 'always', dead: () => true }), four, 'dead')].flatMap(
    (row) => row ?? [],
  );
  expect(tableOf('dead clicks', rows).split('\n')).toEqual([
    '| dead clicks | tuning: precision | recall | F1 | kept out: precision | recall | F1 | all: precision | recall | F1 | calibration error |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| always | 0.50 | 1.00 | 0.67 | 1.00 | 1.00 | 1.00 | 0.75 | 1.00 | 0.86 | – |',
  ]);
});
