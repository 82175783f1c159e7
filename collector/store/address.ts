/** `store.url` as people write it: where ClickHouse is, and perhaps user and password. */
import type { Account } from './connection.ts';

/** A store's address without secrets, and the account that was written into it. */
export interface StoreAddress {
  /** `http://host:port` or `https://host:port`. */
  readonly url: string;
  /** ClickHouse's `default` without a password when the address names none. */
  readonly account: Account;
}

/**
 * Takes an address apart.
 *
 * @throws Error with a sentence that does not repeat the address, which may hold a password
 */
export function storeAddress(text: string): StoreAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new Error(
      'store.url is no address: expected http://host:8123 or https://user:password@host:8443. In a password % # / @ are written %25 %23 %2F %40.',
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new Error(`store.url (${url.host}) ends in a path: expected scheme, host and port alone.`);
  const [user = '', password = ''] = [url.username, url.password].map((part) => decoded(part, url.host));
  return { url: url.origin, account: { user: user === '' ? 'default' : user, password } };
}

function decoded(part: string, host: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error(
      `store.url (${host}) has an account that is not percent-encoded: in a password % # / @ are written %25 %23 %2F %40.`,
    );
  }
}
