/** Connections to ClickHouse, of one account each, to wherever it is now. */
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { StoreError } from './storeError.ts';

/** An account of the database. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** A client and what it is connected to. */
export interface Current {
  readonly client: ClickHouseClient;
  readonly url: string;
}

/** The clients of one account. */
export interface Clients {
  /** Throws a StoreError while there is no URL. */
  now(): Current;
  close(): Promise<void>;
}

/** Where the database is. */
export interface Address {
  readonly url: string | (() => string);
  readonly database: string;
}

/** A client for the URL as it is now: an embedded engine has another port after each start. */
export function clientsOf({ url, database }: Address, account: Account, timeoutMs: number): Clients {
  let held: Current | undefined;
  return {
    now() {
      let at: string;
      try {
        at = typeof url === 'string' ? url : url();
      } catch (error) {
        throw new StoreError('unreachable', error instanceof Error ? error.message : 'There is no store.');
      }
      if (held?.url === at) return held;
      held?.client.close().catch(() => {});
      held = { client: connect({ url: at, database }, account, timeoutMs), url: at };
      return held;
    },
    async close() {
      await held?.client.close();
    },
  };
}

/**
 * A client of ClickHouse. It says nothing on its own: its log repeats SQL and values.
 *
 * @param timeoutMs without a byte before a request is given up
 */
export function connect(
  { url, database }: { readonly url: string; readonly database: string },
  account: Account,
  timeoutMs: number,
): ClickHouseClient {
  return createClient({
    // an account in the URL would be printed about, and win
    url: new URL(url).origin,
    username: account.user,
    password: account.password,
    database,
    application: 'watchglass',
    request_timeout: timeoutMs,
    // inserts and the questions of a few dashboards; more wait here instead of in the engine
    max_open_connections: 20,
    // ClickHouse closes idle connections after 10 s (3 s before 23.11)
    keep_alive: { enabled: true, idle_socket_ttl: 2_500, eagerly_destroy_stale_sockets: true },
    // over loopback gzip costs more than the bytes do
    compression: { request: !isLoopback(url), response: !isLoopback(url) },
    log: { level: ClickHouseLogLevel.OFF },
  });
}

const isLoopback = (url: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);

/** A table or database in SQL: names are ours, and letters, digits and underscores; quoted. */
export function quoted(text: string): string {
  if (!/^\w{1,200}$/.test(text))
    throw new StoreError('refused', 'A name of a table holds more than letters, digits and _.');
  return `\`${text}\``;
}
