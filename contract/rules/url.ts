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

interface Parts {
  scheme: string;
  host: string;
  path: string;
  query: string;
  route: string;
}

function partsOf(raw: string, rules: UrlRules): Parts {
  // what a browser does before it reads a URL: no tabs and line ends, and a backslash is a slash
  const text = cleanText(raw, limits.urlChars)
    .replace(/[\t\n\r]/g, '')
    .replace(/\\/g, '/')
    .trimStart();
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = PARTS.exec(text) ?? [];
  // a host cut at the limit may be the userinfo of one that came later
  const isCut = raw.length > limits.urlChars && !path && !query && !fragment;
  // everything up to the last @ is userinfo
  const host = isCut ? '' : authority.slice(2).replace(/^.*@/, '').trim().toLowerCase();
  const isOpaque = scheme && (/^(data|blob|javascript):$/i.test(scheme) || !(host || /^file:$/i.test(scheme)));
  return {
    scheme: scheme.toLowerCase(),
    ...(isOpaque
      ? { host: '', path: '', query: '', route: '' }
      : {
          host,
          // without a host, two slashes would make one out of the path
          path: (host ? path : path.replace(/^\/+/, '/')).trimEnd(),
          query: query.slice(1),
          route: (rules.hashRouting && /^#!?\/[^?#&=]*/.exec(fragment)?.[0]) || '',
        }),
  };
}

const isAllowed = (key: string, rules: UrlRules): boolean =>
  rules.allowQuery.some((one) => (one.endsWith('*') ? key.startsWith(one.slice(0, -1)) : key === one));

function keptQuery(query: string, rules: UrlRules, roomChars: number): string {
  let kept = '';
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const key = at < 0 ? pair : pair.slice(0, at);
    // a bare `?token` may itself be the secret: a key without a value is kept only when it is allow-listed
    const next = `${kept ? '&' : '?'}${isAllowed(key, rules) ? pair : at < 0 ? '*' : `${key}=*`}`;
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
  const { scheme, host, path, query, route } = partsOf(raw, rules);
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
  const { scheme, host, path, route } = partsOf(raw, rules);
  const shown = templated(path)
    .replace(/\/index\.html?$/i, '/')
    .replace(/(.)\/+$/, '$1');
  return cleanText(`${host || scheme}${shown || '/'}${templated(route)}`, limits.urlChars);
}
