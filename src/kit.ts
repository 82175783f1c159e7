/**
 * What the core hands to the idle chunk, so that no function is downloaded twice. The chunk's captures import these from
 * where they are made, as any other capture; its build looks for them here (`scripts/kit.mjs`).
 */
import {
  attributeOf,
  cleanLine,
  cleanTrace,
  isElement,
  keyOf,
  pageOf,
  read,
  roleOf,
  tagOf,
} from '@watchglass/contract';
import { attempt } from './page/attempt.ts';
import { boxOf, shareOf } from './page/box.ts';
import { now } from './page/clock.ts';
import { isControl } from './page/control.ts';
import { documentScroller, pageSizes, rangeOf } from './page/depth.ts';
import { isPage, ofDocument, pageScroller } from './page/element.ts';
import { labelOf } from './page/label.ts';
import { warn } from './page/say.ts';
import { nameOf, normalize } from './pipeline/normalize.ts';

/** Functions of the core, in the order in which the chunk takes them. */
export const kit = [
  ofDocument,
  tagOf,
  normalize,
  read,
  isPage,
  pageScroller,
  isControl,
  keyOf,
  nameOf,
  attempt,
  attributeOf,
  shareOf,
  isElement,
  labelOf,
  pageOf,
  rangeOf,
  boxOf,
  cleanTrace,
  cleanLine,
  roleOf,
  warn,
  pageSizes,
  documentScroller,
  now,
] as const;

/** See {@link kit}. */
export type Kit = typeof kit;
