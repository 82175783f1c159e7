/** One look at the store: whether both accounts can ask, and whether the database is there. */
import type { ClickHouseSettings } from '@clickhouse/client';
import { type Account, type Clients, connect, quoted } from './connection.ts';
import { hostOf, StoreError, storeError } from './storeError.ts';

/** What is looked at. */
export interface LookOptions {
  /** Made when it does not exist. */
  readonly database: string;
  readonly writers: Clients;
  readonly readers: Clients;
  readonly writer: Account;
  /** What questions are sent with. */
  readonly settings: ClickHouseSettings;
}

/** ClickHouse's number for a database that does not exist. */
const UNKNOWN_DATABASE = 81;

/** How long a look may take, ms. */
const LOOK_MS = 5_000;

/**
 * Resolves when the store answers both accounts.
 *
 * @throws StoreError with the sentence for `/readyz`
 */
export async function lookAt(options: LookOptions): Promise<void> {
  await answers(options.writers, {}, options);
  await answers(options.readers, options.settings, options);
}

async function answers(clients: Clients, settings: ClickHouseSettings, options: LookOptions): Promise<void> {
  const { client, url } = clients.now();
  const abort_signal = AbortSignal.timeout(LOOK_MS);
  try {
    const asked = {
      query: 'SELECT 1 AS one',
      format: 'JSONEachRow',
      abort_signal,
      clickhouse_settings: settings,
    } as const;
    const [row] = await (await client.query(asked)).json<{ one: number }>();
    if (row?.one !== 1) throw new Error('not an answer');
  } catch (error) {
    const said = abort_signal.aborted
      ? new StoreError('timeout', `The store at ${hostOf(url)} did not answer in ${LOOK_MS / 1000} s.`)
      : storeError(error, url);
    if (said.engineCode !== UNKNOWN_DATABASE) throw said;
    await createDatabase(url, options);
  }
}

async function createDatabase(url: string, { database, writer }: LookOptions): Promise<void> {
  // asked from the one database that every server has
  const outside = connect({ url, database: 'default' }, writer, LOOK_MS);
  try {
    await outside.command({ query: `CREATE DATABASE IF NOT EXISTS ${quoted(database)}` });
  } catch (error) {
    throw storeError(error, url);
  } finally {
    await outside.close();
  }
}
