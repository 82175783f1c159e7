/** What the numbers mean: pure functions over events. */
export { catalogue } from './catalogue.ts';
export { cellsPerSide, clickGrid } from './clickGrid.ts';
export { elements } from './elements.ts';
export { funnel } from './funnel.ts';
export { byTime, eachOnce, type Insight, isInScope, type Scope, type StoredOf, timeOf } from './insight.ts';
export { overview } from './overview.ts';
export { quantile, shareOf } from './quantile.ts';
export { scrollReach } from './scrollReach.ts';
export { mostSessionEvents, session } from './session.ts';
export { sessionLimitOf, sessionLimits, sessions } from './sessions.ts';
export type * from './catalogue.ts';
export type * from './clickGrid.ts';
export type * from './elements.ts';
export type * from './funnel.ts';
export type * from './overview.ts';
export type * from './scrollReach.ts';
export type * from './session.ts';
export type * from './sessions.ts';
