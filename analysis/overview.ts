/** Numbers of the first page. */
import { type Insight, inScope, type Scope } from './insight.ts';
import { errorRows } from './overview/errors.ts';
import { foldOverview } from './overview/fold.ts';
import { ledgerRows } from './overview/ledger.ts';
import { pageRows } from './overview/pages.ts';
import type { OverviewAnswer, OverviewRow } from './overview/shape.ts';
import { timeRows } from './overview/time.ts';

export type * from './overview/shape.ts';

/** What happened, and whether it all arrived. For the ledger, give `rows` also the events outside the scope. */
export const overview: Insight<Scope, OverviewRow, OverviewAnswer> = {
  rows(events, input) {
    const all = [...events];
    const found = inScope(all, input);
    return [...timeRows(found, input), ...pageRows(found), ...errorRows(found), ...ledgerRows(all, found)];
  },

  fold: foldOverview,
};
