/** Traces made by hand: a visitor's clicks on one element, and what happened around them. */
import type {
  MutationRecordOfTrace,
  OtherRecord,
  PathElement,
  PressRecord,
  Trace,
  TraceRecord,
} from '../../corpus/trace.ts';

/** When the hand-made act begins; divisible by 50, which one rule looks at. */
const START = 1_000_000;

/** An element, a button unless told. */
export const element = (some: Partial<PathElement> = {}): PathElement => ({
  node: 1,
  tag: 'button',
  id: '',
  role: '',
  type: '',
  text: 'Buy',
  ...some,
});

const BODY = element({ node: 9, tag: 'body', text: '' });

/** A click at `ms` after the start. */
export const click = (ms: number, some: Partial<PressRecord> & { on?: Partial<PathElement> } = {}): PressRecord => {
  const { on = {}, ...rest } = some;
  return {
    kind: 'click',
    at: START + ms,
    doc: 'page',
    x: 100,
    y: 100,
    button: 0,
    detail: 1,
    modifiers: [],
    pointer: 'mouse',
    trusted: true,
    path: [element(on), BODY],
    ...rest,
  };
};

/** Clicks so many ms apart. */
export const clicks = (count: number, gapMs: number, some: Parameters<typeof click>[1] = {}): PressRecord[] =>
  Array.from({ length: count }, (_, i) => click(i * gapMs, some));

/** A mutation at `ms` after the start. */
export const mutation = (ms: number, some: Partial<MutationRecordOfTrace> = {}): MutationRecordOfTrace => ({
  kind: 'mutation',
  at: START + ms,
  doc: 'page',
  what: 'childList',
  where: 'ul',
  nodes: [5, 9],
  inShadow: false,
  count: 1,
  ...some,
});

/** Anything else at `ms` after the start. */
export const happening = (ms: number, kind: OtherRecord['kind'], what = '', where = ''): OtherRecord => ({
  kind,
  at: START + ms,
  doc: 'page',
  what,
  where,
});

/** A trace of these records, watched for 10 s. */
export const traceOf = (...records: TraceRecord[]): Trace => ({
  widget: 'made by hand',
  interaction: 'made by hand',
  from: START,
  until: START + 10_000,
  records: [...records].sort((a, b) => a.at - b.at),
});
