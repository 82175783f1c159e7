/** One first-party cookie on the widest domain that the browser lets a page of this host set. */
import { attempt } from './attempt.ts';
import type { Item } from './storage.ts';

/** 400 days, the longest that Chrome keeps a cookie. */
const MAX_AGE_S = 34_560_000;

/** The cookie `name`; its value must need no escaping. */
export function createCookie(name: string): Item {
  const find = (wanted: string): string =>
    attempt(() => `; ${document.cookie}`.split(`; ${wanted}=`)[1]?.split(';')[0] ?? '', '');
  const set = (key: string, value: string, domain: string, maxAge = MAX_AGE_S): void => {
    const secure = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `${key}=${value}${domain};path=/;max-age=${maxAge};samesite=lax${secure}`;
  };
  let widest: string | undefined;
  const widestDomain = (): string => {
    const labels = location.hostname.split('.');
    // no top-level domain ends in a digit, an IPv4 address always does; one label is localhost or an IPv6 address
    if (/\d$/.test(location.hostname)) return '';
    // browsers refuse public suffixes, so the first domain that holds a cookie is the widest
    for (let from = labels.length - 2; from >= 0; from--) {
      const domain = `;domain=${labels.slice(from).join('.')}`;
      const probe = `${name}_probe`;
      set(probe, '1', domain);
      const holds = find(probe) !== '';
      set(probe, '', domain, 0);
      if (holds) return domain;
    }
    return '';
  };
  return {
    read: () => find(name),
    write: (value) => attempt(() => set(name, value, (widest ??= widestDomain())), undefined),
  };
}
