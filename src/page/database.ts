/** IndexedDB as far as we need it: one store of a database, and requests as promises. */

/** What a request or transaction comes to. */
export const settled = <T>(request: IDBRequest<T> | IDBTransaction): Promise<T> =>
  new Promise((resolve, reject) => {
    const made = request as IDBRequest<T> & IDBTransaction;
    made.oncomplete = made.onsuccess = () => resolve(made.result);
    // listeners would be many, and these requests are nobody else's
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    made.onabort = made.onerror = reject;
  });

/** Opens a store for one transaction after the other, and makes it when it is not there. */
export const openStore = async (
  database: string,
  store: string,
): Promise<(mode: IDBTransactionMode) => IDBObjectStore> => {
  const request = indexedDB.open(database);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  const opened = await settled(request);
  // who deletes the database waits for us otherwise
  opened.onversionchange = () => opened.close();
  return (mode) => opened.transaction(store, mode).objectStore(store);
};
