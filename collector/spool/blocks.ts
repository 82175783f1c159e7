/**
 * The inserter's memory: up to where everything is stored, and the blocks that were begun. A block is written down with
 * its token before its first attempt, so that after a crash the same records are sent under the same token again.
 * Each record of this log is the whole state; the last one that is undamaged counts.
 */
import { join } from 'node:path';
import { failpoint } from '../failpoint.ts';
import type { Log, Place } from '../types.ts';
import type { FileSystem, OpenFile } from './fileSystem.ts';
import { HEAD_BYTES, scan, writeRecord } from './record.ts';

/** Size at which the log begins anew with its last state; some thousand blocks. */
const MAX_BYTES = 1024 * 1024;
const NAME = 'blocks';

/** Neighbouring records of the spool that are inserted as one. */
export interface Block {
  /** The engine stores a token once. */
  readonly token: string;
  readonly from: Place;
  readonly to: Place;
}

/** How far the inserter is. */
export interface Progress {
  /** Everything before is stored, or in the quarantine. */
  readonly done: Place;
  /** Begun and not known to be stored: each begins where the one before ends, the first at `done`. */
  readonly begun: readonly Block[];
}

/** The durable copy of the progress. */
export interface BlockLog {
  /** As it was saved last; undefined in a new directory. */
  progress(): Progress | undefined;
  /** Resolves when the progress survives a power cut. After a rejection either state may be found by the next start. */
  save(progress: Progress): Promise<void>;
  close(): Promise<void>;
}

/** Parts and place of a block log. */
export interface BlockLogOptions {
  readonly files: FileSystem;
  /** That of the spool. */
  readonly directory: string;
  readonly log: Log;
}

/** Opens the block log of a spool's directory, which is made when it is missing. */
export async function openBlockLog({ files, directory, log }: BlockLogOptions): Promise<BlockLog> {
  const path = join(directory, NAME);
  await files.makeDirectory(directory);
  let last = (await files.list(directory)).includes(NAME) ? await lastProgress() : undefined;
  let open: { readonly file: OpenFile; end: number } | undefined;

  async function lastProgress(): Promise<Progress | undefined> {
    const file = await files.open(path, 'edit');
    try {
      const bytes = await file.read(0, await files.size(path));
      const { records, bad } = scan(bytes, { segment: 0, offset: 0 }, Number.POSITIVE_INFINITY, true);
      // what a crash tore is the last state, which nobody has relied on; anything else is a fault of the disk
      if (bad.some(({ to }) => to < bytes.length) || (records.length === 0 && bytes.length > 0)) {
        log.warn('block log is damaged: blocks may be sent again, which the store folds', { path });
      }
      // after a kill it may be in the cache alone, and from now on it counts
      await file.datasync();
      await files.syncDirectory(directory);
      const payload = records.at(-1)?.payload;
      return payload && (JSON.parse(Buffer.from(payload).toString()) as Progress);
    } finally {
      await file.close();
    }
  }

  function recordOf(progress: Progress, offset: number): Buffer {
    const payload = Buffer.from(JSON.stringify(progress));
    const record = Buffer.allocUnsafe(HEAD_BYTES + payload.length);
    writeRecord(record, 0, { segment: 0, offset }, payload);
    return record;
  }

  async function leave(): Promise<void> {
    const left = open;
    open = undefined;
    await left?.file.close().catch(() => undefined);
  }

  async function beginAnew(progress: Progress): Promise<void> {
    await leave();
    const record = recordOf(progress, 0);
    await files.remove(`${path}.new`);
    const file = await files.open(`${path}.new`, 'create');
    try {
      await file.write(record, 0);
      await file.datasync();
      await files.rename(`${path}.new`, path);
      await files.syncDirectory(directory);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    open = { file, end: record.length };
  }

  return {
    progress: () => last,
    close: leave,
    async save(progress) {
      FAILPOINT: failpoint('blocks: before the write');
      if (!open || open.end > MAX_BYTES) {
        await beginAnew(progress);
      } else {
        const record = recordOf(progress, open.end);
        try {
          await open.file.write(record, open.end);
          await open.file.datasync();
        } catch (error) {
          // a file whose sync failed is not to be trusted again: the next state goes to a new one
          await leave();
          throw error;
        }
        open.end += record.length;
      }
      FAILPOINT: failpoint('blocks: durable');
      last = progress;
    },
  };
}
