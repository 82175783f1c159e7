/** What every event carries, whatever its kind. */
import { Type } from 'typebox';
import { limits } from '../limits.ts';
import { at } from './fields.ts';
import { id, ofDocument, text } from './shapes.ts';

/** Fields of every event. */
export const common = {
  id: id("UUIDv7; the event's name for ever"),
  at,
  seq: Type.Integer({ ...ofDocument, description: 'position within the document, from 0, without gaps' }),
  visitor: id('first-party visitor id; a new one after storage is cleared'),
  user: text(limits.nameChars, "the site's own user id, '' until `identify`"),
  session: id('visit of a visitor: ends after 30 min without activity or after 24 h'),
  tab: id('browser tab, kept over reloads'),
  doc: id('document, new at each page load, kept by the back/forward cache'),
  view: id('page view within the document'),
  url: text(limits.urlChars, 'sanitized URL: no userinfo, no fragment, query values only when allow-listed'),
  page: text(limits.urlChars, 'host and path template, such as `shop.example/product/:id`'),
};
