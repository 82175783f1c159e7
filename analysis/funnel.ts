/** Steps in order: how many got how far, and how long it took. */
import { furthestChain, matchesStep } from './funnel/chain.ts';
import { foldFunnel } from './funnel/fold.ts';
import type { FunnelAnswer, FunnelInput, FunnelRow } from './funnel/shape.ts';
import { byTime, type Insight, inScope, type StoredOf } from './insight.ts';
import { byText } from './order.ts';

export type * from './funnel/shape.ts';

type Candidate = StoredOf<'page_view' | 'custom' | 'click'>;

/**
 * How far each visitor or session got. A chain starts at any occurrence of the first step; a later step counts when
 * it follows in order and lies within the window that began at the chain's start; one event is at most one step of a
 * chain. A subject counts with the furthest step of all its chains, and of those with the chain that got there first.
 */
export const funnel: Insight<FunnelInput, FunnelRow, FunnelAnswer> = {
  rows(events, input) {
    const subjects = new Map<string, Candidate[]>();
    for (const event of inScope(events, input, ['page_view', 'custom', 'click'])) {
      if (!input.steps.some((step) => matchesStep(event, step))) continue;
      const subject = event[input.by];
      const stream = subjects.get(subject);
      if (stream) stream.push(event);
      else subjects.set(subject, [event]);
    }
    const rows: FunnelRow[] = [];
    for (const [subject, stream] of subjects) {
      const furthest = furthestChain(stream.sort(byTime), input);
      if (furthest) rows.push({ subject, session: furthest.session, times: furthest.times });
    }
    return rows.sort((a, b) => byText(a.subject, b.subject));
  },

  fold: foldFunnel,
};
