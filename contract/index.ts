/** The event language: types, limits and pure rules. Schemas and parsers are entries of their own (`/schema`, `/parse`). */
export { limits } from './limits.ts';
export { browserOf } from './rules/browser.ts';
export { isGivenId, type KeyPart, type KeyStep, keyRule, parseKey } from './rules/elementKey.ts';
export { findElement, keyOf, type NamedElement } from './rules/elementPath.ts';
export { laneOf } from './rules/lane.ts';
export { attributeOf, isElement, read, tagOf } from './rules/node.ts';
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
export { countedFrom, isCounted, type Judged } from './rules/verdict.ts';
export { type ViewportClass, viewportClass, viewportClasses } from './rules/viewportClass.ts';
export type * from './types.ts';
export { type LocalRecord, localStore } from './local.ts';
