/** What a collector does with a request, in memory: keeps what the contract accepts, folds batches by their id, gives receipts. */
import type { Batch, Receipt } from '@watchglass/contract';
import { parseBatch, parseRequest } from '@watchglass/contract/parse';

/** What was stored. */
export interface Store {
  /** Batches, each once. */
  readonly batches: Map<string, Batch>;
  /** Events rejected by the contract, with the reason. */
  readonly rejected: { event: unknown; reason: string }[];
  /** Stores the batches of a request's body. */
  store(body: unknown): Receipt[];
}

/** An empty one. */
export function createStore(): Store {
  const batches = new Map<string, Batch>();
  const refused: Store['rejected'] = [];
  return {
    batches,
    rejected: refused,
    store(body) {
      const request = parseRequest(body);
      if (!request.ok) return [];
      return request.value.batches.flatMap((candidate) => {
        const parsed = parseBatch(candidate);
        if (!parsed.ok) {
          refused.push({ event: candidate, reason: parsed.reason });
          return [];
        }
        const { batch, accepted, rejected } = parsed.value;
        for (const { index, reason } of rejected) refused.push({ event: batch.events[index], reason });
        const isNew = !batches.has(batch.batch);
        if (isNew) batches.set(batch.batch, { ...batch, events: accepted });
        return [
          {
            batch: batch.batch,
            accepted: isNew ? accepted.length : 0,
            duplicates: isNew ? 0 : accepted.length,
            rejected,
          },
        ];
      });
    },
  };
}
