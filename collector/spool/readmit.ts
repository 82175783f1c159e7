/** Segments that a version before this one could not read, and set aside: their records go into the spool again. */
import type { Log, Spool } from '../types.ts';
import type { FileSystem } from './fileSystem.ts';
import { scan } from './record.ts';
import { FORMAT, findSegments, HEADER_BYTES } from './segment.ts';

/** Parts of {@link readmitSegments}. */
export interface ReadmitOptions {
  readonly files: FileSystem;
  /** Of the quarantine. */
  readonly directory: string;
  readonly spool: Pick<Spool, 'append'>;
  readonly log: Log;
}

/** Appended at once: some hundred records. */
const GROUP_BYTES = 1024 * 1024;

/**
 * Appends the records of each segment in the quarantine that has this version's format and its own name; a copy under
 * another name stays. Rejects when the spool refuses; what is taken in twice after that, the store folds.
 */
export async function readmitSegments({ files, directory, spool, log }: ReadmitOptions): Promise<void> {
  for (const { number, path, header } of await findSegments(files, directory)) {
    if (header?.format !== FORMAT || header.number !== number) continue;
    const bytes = await recordsOf(files, path);
    let records = 0;
    for (let at = 0; at < bytes.length; ) {
      const found = scan(bytes.subarray(at), { segment: number, offset: HEADER_BYTES + at }, GROUP_BYTES, true);
      await spool.append(found.records.map(({ payload }) => payload));
      records += found.records.length;
      at = found.end - HEADER_BYTES;
    }
    await files.remove(path);
    await files.syncDirectory(directory);
    log.warn('spool segment of another version is read now', { path, records });
  }
}

async function recordsOf(files: FileSystem, path: string): Promise<Buffer> {
  const file = await files.open(path, 'read');
  try {
    return await file.read(HEADER_BYTES, await files.size(path));
  } finally {
    await file.close();
  }
}
