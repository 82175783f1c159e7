/** Keeps batches in this browser, where the dashboard reads them: the whole loop without a server. */
import { type LocalRecord, localStore } from '@watchglass/contract';
import { createStore, promisifyRequest } from 'idb-keyval';
import { attempt } from '../page/attempt.ts';
import { createSink, type Sink } from './sink.ts';

/** The `local` sink; a batch that is stored already stays as it is. */
export const createLocalSink = (): Sink =>
  createSink(
    'local',
    async (batches) => {
      // opened anew each time, so that no broken connection is kept
      await createStore(localStore.database, localStore.store)('readwrite', async (store) => {
        const known = await promisifyRequest(store.getAllKeys());
        for (const batch of batches)
          if (!known.includes(batch.batch))
            store.put({ batch, receivedAt: Date.now() } satisfies LocalRecord, batch.batch);
        await promisifyRequest(store.transaction);
      });
      attempt(() => {
        const channel = new BroadcastChannel(localStore.channel);
        channel.postMessage('changed');
        // an open channel would keep the page from the back/forward cache
        channel.close();
      });
    },
    // people watch the map while they click
    0,
  );
