/** Whether what changed can be seen: a class that no style knows, or a line far above what is looked at, answers nobody. */
import { attributeOf, isElement, read } from '@watchglass/contract';
import { boxOf } from '../page/box.ts';

/** Places where something changed that are looked at. */
const PLACES = 20;
/** Rules of styles that are read; of more it is not known what they know. */
const RULES = 2_000;

/** What changed: nodes, with the words by which styles would know it; without words where it shows by itself. */
export type Changed = Map<Node, Set<string> | undefined>;

/** Properties that differ between two texts of a `style` attribute, as the browser understands them. */
const propertiesOf = (before: string, after: string): string[] => {
  const [was, is] = [before, after].map((text) => {
    const { style } = document.createElement('i');
    style.cssText = text;
    return style;
  }) as [CSSStyleDeclaration, CSSStyleDeclaration];
  return [...new Set([...was, ...is])].filter((name) => was.getPropertyValue(name) !== is.getPropertyValue(name));
};

/** Words by which a style would know what a record changed; undefined when it shows without one. */
const wordsOf = ({ target, attributeName: name, oldValue }: MutationRecord): string[] | undefined => {
  if (!name) return undefined;
  const [before, after] = [oldValue ?? '', attributeOf(target, name)];
  if (name === 'class') {
    const [was, is] = [before.split(/\s+/), after.split(/\s+/)] as [string[], string[]];
    return [...was.filter((one) => !is.includes(one)), ...is.filter((one) => !was.includes(one))].filter(Boolean);
  }
  if (name === 'style') {
    const properties = propertiesOf(before, after);
    return properties.every((one) => one.startsWith('--')) ? properties : undefined;
  }
  return /^(data|aria)-/.test(name) ? [name] : undefined;
};

/** Keeps what a record changed. */
export const remember = (changed: Changed, record: MutationRecord): void => {
  const { target } = record;
  const known = changed.get(target);
  if (changed.size >= PLACES || (changed.has(target) && !known)) return;
  const words = wordsOf(record);
  changed.set(target, words && new Set([...(known ?? []), ...words]));
};

/** Whether a style has one of the words; what cannot be read may have it. */
const isStyled = (words: ReadonlySet<string>, root: Document | ShadowRoot): boolean => {
  let left = RULES;
  const knows = (rules: CSSRuleList): boolean =>
    [...rules].some((rule) => left-- < 0 || [...words].some((word) => rule.cssText.includes(word)));
  try {
    return (
      [...root.styleSheets, ...root.adoptedStyleSheets].some((sheet) => knows(sheet.cssRules)) ||
      [...words].some((word) => document.querySelector(`[style*="(${word}"]`))
    );
  } catch {
    return true;
  }
};

/**
 * Whether somebody who looks at the page sees any of it. What has no box, or is gone, may show elsewhere, and so may what is
 * more than is looked at.
 */
export const isSeen = (changed: Changed): boolean =>
  changed.size >= PLACES ||
  [...changed].some(([node, words]) => {
    const element = (isElement(node) ? node : (read(node, 'parentElement') ?? document.documentElement)) as Element;
    const { width, height, left, right, top, bottom } = boxOf(element);
    // of its own document: a frame is smaller than the page around it
    const { innerWidth, innerHeight } = node.ownerDocument?.defaultView ?? window;
    const isInSight =
      !width ||
      !height ||
      (right > 0 && bottom > 0 && left < innerWidth && top < innerHeight) ||
      // a banner that slid out was in sight
      getComputedStyle(element).position === 'fixed';
    return isInSight && (!words || isStyled(words, node.getRootNode() as Document));
  });
