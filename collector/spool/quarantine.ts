/** Bytes that could not become events, kept for people to look at: damaged records, and entries that the engine refuses. */
import { basename, join } from 'node:path';
import type { Place } from '../types.ts';
import type { FileSystem } from './fileSystem.ts';

/** Room for all of it: a disk that damages everything must not be filled with copies. 64 MiB, one segment. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Names of what is kept, not of whole files that were moved here: those take no room from it. */
const KEPT = /\.(damaged|torn|refused)$/;

/** A directory of bytes that are kept aside. */
export interface Quarantine {
  /**
   * Keeps bytes under the place where they were; again under the same place is the same file. Resolves to false when
   * there is no room left. Rejects when the disk refuses.
   */
  keep(place: Place, why: 'damaged' | 'torn' | 'refused', bytes: Uint8Array): Promise<boolean>;
  /** Moves a whole file here. */
  move(path: string): Promise<void>;
}

/** A quarantine in a directory, which is made; `maxBytes` (default 64 MiB) counts what it has kept there already. */
export async function openQuarantine(files: FileSystem, directory: string, maxBytes = MAX_BYTES): Promise<Quarantine> {
  await files.makeDirectory(directory);
  let bytes = 0;
  for (const name of await files.list(directory)) if (KEPT.test(name)) bytes += await files.size(join(directory, name));

  return {
    async keep(place, why, payload) {
      if (bytes + payload.length > maxBytes) return false;
      const file = await files.open(join(directory, `${place.segment}-${place.offset}.${why}`), 'create');
      try {
        await file.write(payload, 0);
        await file.datasync();
      } finally {
        await file.close();
      }
      await files.syncDirectory(directory);
      bytes += payload.length;
      return true;
    },
    async move(path) {
      await files.rename(path, join(directory, basename(path)));
      await files.syncDirectory(directory);
    },
  };
}
