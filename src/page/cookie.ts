/** One first-party cookie on the widest domain that the browser lets a page of this host set. */
import { attempt } from './attempt.ts';
import type { Item } from './storage.ts';

/** The cookie `name`, kept for 400 days, Chrome's longest; its values need no escaping and differ from write to write. */
export function createCookie(name: string): Item {
  const labels = location.hostname.split('.');
  // widest first, without the top-level domain, which never ends in a digit: an IPv4 address does
  const domains = labels.map((_, from) => `;domain=${labels.slice(from).join('.')}`).reverse();
  domains.splice(0, /\d$/.test(location.hostname) ? 4 : 1);
  const read = (): string => attempt(() => `; ${document.cookie}`.split(`; ${name}=`)[1]?.split(';')[0]) ?? '';
  return {
    read,
    write(value) {
      const cookie = `${name}=${value};path=/;max-age=34560000;samesite=lax`;
      do
        attempt(() => {
          document.cookie = cookie + (location.protocol === 'https:' ? ';secure' : '') + (domains[0] ?? '');
        });
      while (
        // browsers refuse public suffixes: the first domain that holds a cookie is the widest
        read() !== value &&
        domains.shift()
      );
    },
  };
}
