/**
 * URLs as we keep them, and the page they belong to. Works on strings alone: the same answer in every browser, on a
 * server, and on pages that replaced the URL class. Never throws.
 */
import { limits } from '../limits.ts';
import { cleanText } from './text.ts';

/** How a site wants its URLs kept. */
export interface UrlRules {
  /** Query keys whose values are kept; `*` at the end matches any rest. Default `['utm_*']`. */
  readonly allowQuery: readonly string[];
  /** Whether a fragment that starts with `/` or `!/` is a route of the app and kept as one. Default false. */
  readonly hashRouting: boolean;
}

/** Kept by default: campaign parameters, which sites write themselves. */
export const defaultUrlRules: UrlRules = { allowQuery: ['utm_*'], hashRouting: false };

/**
 * A URL as browsers write it. All before the last @ of an authority is userinfo; a path begins with a slash, or there is
 * no telling where the host ends; a route is what looks like a path in a fragment.
 */
const PARTS = /^([a-z][a-z\d+.-]*:\/\/)(?:[^/?#]*@)?([^/?#@]*)(\/[^?#]*)(\?[^#]*)?(#!?\/[^?#&=]*)?/;

/** Scheme, host, path, query and route of a URL, each as we keep it but the query. `prefix` makes a URL of what is none. */
function partsOf(
  raw: string,
  rules: UrlRules,
  prefix = '',
): [scheme: string, host: string, path: string, query: string, route: string] {
  const [, scheme = '', host = '', path = '', query = '', route = ''] =
    PARTS.exec(prefix + cleanText(raw, limits.urlChars)) ?? [];
  return [scheme, host, path, query, rules.hashRouting ? route : ''];
}

/**
 * A URL without userinfo and fragment, with the values of its query replaced by `*` unless their key is allow-listed.
 * What has no host (`data:`, `blob:`, `javascript:`, `mailto:`) and what no browser writes (relative URLs) is ''.
 *
 * @example sanitizeUrl('https://me:pw@a.example/p?token=1&utm_source=x#top', defaultUrlRules) // 'https://a.example/p?token=*&utm_source=x'
 */
export function sanitizeUrl(raw: string, rules: UrlRules): string {
  const [scheme, host, path, query, route] = partsOf(raw, rules);
  const kept = query.replace(/([^?&=]+)(=?)[^&]*/g, (pair, key: string, sign) => {
    const isAllowed = rules.allowQuery.some(
      (one) => one === key || (one.endsWith('*') && key.startsWith(one.slice(0, -1))),
    );
    // a bare `?token` may itself be the secret: a key without a value is kept only when it is allow-listed
    return isAllowed ? pair : sign ? `${key}=*` : '*';
  });
  const url = scheme + host + path + kept + route;
  return url.length > limits.urlChars ? scheme + host + path + route : url;
}

/**
 * Path segments that name one thing among many: numbers, long hex, addresses, and long words in which digits and
 * letters alternate or five digits follow each other, such as UUIDs. A year in a headline is none.
 */
const ID = /^(\d+|(?=\D*\d)[\da-f]{8,}|(?=.*(\d[a-z]+\d|\d{5}))[\w~-]{16,})$|@|%40/i;

const templated = (path: string): string =>
  path
    .split('/')
    .map((segment) => (ID.test(segment) ? ':id' : segment))
    .join('/');

/**
 * The page a URL belongs to: host and path template, without a trailing slash or `index.html`.
 *
 * @example pageOf('https://shop.example/product/42?x=1', defaultUrlRules) // 'shop.example/product/:id'
 */
export function pageOf(raw: string, rules: UrlRules): string {
  const [, host, path, , route] = partsOf(raw, rules);
  const shown = templated(path.replace(/(\/index\.html?)?\/*$/i, ''));
  return cleanText(`${host}${shown || '/'}${templated(route)}`, limits.urlChars);
}

/**
 * A page that only its name is known of, by the same rules: without userinfo, query, fragment and ids. What
 * {@link pageOf} made stays as it is; what is no page is ''.
 *
 * @example cleanPage('shop.example/product/42?x=1', defaultUrlRules) // 'shop.example/product/:id'
 */
export function cleanPage(page: string, rules: UrlRules): string {
  const [, host, path, , route] = partsOf(page, rules, 'p://');
  return cleanText(`${host}${templated(path)}${templated(route)}`, limits.urlChars);
}

/**
 * What a page loads or a policy blocks, as we keep it: a URL, or a word of browsers such as `inline` or `wasm-eval`.
 *
 * @example cleanResource('https://cdn.example/a.js?v=1', defaultUrlRules) // 'https://cdn.example/a.js?v=*'
 */
export const cleanResource = (raw: string, rules: UrlRules): string =>
  /^[a-z-]{1,32}$/.test(raw) ? raw : sanitizeUrl(raw, rules);

/**
 * A script as we keep it: its URL, with the line and column that follow it; '' for what has no URL.
 *
 * @example cleanSource('https://a.example/app.js?v=1:41:23', defaultUrlRules) // 'https://a.example/app.js?v=*:41:23'
 */
export function cleanSource(raw: string, rules: UrlRules): string {
  const [, base = '', place = ''] = /^(.*?)((?::\d{1,9}){0,2})$/s.exec(raw) ?? [];
  const url = sanitizeUrl(base, rules);
  return url === '' || url.length + place.length > limits.urlChars ? url : url + place;
}
