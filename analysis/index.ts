/** What the numbers mean: pure functions over events. */
export { byTime, type Insight, isInScope, type Scope, timeOf } from './insight.ts';
