/** Keeps batches in this browser, where the dashboard looks for them: the whole loop without a server. */
import { type Batch, type LocalRecord, localStore } from '@watchglass/contract';
import { now } from '../page/clock.ts';
import { openStore, settled } from '../page/database.ts';

/** Stores batches; one that comes again, in its own place. The store is opened anew each time, so that no broken connection is kept. */
export const keepLocally = async (batches: readonly Batch[]): Promise<void> => {
  const store = (await openStore(localStore.database, localStore.store))('readwrite');
  for (const batch of batches) store.put({ batch, receivedAt: now() } satisfies LocalRecord, batch.batch);
  await settled(store.transaction);
};
