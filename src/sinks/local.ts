/** Keeps batches in this browser, where the dashboard reads them: the whole loop without a server. */
import { type LocalRecord, localStore } from '@watchglass/contract';
import { createStore, promisifyRequest } from 'idb-keyval';
import { attempt } from '../page/attempt.ts';
import { createSink, receiptOf, type Sink } from './sink.ts';

/** The `local` sink; a batch that is stored already stays as it is and is reported as duplicates. */
export const createLocalSink = (_: unknown, now: () => number): Sink =>
  createSink(
    'local',
    async (batches) => {
      // opened anew each time, so that no broken connection is kept
      const receipts = await createStore(localStore.database, localStore.store)('readwrite', async (store) => {
        const known = await Promise.all(batches.map(({ batch }) => promisifyRequest(store.getKey(batch))));
        batches.forEach((batch, index) => {
          if (!known[index]) store.put({ batch, receivedAt: now() } satisfies LocalRecord, batch.batch);
        });
        await promisifyRequest(store.transaction);
        return batches.map((batch, index) => receiptOf(batch, !!known[index]));
      });
      attempt(() => {
        const channel = new BroadcastChannel(localStore.channel);
        channel.postMessage('changed');
        // an open channel would keep the page from the back/forward cache
        channel.close();
      });
      return receipts;
    },
    // people watch the map while they click
    0,
  );
