/** What people did with a pointer, and what rules judged of it. */
import { type TProperties, Type } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { click, element, eventId, label, role, viewportWidth } from './fields.ts';
import { numbers, oneOf, px, ratio, text } from './shapes.ts';

const pageX = px('x in the page, CSS px');
const pageY = px('y in the page, CSS px');

/** Where on the page something was done. */
const spot = {
  ...element,
  role,
  label,
  ex: ratio('x inside the box of the element, 0 left to 1 right'),
  ey: ratio('y inside the box of the element, 0 top to 1 bottom'),
  pageX,
  pageY,
  fixed: Type.Boolean({ description: 'the element or an ancestor is position fixed or sticky' }),
  viewportWidth,
  pointer: oneOf(['mouse', 'touch', 'pen', 'keyboard'], 'what made the click'),
};

/** What a versioned rule of `rules/` judged; with the features the rule of another version can judge again. */
const judged = {
  rule: text(limits.nameChars, 'rule that judged, and its version, such as `rage_click@1`'),
  confidence: ratio('how sure the rule is; what it says counts from 0.5 on'),
  features: numbers('raw features that the rule used; yes is 1, no is 0'),
};

/** Fields of these kinds besides the common ones. */
export const clicks = {
  click: {
    ...spot,
    trusted: Type.Boolean({ description: 'false when a script dispatched it' }),
    interactive: Type.Boolean({ description: 'the element or an ancestor is a control or has a click role' }),
  },
  rage_click: { ...spot, ...judged, click },
  dead_click: { ...spot, ...judged, click },
  error_click: { ...spot, ...judged, click, caused: eventId('id of the error or request that the click caused') },
  dead_swipe: { ...spot, ...judged },
  thrashed_cursor: { ...element, role, label, pageX, pageY, viewportWidth, ...judged },
  quick_back: {
    ...element,
    role,
    label,
    ...judged,
    click,
    left: text(limits.urlChars, 'page that was left so soon, as `page`'),
  },
} satisfies Partial<Record<Kind, TProperties>>;
