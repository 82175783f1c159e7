/** IndexedDB as far as we need it: one store of a database, and requests as promises. */
import { attempt } from './attempt.ts';

/** What a request or transaction comes to. The browser calls nothing of ours, so that nothing of ours throws at the page. */
export const settled = async <T>(request: IDBRequest<T> | IDBTransaction): Promise<T> => {
  const made = request as IDBRequest<T> & IDBTransaction;
  await new Promise((resolve, reject) => {
    made.oncomplete = made.onsuccess = resolve;
    // listeners would be many, and these requests are nobody else's
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    made.onabort = made.onerror = reject;
  });
  return made.result;
};

/** Opens a store for one transaction after the other, and makes it when it is not there. */
export const openStore = async (
  database: string,
  store: string,
): Promise<(mode: IDBTransactionMode) => IDBObjectStore> => {
  const request = indexedDB.open(database);
  request.onupgradeneeded = () => attempt(() => request.result.createObjectStore(store));
  const opened = await settled(request);
  // who deletes the database waits for us otherwise
  opened.onversionchange = () => attempt(() => opened.close());
  return (mode) => opened.transaction(store, mode).objectStore(store);
};
