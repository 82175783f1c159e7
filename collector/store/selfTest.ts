/** Whether an engine does what the collector builds on: run once against a library before it holds anybody's events. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../types.ts';
import { createStore } from './client.ts';
import type { Account } from './connection.ts';

/** The engine to try. */
export interface SelfTestOptions {
  readonly url: string;
  readonly writer: Account;
  readonly reader: Account;
  /** Where the scratch table is made. */
  readonly database: string;
}

const silent = { info() {}, warn() {}, error() {} };

/** What three rows of one visitor must give: each row once although sent twice, and the funnel's three steps in order. */
const EXPECTED = JSON.stringify([{ rows: 3, text: 'naïve "\\\'🙂', steps: 3 }]);

/**
 * Inserts, inserts again under the same token, asks, and drops its table.
 *
 * @throws Error with a sentence that says what failed
 */
export async function selfTest({ url, writer, reader, database }: SelfTestOptions): Promise<void> {
  const store = createStore({ url, database, writer, reader, log: silent });
  const table = `self_test_${randomBytes(6).toString('hex')}`;
  let step = 'answer';
  try {
    await answered(store);
    step = 'create a table';
    await store.run({
      sql: `CREATE TABLE ${table} (visitor String, at Int64, name String) ENGINE = ReplacingMergeTree ORDER BY (visitor, at)
        SETTINGS non_replicated_deduplication_window = 10`,
      params: {},
    });
    step = 'insert';
    const rows = ['a', 'b', 'c'].map((name, at) => JSON.stringify({ visitor: 'naïve "\\\'🙂', at, name })).join('\n');
    await store.insert(table, Buffer.from(rows), 'once');
    await store.insert(table, Buffer.from(rows), 'once');
    step = 'answer a query';
    const answer = await store.ask({
      sql: `SELECT count() AS rows, any(visitor) AS text,
          windowFunnel(10)(toUInt64(at), name = {a:String}, name = 'b', name = 'c') AS steps
        FROM (SELECT * FROM ${table} ORDER BY at)`,
      params: { a: 'a' },
    });
    step = 'give the right answer';
    if (JSON.stringify(answer) !== EXPECTED) throw new Error('Its answer differs from the expected one.');
    step = 'drop a table';
    await store.run({ sql: `DROP TABLE ${table} SYNC`, params: {} });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The engine failed its self-test: it did not ${step} (${why}) Install the versions of chdb and ffi-rs that the collector names, or set store.url.`,
      { cause: error },
    );
  } finally {
    await store.close();
  }
}

/** The first look decides: an engine that listens either answers as one or is none. */
async function answered(store: Store): Promise<void> {
  while (store.state().state === 'starting') await sleep(10);
  const { state, reason } = store.state();
  if (state === 'down') throw new Error(reason);
}
