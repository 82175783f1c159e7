/** A store with the events table, on the real engine. */
import type { WritableStore } from '../../../collector/store/client.ts';
import { migrate } from '../../../collector/store/migrations.ts';
import { migrations } from '../../../collector/store/tables.ts';
import { silentLog, type TestEngine } from '../../engine.ts';

/** A fresh database with all tables, made as the collector makes them. */
export async function eventsStore(engine: TestEngine): Promise<WritableStore> {
  const store = await engine.store();
  await migrate({ store, migrations, log: silentLog, clock: Date.now });
  return store;
}
