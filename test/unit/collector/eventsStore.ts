/** A store with the events table, on the real engine. */
import type { WritableStore } from '../../../collector/store/client.ts';
import { migrations } from '../../../collector/store/tables.ts';
import type { TestEngine } from '../../engine.ts';

/** A fresh database with all tables. */
export async function eventsStore(engine: TestEngine): Promise<WritableStore> {
  const store = await engine.store();
  for (const { statements } of migrations) for (const sql of statements) await store.run({ sql, params: {} });
  return store;
}
