/** What a page was, and how it was left. */
import type { TProperties } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { contentRatioMax, properties, scrollRatioMax, status, viewportWidth } from './fields.ts';
import { ms, oneOf, size, text } from './shapes.ts';

const viewportHeight = size('layout viewport height, CSS px');
const documentWidth = size('scrollable width of the document, CSS px');
const documentHeight = size('scrollable height of the document, CSS px');

/** Fields of these kinds besides the common ones. */
export const views = {
  page_view: {
    title: text(limits.urlChars, 'document title, sanitized'),
    referrer: text(limits.urlChars, 'sanitized referrer, or the previous URL of a single-page app'),
    status,
    viewportWidth,
    viewportHeight,
    documentWidth,
    documentHeight,
    how: oneOf(
      ['load', 'reload', 'push', 'replace', 'back_forward', 'restore', 'api'],
      'what led here: document load, reload, history push or replace, traversal, back/forward cache, `client.page()`',
    ),
    properties,
  },
  page_leave: {
    visibleMs: ms('time the view was visible'),
    activeMs: ms('visible time with a user action in the last 5 s'),
    scrollRatioMax,
    contentRatioMax,
    viewportWidth,
    viewportHeight,
    documentHeight,
  },
} satisfies Partial<Record<Kind, TProperties>>;
