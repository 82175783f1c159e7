/** Numbers of the first page. */
import { type Insight, inScope, type Scope } from './insight.ts';
import { errorRows } from './overview/errors.ts';
import { foldOverview } from './overview/fold.ts';
import { pageRows } from './overview/pages.ts';
import type { OverviewAnswer, OverviewRow } from './overview/shape.ts';
import { timeRows } from './overview/time.ts';

export type * from './overview/shape.ts';

/** What happened. */
export const overview: Insight<Scope, OverviewRow, OverviewAnswer> = {
  rows(events, input) {
    const found = inScope(events, input);
    return [...timeRows(found, input), ...pageRows(found), ...errorRows(found)];
  },

  fold: foldOverview,
};
