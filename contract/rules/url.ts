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

const PARTS = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/i;

interface Parts {
  scheme: string;
  host: string;
  path: string;
  query: string;
  route: string;
}

function partsOf(raw: string, rules: UrlRules): Parts {
  const found = PARTS.exec(raw) ?? [];
  const fragment = found[5] ?? '';
  return {
    scheme: found[1]?.toLowerCase() ?? '',
    // everything up to the last @ is userinfo
    host: (found[2] ?? '').slice(2).replace(/^.*@/, '').toLowerCase(),
    path: found[3] ?? '',
    query: (found[4] ?? '').slice(1),
    route: rules.hashRouting && /^#!?\//.test(fragment) ? fragment.replace(/\?.*$/, '') : '',
  };
}

const isAllowed = (key: string, rules: UrlRules): boolean =>
  rules.allowQuery.some((one) => (one.endsWith('*') ? key.startsWith(one.slice(0, -1)) : key === one));

function keptQuery(query: string, rules: UrlRules): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    const key = at < 0 ? pair : pair.slice(0, at);
    // a bare `?token` may itself be the secret: a key without a value is kept only when it is allow-listed
    if (at < 0) return isAllowed(key, rules) ? key : '*';
    return isAllowed(key, rules) ? pair : `${key}=*`;
  });
  return `?${pairs.join('&')}`;
}

/**
 * A URL without userinfo and fragment, with the values of its query replaced by `*` unless their key is allow-listed.
 * `data:`, `blob:` and `javascript:` URLs keep their scheme alone.
 *
 * @example sanitizeUrl('https://me:pw@a.example/p?token=1&utm_source=x#top') // 'https://a.example/p?token=*&utm_source=x'
 */
export function sanitizeUrl(raw: string, rules: UrlRules = defaultUrlRules): string {
  const text = cleanText(raw, limits.urlChars);
  const { scheme, host, path, query, route } = partsOf(text, rules);
  if (/^(data|blob|javascript):$/.test(scheme)) return scheme;
  return cleanText(
    `${scheme}${host ? `//${host}` : scheme === 'file:' ? '//' : ''}${path}${keptQuery(query, rules)}${route}`,
    limits.urlChars,
  );
}

/** Path segments that name one thing among many: numbers, long hex, UUIDs, long words with digits in them, addresses. */
const ID = /^(\d+|(?=\D*\d)[\da-f]{8,}|[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}|(?=(\D*\d){4})[\w~-]{16,})$|@|%40/i;

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
  const { scheme, host, path, route } = partsOf(cleanText(raw, limits.urlChars), rules);
  const shown = templated(path)
    .replace(/\/index\.html?$/i, '/')
    .replace(/(.)\/+$/, '$1');
  return cleanText(`${host || scheme}${shown || '/'}${templated(route)}`, limits.urlChars);
}
