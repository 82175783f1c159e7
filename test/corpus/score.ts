/** How well verdicts agree with labels: precision, recall, F1, and whether confidences mean what they say. */
import type { WatchglassEvent } from '@watchglass/contract';
import type { PublishedRule } from './published/rule.ts';
import type { Trace } from './trace.ts';
import type { Split } from './widget.ts';

/** The two signals. */
export type Signal = 'dead' | 'rage';

/** What a judge says of one interaction. */
export interface Verdict {
  /** Undefined when the judge has no rule for it. */
  readonly dead?: boolean | undefined;
  readonly rage?: boolean | undefined;
  /** How sure it is that a signal is right, 0 to 1, for each that it reports. */
  readonly confidence?: { readonly dead?: number | undefined; readonly rage?: number | undefined };
}

/** Judges by what was recorded, or by what the tag on the page sent. */
export type Judge = (trace: Trace, events: readonly WatchglassEvent[]) => Verdict;

/** An interaction with its labels. */
export interface Labelled {
  readonly split: Split;
  readonly dead: boolean;
  readonly rage: boolean;
  readonly trace: Trace;
  readonly events: readonly WatchglassEvent[];
}

/** Agreement on one signal; a ratio over nothing is undefined. */
export interface Score {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
}

/** Bins of the expected calibration error, as the bar asks for. */
const BINS = 5;

const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

/** Score of pairs of label and verdict. */
export function scoreOf(pairs: readonly { label: boolean; verdict: boolean }[]): Score {
  const count = (label: boolean, verdict: boolean): number =>
    pairs.filter((pair) => pair.label === label && pair.verdict === verdict).length;
  const [truePositives, falsePositives, falseNegatives] = [count(true, true), count(false, true), count(true, false)];
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

/**
 * Expected calibration error: the mean distance, over five bins of equal width and weighted by how many lie in each,
 * between how sure verdicts were and how often they were right. Undefined without any confidence.
 */
export function calibrationError(verdicts: readonly { confidence: number; isRight: boolean }[]): number | undefined {
  if (verdicts.length === 0) return undefined;
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
  return Array.from({ length: BINS }, (_, bin) =>
    verdicts.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
  )
    .filter((bin) => bin.length > 0)
    .map(
      (bin) =>
        (bin.length / verdicts.length) *
        Math.abs(mean(bin.map(({ confidence }) => confidence)) - mean(bin.map(({ isRight }) => Number(isRight)))),
    )
    .reduce((sum, one) => sum + one, 0);
}

/** What a judge came to on one signal. */
export interface Row {
  readonly name: string;
  readonly tuning: Score;
  readonly heldOut: Score;
  readonly all: Score;
  readonly calibrationError: number | undefined;
}

/** The row of a judge; undefined when it has no rule for the signal. */
export function rowOf(name: string, judge: Judge, corpus: readonly Labelled[], signal: Signal): Row | undefined {
  const judged = corpus.map((one) => ({ one, verdict: judge(one.trace, one.events) }));
  if (judged.some(({ verdict }) => verdict[signal] === undefined)) return undefined;
  const pairs = (split?: Split): { label: boolean; verdict: boolean }[] =>
    judged
      .filter(({ one }) => !split || one.split === split)
      .map(({ one, verdict }) => ({ label: one[signal], verdict: verdict[signal] === true }));
  return {
    name,
    tuning: scoreOf(pairs('tuning')),
    heldOut: scoreOf(pairs('heldOut')),
    all: scoreOf(pairs()),
    calibrationError: calibrationError(
      judged.flatMap(({ one, verdict }) => {
        const confidence = verdict.confidence?.[signal];
        return confidence === undefined ? [] : [{ confidence, isRight: one[signal] }];
      }),
    ),
  };
}

/** A published rule as a judge. */
export const judgeOf =
  (rule: PublishedRule): Judge =>
  (trace) => ({ dead: rule.dead?.(trace), rage: rule.rage?.(trace) });

const digits = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(2));
const cells = ({ precision, recall, f1 }: Score): string[] => [precision, recall, f1].map(digits);

/** The rows as Markdown: precision, recall and F1 of each part, then the calibration error. */
export function tableOf(title: string, rows: readonly Row[]): string {
  const line = (columns: readonly string[]): string => `| ${columns.join(' | ')} |`;
  const parts = ['tuning', 'kept out', 'all'].flatMap((part) => [`${part}: precision`, 'recall', 'F1']);
  return [
    line([title, ...parts, 'calibration error']),
    line(['---', ...parts.map(() => '---:'), '---:']),
    ...rows.map((row) =>
      line([row.name, ...cells(row.tuning), ...cells(row.heldOut), ...cells(row.all), digits(row.calibrationError)]),
    ),
  ].join('\n');
}
