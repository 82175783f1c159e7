/** What the numbers mean: pure functions over events. */
export { byTime, type Insight, isInScope, type Scope, timeOf } from './insight.ts';
export type * from './catalogue.ts';
export type * from './clickGrid.ts';
export type * from './elements.ts';
export type * from './funnel.ts';
export type * from './overview.ts';
export type * from './scrollReach.ts';
