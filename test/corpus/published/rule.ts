/** What a published rule is here, and what several of them ask of a trace. */
import { clicksOf, type PathElement, type PressRecord, type Trace, type TraceRecord } from '../trace.ts';

/** A rule of the field, as pure functions of a trace. */
export interface PublishedRule {
  readonly name: string;
  /** Whether it reports a dead click. */
  readonly dead?: (trace: Trace) => boolean;
  /** Whether it reports a rage click. */
  readonly rage?: (trace: Trace) => boolean;
}

/** A click, and the clicks of its document before it, newest first. */
type Judge = (trace: Trace, click: PressRecord, earlier: readonly PressRecord[]) => boolean;

/** Whether any click of the interaction is dead by `isDead`: streaks of the corpus are on one thing. */
export const anyDead =
  (isDead: Judge): ((trace: Trace) => boolean) =>
  (trace) => {
    const clicks = clicksOf(trace);
    return clicks.some((click, i) =>
      isDead(
        trace,
        click,
        clicks
          .slice(0, i)
          .filter(({ doc }) => doc === click.doc)
          .toReversed(),
      ),
    );
  };

/** Whether `count` clicks in a row, in one document, satisfy `isRage`. */
export const anyRun =
  (count: number, isRage: (run: readonly PressRecord[], trace: Trace) => boolean): ((trace: Trace) => boolean) =>
  (trace) => {
    const clicks = clicksOf(trace);
    return clicks.some((_, i) => {
      const run = clicks.slice(i, i + count);
      return run.length === count && run.every(({ doc }) => doc === run[0]?.doc) && isRage(run, trace);
    });
  };

/** Whether a record that `is` lies from `fromMs` (inclusive) to `toMs` after the click, in its document. */
export const seen = (
  trace: Trace,
  click: PressRecord,
  [fromMs, toMs]: readonly [fromMs: number, toMs: number],
  is: (one: TraceRecord) => boolean,
): boolean =>
  trace.records.some(
    (one) =>
      one !== click && one.doc === click.doc && one.at - click.at >= fromMs && one.at - click.at < toMs && is(one),
  );

/** A mutation that an observer on the document hears of. */
export const isMutation = (one: TraceRecord): boolean => one.kind === 'mutation' && !one.inShadow;
/** The document goes, and with it every timer that waits. */
export const isLeave = (one: TraceRecord): boolean => one.kind === 'leave';
export const isRequest = (one: TraceRecord): boolean => one.kind === 'request';
export const isScroll = (one: TraceRecord): boolean => one.kind === 'scroll' && one.what === 'scroll';
export const isSelectionChange = (one: TraceRecord): boolean => one.kind === 'selection';
/** Something is marked now. */
export const isMarked = (one: TraceRecord): boolean => one.kind === 'selection' && Number(one.what) > 0;
export const isField = (one: TraceRecord, ...what: string[]): boolean =>
  one.kind === 'field' && what.includes(one.what);
export const isOpen = (one: TraceRecord): boolean => one.kind === 'open' && one.what !== 'print';

/** The nearest element on the way up that `is`. */
export const closest = (click: PressRecord, is: (one: PathElement) => boolean): PathElement | undefined =>
  click.path.find(is);

/** The element that was hit. */
export const target = ({ path }: PressRecord): PathElement | undefined => path[0];

/** Milliseconds from the first to the last of a run. */
export const span = (run: readonly PressRecord[]): number => (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0);

/** Whether each neighbouring pair of a run satisfies `is`. */
export const eachPair = (
  run: readonly PressRecord[],
  is: (before: PressRecord, click: PressRecord) => boolean,
): boolean =>
  run.every((click, i) => {
    const before = run[i - 1];
    return !before || is(before, click);
  });

/** Whether all clicks of a run hit one element. */
export const onOneElement = (run: readonly PressRecord[]): boolean =>
  run.every((click) => target(click)?.node === target(run[0] as PressRecord)?.node);

/** Pixels between two clicks, as the crow flies. */
export const distance = (a: PressRecord, b: PressRecord): number => Math.hypot(a.x - b.x, a.y - b.y);
