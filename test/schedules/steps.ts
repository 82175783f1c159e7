/** What may happen in a schedule, and how often. */
import fc from 'fast-check';
import type { Fault } from '../unit/src/fakeIndexedDb.ts';
import { type Mood, moods } from './network.ts';

/** Kinds that are emitted: what people do, and what nobody wants. */
export const acts = ['click', 'custom', 'error', 'page_view', 'scroll', 'refused', 'large'] as const;

/** One thing that happens; `who` and `which` count visitors and their open tabs around. */
export type Step =
  | {
      do: 'emit';
      who: number;
      which: number;
      act: (typeof acts)[number];
      count: number;
      chars: number;
      urgency: 'soon' | 'now';
    }
  | { do: 'wait'; ms: number }
  | { do: 'mood'; who: number; mood: Mood }
  | { do: 'disk'; who: number; fault: Fault }
  | { do: 'jump'; who: number; hours: number }
  | {
      do: 'open' | 'close' | 'crash' | 'reload' | 'hide' | 'show' | 'freeze' | 'thaw' | 'flush' | 'online' | 'view';
      who: number;
      which: number;
    }
  | { do: 'wipe'; who: number }
  | { do: 'kill'; ms: number | undefined }
  | { do: 'start' }
  /** The collector is asked for its ledger. */
  | { do: 'audit' };

const who = fc.nat({ max: 2 });
const which = fc.nat({ max: 4 });

const of = <D extends Step['do']>(weight: number, name: D, rest: object) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(name), ...rest }) as unknown as fc.Arbitrary<Step>,
});

const step = fc.oneof(
  of(12, 'emit', {
    who,
    which,
    // most of what is sent is real
    act: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('click', 'custom', 'error', 'page_view', 'scroll') },
      { weight: 1, arbitrary: fc.constantFrom('refused', 'large') },
    ),
    count: fc.constantFrom(1, 10, 30, 60, 100),
    chars: fc.constantFrom(0, 0, 10, 400, 3_000, 12_000),
    urgency: fc.constantFrom('soon', 'now'),
  }),
  of(10, 'wait', { ms: fc.constantFrom(0, 1, 20, 100, 260, 1_000, 2_500, 6_000, 15_000, 60_000, 700_000) }),
  of(6, 'mood', { who, mood: fc.constantFrom<Mood>('good', 'good', ...moods) }),
  of(1, 'disk', { who, fault: fc.constantFrom<Fault>('none', 'none', 'broken', 'never', 'quota', 'refused') }),
  of(1, 'jump', {
    who,
    hours: fc.constantFrom(-24, -1, -0.001, 0.001, 8, 24, 24 * 5, 24 * 40, -24 * 40, -24 * 365 * 56),
  }),
  ...(['close', 'crash', 'reload', 'hide', 'show', 'freeze', 'thaw', 'flush', 'online', 'view'] as const).map((name) =>
    of(1, name, { who, which }),
  ),
  of(2, 'open', { who, which }),
);

/** What happens rarely, because it ends most of what can go wrong, or takes real time. */
const rare = fc.oneof(
  of(3, 'kill', { ms: fc.constantFrom(undefined, 0, 1, 2, 3, 5, 8) }),
  of(3, 'start', {}),
  of(4, 'audit', {}),
  of(1, 'wipe', { who }),
);

/** A schedule: who is there, what happens, and the seed of all that is left to chance. */
export interface Schedule {
  readonly visitors: number;
  readonly seed: number;
  readonly steps: readonly Step[];
}

/** Any schedule; every fourth may have what is rare. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  visitors: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(),
  steps: fc.oneof(
    { weight: 3, arbitrary: fc.array(step, { minLength: 25, maxLength: 50, size: 'max' }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.oneof({ weight: 12, arbitrary: step }, { weight: 1, arbitrary: rare }), {
        minLength: 25,
        maxLength: 50,
        size: 'max',
      }),
    },
  ),
});
