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

const PARTS = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#[^]*)?$/i;

/** Scheme, host, path, query and route of a URL, each as we keep it but the query. */
function partsOf(
  raw: string,
  rules: UrlRules,
): [scheme: string, host: string, path: string, query: string, route: string] {
  // what a browser does before it reads a URL: no tabs and line ends, and a backslash is a slash
  const text = cleanText(raw, limits.urlChars)
    .replace(/[\t\n\r]/g, '')
    .replace(/\\/g, '/')
    .trimStart();
  const [, before = '', authority = '', path = '', query = '', fragment = ''] = PARTS.exec(text) ?? [];
  const scheme = before.toLowerCase();
  // everything up to the last @ is userinfo; so may be all of a host that was cut at the limit
  const isCut = raw.length > limits.urlChars && !path && !query && !fragment;
  const host = isCut ? '' : authority.slice(2).replace(/^.*@/, '').trim().toLowerCase();
  if (host) return [scheme, host, path.trimEnd(), query, routeOf(fragment, rules)];
  if (scheme && scheme !== 'file:') return [scheme, '', '', '', ''];
  // without a host, two slashes would make one out of the path
  return [scheme, '', path.replace(/^\/+/, '/').trimEnd(), query, routeOf(fragment, rules)];
}

const routeOf = (fragment: string, rules: UrlRules): string =>
  (rules.hashRouting && /^#!?\/[^?#&=]*/.exec(fragment)?.[0]) || '';

/** The query without values that are not allow-listed, at most `roomChars` long. */
function keptQuery(query: string, { allowQuery }: UrlRules, roomChars: number): string {
  let kept = '';
  for (const pair of query.slice(1).match(/[^&]+/g) ?? []) {
    const key = pair.replace(/=.*/, '');
    const isAllowed = allowQuery.some((one) => (one.endsWith('*') ? key.startsWith(one.slice(0, -1)) : key === one));
    // a bare `?token` may itself be the secret: a key without a value is kept only when it is allow-listed
    const next = (kept ? '&' : '?') + (isAllowed ? pair : key === pair ? '*' : `${key}=*`);
    if (kept.length + next.length > roomChars) break;
    kept += next;
  }
  return kept;
}

/**
 * A URL without userinfo and fragment, with the values of its query replaced by `*` unless their key is allow-listed.
 * URLs without a host (`data:`, `blob:`, `javascript:`, `mailto:`) keep their scheme alone, but for `file:`.
 *
 * @example sanitizeUrl('https://me:pw@a.example/p?token=1&utm_source=x#top') // 'https://a.example/p?token=*&utm_source=x'
 */
export function sanitizeUrl(raw: string, rules: UrlRules = defaultUrlRules): string {
  const [scheme, host, path, query, route] = partsOf(raw, rules);
  const place = cleanText(`${scheme}${host || scheme === 'file:' ? `//${host}` : ''}${path}`, limits.urlChars);
  return cleanText(place + keptQuery(query, rules, limits.urlChars - place.length) + route, limits.urlChars);
}

/**
 * Path segments that name one thing among many: numbers, long hex, UUIDs, addresses, and long words in which digits and
 * letters alternate or five digits follow each other. A year in a headline is none.
 */
const ID =
  /^(\d+|(?=\D*\d)[\da-f]{8,}|[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}|(?=.*(\d[a-z]+\d|\d{5}))[\w~-]{16,})$|@|%40/i;

const templated = (path: string): string =>
  path
    .split('/')
    .map((segment) => (ID.test(segment) ? ':id' : segment))
    .join('/');

/**
 * The page a URL belongs to: host and path template, without a trailing slash or `index.html`.
 *
 * @example pageOf('https://shop.example/product/42?x=1') // 'shop.example/product/:id'
 */
export function pageOf(raw: string, rules: UrlRules = defaultUrlRules): string {
  const [scheme, host, path, , route] = partsOf(raw, rules);
  const shown = templated(path)
    .replace(/\/index\.html?$/i, '/')
    .replace(/(.)\/+$/, '$1');
  return cleanText(`${host || scheme}${shown || '/'}${templated(route)}`, limits.urlChars);
}
