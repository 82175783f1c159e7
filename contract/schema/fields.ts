/** Fields that kinds of several files share: one name, one type and one meaning in each. */
import { type TSchema, Type } from 'typebox';
import { limits } from '../limits.ts';
import { count, json, ms, ratio, size, text } from './shapes.ts';

/** When something happened. */
export const at = Type.Integer({
  minimum: -8.64e15,
  maximum: 8.64e15,
  description: "epoch milliseconds on the client's clock",
});

/** Name of an element. */
export const key = text(limits.keyChars, 'element key: anchor and role path, never text');

/** Which of the elements of that name. */
export const index = count('position among the elements of the document that share the anchor of the key, from 0');

/** Which rule named an element. */
export const keyRule = Type.Integer({
  minimum: 1,
  maximum: 1000,
  description: 'version of the rule that made the key',
});

/** An element, and by which rule it was named. */
export const element = { key, index, keyRule };

/** What an element is. */
export const role = text(limits.nameChars, 'ARIA role, explicit or implied by the tag, else the tag name');

/** What an element is called on screen. */
export const label = text(limits.labelChars, 'human label, sanitized, for reading only');

/** How wide the viewport was. */
export const viewportWidth = size('layout viewport width, CSS px');

/** How far something was scrolled. */
export const scrollRatioMax = ratio('largest scroll offset / scrollable distance of the view; 1 when nothing scrolls');

/** How much of something was seen. */
export const contentRatioMax = ratio('largest (scroll offset + visible height) / content height of the view');

/** What a site adds. */
export const properties = json('own properties; numbers stay numbers; `value` and `currency` are reserved for revenue');

/** What a server answered. */
export const status = Type.Integer({ minimum: 0, maximum: 999, description: 'HTTP status, 0 when unknown' });

/** How long something took. */
export const durationMs = ms('how long it took');

/** Which script it was. */
export const source = text(
  limits.urlChars,
  'script that did it, sanitized, with line and column or, of frames, the character',
);

/** An event that this one is about. */
export const eventId = (description: string): TSchema =>
  Type.String({ description, maxLength: 64, pattern: '^[0-9A-Za-z_-]*$' });

/** The click behind an event. */
export const click = eventId("id of the click that it is about, the first of several; '' when there is none");
