/** Whether something asks to be clicked, and whether it answers in ways that nobody can observe. */
import { attributeOf, read, tagOf } from '@watchglass/contract';
import { attempt } from './attempt.ts';
import { boxOf } from './box.ts';

/** What is made to be clicked often, and what answers out of sight. */
const PLAYFUL = /^(canvas|video|audio|iframe|object|embed|textarea|select|option|progress|meter)$/;
const BUTTON_TYPE = /^(button|submit|reset|image)$/;
/** What somebody wants to click. */
const CONTROLS = 'button,a[href],[role=button],[role=link],input,summary';
/** Controls that are looked at below one element. */
const MOST_CONTROLS = 50;
/** Largest buttons with a word on them. */
const BUTTON_PX = [300, 100] as const;
const BUTTON_CHARS = 40;

/** A field, a player, a canvas. */
export const isPlayful = (element: Element): boolean =>
  PLAYFUL.test(tagOf(element)) ||
  (tagOf(element) === 'input' && !BUTTON_TYPE.test(attributeOf(element, 'type'))) ||
  !!read(element, 'isContentEditable');

/** It says that it is off. */
export const isOff = (element: Element): boolean =>
  !!attempt(() => element.matches(':disabled')) || attributeOf(element, 'aria-disabled') === 'true';

/** Nobody can look into it: an element of the page's own kind, of which even what was hit in it is not told. */
export const isClosed = (hit: Element): boolean => tagOf(hit).includes('-') && !hit.shadowRoot;

/** Whether a click leads elsewhere by itself, by a link in its path. */
export const leads = (path: readonly Element[], event: MouseEvent): boolean => {
  const link = path.find((one) => /^(a|area)$/.test(tagOf(one)));
  const href = link && attributeOf(link, 'href');
  if (!href || event.defaultPrevented) return false;
  const documentOf = (url: string): string => url.split('#')[0] as string;
  // a place in this document may be missing
  const isHere =
    href.includes('#') && attempt(() => documentOf((link as HTMLAnchorElement).href) === documentOf(location.href));
  const opens = event.ctrlKey || event.metaKey || event.shiftKey || !/^(_self)?$/.test(attributeOf(link, 'target'));
  return opens || !(isHere || href.startsWith('javascript:'));
};

/** A picture, underlined words, or something small with an edge or a ground of its own and a word on it. */
export const isInviting = (hit: Element, style: CSSStyleDeclaration): boolean => {
  const { width, height } = boxOf(hit);
  const { length } = (hit.textContent ?? '').trim();
  const looksLikeButton =
    width < BUTTON_PX[0] &&
    height < BUTTON_PX[1] &&
    length > 0 &&
    length < BUTTON_CHARS &&
    (parseFloat(style.borderTopWidth) > 0 || !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor));
  // what is to be dragged, or to be read in a table, is not to be clicked
  return (
    !hit.closest('[draggable=true]') &&
    !/^(td|th)$/.test(tagOf(hit)) &&
    /auto|default|pointer|zoom/.test(style.cursor) &&
    (tagOf(hit) === 'img' || /underline/.test(style.textDecorationLine) || looksLikeButton)
  );
};

/** Whether what was hit lies over a control, or a control in it lets clicks through. */
export const isCovering = (hit: Element, { clientX: x, clientY: y }: MouseEvent): boolean =>
  document
    .elementsFromPoint(x, y)
    .some(
      (one) =>
        one !== hit &&
        !hit.contains(one) &&
        !one.contains(hit) &&
        (one.closest(CONTROLS) || getComputedStyle(one).cursor === 'pointer'),
    ) ||
  [...hit.querySelectorAll(CONTROLS)].slice(0, MOST_CONTROLS).some((one) => {
    const { left, right, top, bottom } = boxOf(one);
    return x > left && x < right && y > top && y < bottom;
  });
