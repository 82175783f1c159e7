/** What is wrong with a store that answers: rows that it had and has no more. It goes on without them, and says nothing. */
import type { Log, Store } from '../types.ts';

/** What is looked at. */
export interface DamageOptions {
  readonly store: Pick<Store, 'ask'>;
  /** Whether the tables were made by this start. */
  readonly isNew: boolean;
  /** Whether this collector has stored blocks before. */
  readonly hasStored: boolean;
  readonly log: Log;
}

/** Parts that did not load: the engine moves them aside when it starts. */
const BROKEN = `SELECT toInt64(count()) AS parts, toInt64(sum(bytes_on_disk)) AS bytes
  FROM system.detached_parts WHERE database = currentDatabase() AND reason LIKE 'broken%'`;

/** Tells the log, once, what somebody should put back from a backup. Never rejects: a store without this table is as good. */
export async function tellDamage({ store, isNew, hasStored, log }: DamageOptions): Promise<void> {
  if (isNew && hasStored)
    log.error(
      'The store was empty, although this collector has stored events before: put its backup back, if they should be there.',
    );
  const [broken] = await store.ask<{ parts: number; bytes: number }>({ sql: BROKEN, params: {} }).catch(() => []);
  if (broken && broken.parts > 0)
    log.error(
      'Parts of the store are damaged and set aside by the engine, in `detached` of their table: put a backup back, or delete them.',
      { ...broken },
    );
}
