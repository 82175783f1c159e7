/** Rows of a funnel: the chain of `furthestChain` of analysis, folded over each subject's events in the engine. */
import type { FunnelInput, FunnelRow, FunnelStep } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { type Audience, ofScope, type Query, scopeParams } from './query.ts';

/** What a step compares: page, name or key, by the kind of its events. */
const WHAT = "multiIf(kind = 'page_view', page, kind = 'custom', name, key)";

/**
 * Folds one event `e` (time, id, session, steps as bits) into the state `s`: for each step the times of the chain that
 * reached it and started last, then times and session of the furthest chain so far. All of it reads the state before
 * the event, which is why an event is at most one step of a chain.
 */
function fold(count: number): { readonly step: string; readonly start: string } {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const startOf = (i: number): string => (i === 1 ? 'e.1' : `s.${i - 1}[1]`);
  const before = (i: number): string => (i === 1 ? '[]::Array(Int64)' : `s.${i - 1}`);
  const extends_ = (i: number): string =>
    [
      `bitTest(e.4, ${i - 1})`,
      ...(i === 1 ? [] : [`notEmpty(s.${i - 1})`, `e.1 <= ${startOf(i)} + {windowMs:Int64}`]),
      `(empty(s.${i}) OR s.${i}[1] < ${startOf(i)})`,
    ].join(' AND ');
  const chains = numbers.map((i) => `if(${extends_(i)}, arrayPushBack(${before(i)}, e.1), s.${i})`);
  // the furthest chain becomes longer by one step at a time, and only by the step after its last
  const isFurther = numbers.map((i) => `length(s.${count + 1}) = ${i - 1} AND ${extends_(i)}`);
  const furthest = numbers.map((i) => `${isFurther[i - 1]}, arrayPushBack(${before(i)}, e.1)`);
  const session = `if(${isFurther.map((one) => `(${one})`).join(' OR ')}, e.3, s.${count + 2})`;
  return {
    step: `(${[...chains, `multiIf(${furthest.join(', ')}, s.${count + 1})`, session].join(', ')})`,
    start: `(${[...numbers, 0].map(() => '[]::Array(Int64)').join(', ')}, '')`,
  };
}

const valueOf = (step: FunnelStep): string =>
  step.kind === 'page' ? step.page : step.kind === 'custom' ? step.name : step.key;

const kindOf = { page: 'page_view', custom: 'custom', click: 'click' } as const;

/** The rows of a funnel as one question, to be asked or to narrow another one. */
export function funnelStatement(audience: Audience, input: FunnelInput): Statement {
  const count = input.steps.length;
  const { step, start } = fold(count);
  const bits = input.steps.map((_, i) => `if(kind = {kind${i}:String} AND what = {what${i}:String}, ${2 ** i}, 0)`);
  return {
    sql: `SELECT subject, reached.${count + 2} AS session, reached.${count + 1} AS times FROM (
      SELECT who AS subject, arrayFold((s, e) -> ${step}, arraySort(groupArray((at_, id, session, steps))), ${start}) AS reached
      FROM (
        SELECT
          if({by:String} = 'session', session, visitor) AS who,
          time AS at_,
          id,
          session,
          ${WHAT} AS what,
          toUInt16(${bits.join(' + ')}) AS steps
        FROM events
        WHERE ${ofScope} AND (kind IN ('page_view', 'custom') OR (kind = 'click' AND trusted)) AND steps > 0
      ) GROUP BY who HAVING bitTest(groupBitOr(steps), 0)
    ) ORDER BY subject`,
    params: {
      ...scopeParams(audience, input),
      by: input.by,
      windowMs: Math.floor(input.windowMs),
      ...Object.fromEntries(
        input.steps.flatMap((one, i) => [
          [`kind${i}`, kindOf[one.kind]],
          [`what${i}`, valueOf(one)],
        ]),
      ),
    },
  };
}

/** See `funnel` of analysis. */
export const funnelRows: Query<FunnelInput, FunnelRow> = (ask, audience, input) =>
  ask<FunnelRow>(funnelStatement(audience, input));
