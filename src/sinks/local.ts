/** Keeps batches in this browser, where the dashboard looks for them: the whole loop without a server. */
import { type LocalRecord, localStore } from '@watchglass/contract';
import { now } from '../page/clock.ts';
import { openStore, settled } from '../page/database.ts';
import { createSink, type Sink } from './sink.ts';

/** The `local` sink; a batch that comes again is stored again in its own place. */
export const createLocalSink = (): Sink =>
  createSink(
    'local',
    // opened anew each time, so that no broken connection is kept
    async (batches) => {
      const store = (await openStore(localStore.database, localStore.store))('readwrite');
      for (const batch of batches) store.put({ batch, receivedAt: now() } satisfies LocalRecord, batch.batch);
      await settled(store.transaction);
    },
    // people watch the map while they click
    0,
  );
