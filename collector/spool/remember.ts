/** What a crash took from the memory of batches, and the spool still knows. */
import type { Entry, SeenBatches, Spool } from '../types.ts';
import { markIn, readEntry } from './entry.ts';

const READ_BYTES = 1024 * 1024;

/**
 * Adds the batches of all entries that the spool holds. About 150 MB a second: a collector with a long backlog answers
 * meanwhile, and the store folds what it takes twice. Resolves early when the signal aborts.
 */
export async function rememberSpooled(
  spool: Pick<Spool, 'first' | 'read'>,
  seen: Pick<SeenBatches, 'add'>,
  signal?: AbortSignal,
): Promise<void> {
  let records = await spool.read(spool.first(), READ_BYTES);
  for (let last = records.at(-1); last && !signal?.aborted; last = records.at(-1)) {
    for (const { payload } of records) {
      const entry = entryIn(payload);
      if (entry) seen.add(entry.project, entry.batch.batch, entry.receivedAt, markIn(payload));
    }
    records = await spool.read(last.next, READ_BYTES);
  }
}

/** Undefined for what is no entry: the inserter sets it aside. */
function entryIn(payload: Uint8Array): Entry | undefined {
  try {
    return readEntry(payload);
  } catch {
    return undefined;
  }
}
