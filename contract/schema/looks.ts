/** What people got to see, and pointed at. */
import type { TProperties } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { contentRatioMax, element, index, key, keyRule, label, role, scrollRatioMax, viewportWidth } from './fields.ts';
import { count, listOf, ms, ratio, text } from './shapes.ts';

/** Fields of these kinds besides the common ones. */
export const looks = {
  scroll: {
    ...element,
    viewportWidth,
    scrollRatioMax,
    scrollRatioLast: ratio('scroll offset / scrollable distance when the view ended'),
    contentRatioMax,
    reachKey: text(limits.keyChars, "element at the bottom edge when it was scrolled furthest, '' when unknown"),
    reachIndex: count('position of that element among those that share the anchor of its key, from 0'),
  },
  attention: {
    keyRule,
    viewportWidth,
    attended: listOf(
      { key, index, role, label, dwellMs: ms('time the pointer rested on it or moved over it') },
      limits.elements,
      'elements under the pointer, longest first',
    ),
  },
  exposure: {
    keyRule,
    viewportWidth,
    exposed: listOf(
      {
        key,
        index,
        role,
        label,
        exposedMs: ms('time that half of it, or half of the viewport full of it, was visible'),
      },
      limits.elements,
      'controls that were visible, longest first',
    ),
  },
} satisfies Partial<Record<Kind, TProperties>>;
