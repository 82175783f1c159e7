/** One first-party cookie on the widest domain that the browser lets a page of this host set. */
import { attempt } from './attempt.ts';
import type { Item } from './storage.ts';

/** Our cookie, kept for 400 days, Chrome's longest; its values need no escaping and differ from write to write. */
export const createCookie = (): Item => {
  const labels = location.hostname.split('.');
  // widest first, without the top-level domain, which never ends in a digit: an IPv4 address does
  const domains = labels
    .map((_, from) => `;domain=${labels.slice(from).join('.')}`)
    .reverse()
    .slice(/\d$/.test(location.hostname) ? 4 : 1);
  const read = (): string => attempt(() => /(?:^|; )watchglass=([^;]*)/.exec(document.cookie)?.[1]) ?? '';
  return {
    read,
    write(value) {
      const cookie = `watchglass=${value};path=/;max-age=34560000;samesite=lax`;
      do
        attempt(() => {
          document.cookie = cookie + (location.protocol === 'https:' ? ';secure' : '') + (domains[0] ?? '');
        });
      while (
        // the first domain that holds a cookie is the widest; without one it is the host's own
        read() !== value &&
        domains.shift()
      );
    },
  };
};
