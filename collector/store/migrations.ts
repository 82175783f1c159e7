/** Brings a database to the tables this collector knows: in numbered steps, each noted when it is done. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log } from '../types.ts';
import type { WritableStore } from './client.ts';
import { type Layout, layOut } from './ddl.ts';
import { StoreError } from './storeError.ts';

/** One step of the database's history. Ids count from 1 and a step that was released never changes. */
export interface Migration {
  readonly id: number;
  /** Run in order, each at least once: so each must be harmless when it runs again (`IF NOT EXISTS`). */
  readonly statements: readonly string[];
  /** What a new table is cut by on a cluster. Default the visitor. */
  readonly shardKey?: string;
}

/** What a migration needs. */
export interface MigrateOptions {
  readonly store: WritableStore;
  readonly migrations: readonly Migration[];
  readonly log: Log;
  readonly clock: Clock;
  /** Default `single`. */
  readonly layout?: Layout;
}

/** Notes of what was done. */
const NOTES = `CREATE TABLE IF NOT EXISTS migrations (
  id UInt32,
  statement UInt32,
  at Int64
) ENGINE = ReplacingMergeTree ORDER BY (id, statement)
SETTINGS non_replicated_deduplication_window = 1000`;

/** Tries of a statement that another collector may be running too, and what the n-th waits, ms. */
const TRIES = 5;
const WAIT_MS = 200;

/**
 * Runs what has not been noted yet, and notes it. A run that was killed is taken up where it ended; several collectors
 * may do this at the same time.
 *
 * @returns how many statements were run
 * @throws Error with a sentence when the database is newer than this collector, or a statement fails
 */
export async function migrate({ store, migrations, log, clock, layout = 'single' }: MigrateOptions): Promise<number> {
  // one shard holds all notes
  for (const sql of layOut(NOTES, layout, '0')) await store.run({ sql, params: {} });
  let done = await noted(store);
  const known = Math.max(0, ...migrations.map(({ id }) => id));
  const newest = Math.max(0, ...[...done].map((key) => Number(key.split('/')[0])));
  if (newest > known)
    throw new Error(
      `The database was made by a newer Watchglass (its step is ${newest}, this collector knows ${known}): upgrade the collector, or restore a backup from before the upgrade.`,
    );
  let ran = 0;
  for (const { id, statements, shardKey } of [...migrations].sort((a, b) => a.id - b.id)) {
    const laidOut = statements.flatMap((statement) => layOut(statement, layout, shardKey));
    for (const [index, sql] of laidOut.entries()) {
      const key = `${id}/${index}`;
      for (let tried = 1; !done.has(key); tried += 1) {
        try {
          await store.run({ sql, params: {} });
          await note(store, { id, statement: index, at: clock() });
          ran += 1;
          break;
        } catch (error) {
          const why = error instanceof Error ? error.message : 'The store refused.';
          // another collector that changes the same table makes the store refuse for a moment; nothing else passes
          if (tried === TRIES || !(error instanceof StoreError) || error.kind === 'credentials')
            throw new Error(`Statement ${index + 1} of step ${id} of the database failed: ${why}`, { cause: error });
          await sleep(WAIT_MS * tried);
          done = await noted(store);
        }
      }
    }
  }
  if (ran > 0) log.info('The database was brought up to date.', { statements: ran, step: known });
  return ran;
}

async function noted(store: WritableStore): Promise<Set<string>> {
  const rows = await store.ask<{ id: number; statement: number }>({
    sql: 'SELECT id, statement FROM migrations',
    params: {},
  });
  return new Set(rows.map(({ id, statement }) => `${id}/${statement}`));
}

const note = (store: WritableStore, row: { id: number; statement: number; at: number }): Promise<void> =>
  store.insert('migrations', Buffer.from(JSON.stringify(row)), `migration/${row.id}/${row.statement}`);
