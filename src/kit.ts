/**
 * What the core hands to the idle chunk, so that it is not downloaded twice. The chunk's captures import these from where
 * they are made, as any other capture; its build looks for them here (`scripts/kit.mjs`). Of small functions each file has
 * its own: a place in the list costs the tag, which has less room, and keeps the build from writing one into its only caller.
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
import { isPage, ofDocument, pageScroller } from './page/element.ts';
import { labelOf } from './page/label.ts';
import { placeOn } from './page/place.ts';
import { normalize } from './pipeline/normalize.ts';

/** Functions of the core, in the order in which the chunk takes them. */
export const kit = [
  placeOn,
  read,
  isElement,
  isPage,
  roleOf,
  pageScroller,
  labelOf,
  normalize,
  pageOf,
  cleanLine,
  attributeOf,
  boxOf,
  shareOf,
  tagOf,
  cleanTrace,
  ofDocument,
  attempt,
  keyOf,
] as const;

/** See {@link kit}. */
export type Kit = typeof kit;
