/** The event language: types, limits and pure rules. Schemas and parsers are entries of their own (`/schema`, `/parse`). */
export { limits } from './limits.ts';
export { browserOf } from './rules/browser.ts';
export { isGivenId, type KeyPart, type KeyStep, keyRule, parseKey } from './rules/elementKey.ts';
export { findElement, keyOf, type NamedElement } from './rules/elementPath.ts';
export { laneOf } from './rules/lane.ts';
export { type DeadClickFeatures, deadClickConfidence, deadClickRule } from './rules/deadClick.ts';
export { type DeadSwipeFeatures, deadSwipeConfidence, deadSwipeRule, SWIPE_PX } from './rules/deadSwipe.ts';
export { type RageClickFeatures, rageClickConfidence, rageClickRule } from './rules/rageClick.ts';
export { type ErrorClickFeatures, errorClickConfidence, errorClickRule } from './rules/errorClick.ts';
export { noiseOf, noisePatterns } from './rules/noise.ts';
export { attributeOf, isElement, read, tagOf } from './rules/node.ts';
export { quickBack, type QuickBackFeatures, quickBackRule } from './rules/quickBack.ts';
export { roleOf } from './rules/role.ts';
export { cleanLine, cleanText, cleanTrace } from './rules/text.ts';
export {
  cleanPage,
  cleanResource,
  cleanSource,
  defaultUrlRules,
  pageOf,
  sanitizeUrl,
  type UrlRules,
} from './rules/url.ts';
export {
  BURST_PAUSE_MS,
  REVERSAL_PX,
  thrashedCursor,
  type ThrashedCursorFeatures,
  thrashedCursorRule,
} from './rules/thrashedCursor.ts';
export { countedFrom, isCounted, type Judged } from './rules/verdict.ts';
export { type ViewportClass, viewportClass, viewportClasses } from './rules/viewportClass.ts';
export type * from './types.ts';
export { type LocalRecord, localStore } from './local.ts';
