/** Keeps batches in this browser, where the dashboard looks for them: the whole loop without a server. */
import { type LocalRecord, localStore } from '@watchglass/contract';
import { createStore, promisifyRequest } from 'idb-keyval';
import { createSink, type Sink } from './sink.ts';

/** The `local` sink; a batch that comes again is stored again in its own place. */
export const createLocalSink = (): Sink =>
  createSink(
    'local',
    // opened anew each time, so that no broken connection is kept
    (batches) =>
      createStore(localStore.database, localStore.store)('readwrite', (store) => {
        for (const batch of batches) store.put({ batch, receivedAt: Date.now() } satisfies LocalRecord, batch.batch);
        return promisifyRequest(store.transaction);
      }),
    // people watch the map while they click
    0,
  );
