/** Where the `local` sink keeps batches in this browser and the dashboard reads them: no server needed. */
import type { Batch } from './types.ts';

/** Names of the IndexedDB database and store (key: batch id), and of the BroadcastChannel on which dashboards tell each other of changes. */
export const localStore = {
  database: 'watchglass-local',
  store: 'batches',
  channel: 'watchglass-local',
} as const;

/** One stored batch. */
export interface LocalRecord {
  batch: Batch;
  /** epoch milliseconds when the sink stored it. */
  receivedAt: number;
}
