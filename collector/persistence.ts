/** Everything between ingest and store that is on disk, opened from one data directory. */
import { join } from 'node:path';
import { type BlockLog, openBlockLog } from './spool/blocks.ts';
import { createFileSystem } from './spool/fileSystem.ts';
import { openSpool, type SegmentedSpool } from './spool/log.ts';
import { openQuarantine, type Quarantine } from './spool/quarantine.ts';
import { readmitSegments } from './spool/readmit.ts';
import { rememberSpooled } from './spool/remember.ts';
import { openSeenBatches } from './spool/seenBatches.ts';
import type { Clock, Log, SeenBatches } from './types.ts';

/** Where, and how much. */
export interface PersistenceOptions {
  /** Data directory, locked by this process. */
  readonly data: string;
  readonly spool: { readonly maxBytes: number };
  readonly log: Log;
  readonly clock: Clock;
  /** Ends what goes on in the background. */
  readonly signal: AbortSignal;
}

/** The parts. */
export interface Persistence {
  readonly spool: SegmentedSpool;
  readonly seen: SeenBatches;
  readonly blocks: BlockLog;
  readonly quarantine: Quarantine;
}

/** Opens them; ids of batches that a crash took from memory are read from the spool in the background. */
export async function openPersistence({
  data,
  spool: { maxBytes },
  log,
  clock,
  signal,
}: PersistenceOptions): Promise<Persistence> {
  const files = createFileSystem();
  const directory = join(data, 'spool');
  const aside = join(data, 'quarantine');
  const quarantine = await openQuarantine(files, aside);
  const blocks = await openBlockLog({ files, directory, log });
  const spool = await openSpool({ files, directory, quarantine, log, maxBytes, freed: blocks.progress()?.done });
  const seen = await openSeenBatches({ files, directory: join(data, 'seen'), log, now: clock });
  await readmitSegments({ files, directory: aside, spool, log }).catch((error: unknown) =>
    log.error('What an earlier version has set aside could not be taken in; the next start tries again.', { error }),
  );
  rememberSpooled(spool, seen, signal).catch((error: unknown) =>
    log.error('Batches of the spool could not be remembered: what is sent again is folded by the store.', { error }),
  );
  return { spool, seen, blocks, quarantine };
}
