/** Steps in order: how many got how far, and how long it took. */
import { furthestChain, matchesStep } from './funnel/chain.ts';
import { foldFunnel } from './funnel/fold.ts';
import type { FunnelAnswer, FunnelInput, FunnelRow } from './funnel/shape.ts';
import { groupsBy } from './groups.ts';
import { byTime, type Insight, inScope } from './insight.ts';
import { byText } from './order.ts';

export type * from './funnel/shape.ts';

/**
 * How far each visitor or session got. A chain starts at any occurrence of the first step; a later step counts when
 * it follows in order and lies within the window that began at the chain's start; one event is at most one step of a
 * chain. A subject counts with the furthest step of all its chains, and of those with the chain that got there first.
 */
export const funnel: Insight<FunnelInput, FunnelRow, FunnelAnswer> = {
  rows(events, input) {
    const taken = inScope(events, input, ['page_view', 'custom', 'click']).filter((event) =>
      input.steps.some((step) => matchesStep(event, step)),
    );
    const rows: FunnelRow[] = [];
    for (const [subject, stream] of groupsBy(taken, (event) => event[input.by])) {
      const furthest = furthestChain(stream.sort(byTime), input);
      if (furthest) rows.push({ subject, session: furthest.session, times: furthest.times });
    }
    return rows.sort((a, b) => byText(a.subject, b.subject));
  },

  fold: foldFunnel,
};
