/** Keeps batches in this browser, where the dashboard reads them: the whole loop without a server. */
import { type LocalRecord, localStore } from '@watchglass/contract';
import { createStore, update, type UseStore } from 'idb-keyval';
import { receiptOf, type Sink, type Trouble } from './sink.ts';

/** Tells open dashboards; they also work without. */
function tell(): void {
  try {
    const channel = new BroadcastChannel(localStore.channel);
    channel.postMessage('changed');
    // an open channel would keep the page from the back/forward cache
    channel.close();
  } catch {
    // no BroadcastChannel here
  }
}

/** The `local` sink; a batch that is stored already is reported as duplicates. */
export function createLocalSink(now: () => number): Sink {
  let store: UseStore | undefined;
  let trouble: Trouble | undefined;
  return {
    name: 'local',
    get trouble() {
      return trouble;
    },
    async send(batches) {
      trouble = undefined;
      try {
        const use = (store ??= createStore(localStore.database, localStore.store));
        const receipts = await Promise.all(
          batches.map(async (batch) => {
            let isKnown = false;
            await update<LocalRecord>(
              batch.batch,
              (old) => {
                isKnown = old !== undefined;
                return old ?? { batch, receivedAt: now() };
              },
              use,
            );
            const receipt = receiptOf(batch);
            return isKnown ? { ...receipt, accepted: 0, duplicates: receipt.accepted } : receipt;
          }),
        );
        tell();
        return receipts;
      } catch (error) {
        // a connection that broke is opened anew next time
        store = undefined;
        trouble = { error: String(error) };
        return [];
      }
    },
  };
}
