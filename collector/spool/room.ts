/** What a spool may still take: its own bound, and what the disk has left. */
import type { FileSystem } from './fileSystem.ts';
import { spoolRefusal } from './refusal.ts';

/** Written between two looks at the free bytes of the disk. */
const LOOK_EVERY_BYTES = 8 * 1024 * 1024;

/** Parts and bounds. */
export interface SpoolRoomOptions {
  readonly files: FileSystem;
  readonly directory: string;
  /** Records that are not freed come to at most so many bytes. */
  readonly maxBytes: number;
  /** Nothing is written while the disk has less; 0: the disk is not looked at. */
  readonly minFreeBytes: number;
}

/** Room for records. */
export interface SpoolRoom {
  /**
   * Why an append is refused, as a sentence, '' when it is not: it may fill the spool up to a share of what it could
   * hold by its bound and by the disk's last known free bytes, `held` of which it holds.
   */
  refusal(held: number, bytes: number, share: number): string;
  /** Rejects when the disk has too little for a write; looks every 8 MiB. */
  before(bytes: number): Promise<void>;
  /** The next write looks: something went wrong. */
  lookNext(): void;
  /** Why the disk takes no record now, as a sentence; '' while it does. */
  fullDisk(): Promise<string>;
}

/** Room by a bound and a disk. */
export function createSpoolRoom({ files, directory, maxBytes, minFreeBytes }: SpoolRoomOptions): SpoolRoom {
  let unlooked = LOOK_EVERY_BYTES;
  /** As of the last look, less what was written since. */
  let freeBytes = Number.POSITIVE_INFINITY;

  async function look(): Promise<void> {
    freeBytes = await files.freeBytes(directory);
    unlooked = 0;
  }

  return {
    refusal(held, bytes, share) {
      const onDisk = held + Math.max(0, freeBytes - minFreeBytes);
      // what may fill all of it is told by the look before its write, which knows how the disk is now
      const room = share < 1 ? Math.min(maxBytes, onDisk) * share : maxBytes;
      if (held + bytes <= room) return '';
      // nobody else may be writing, and the disk may have room again
      if (onDisk < maxBytes) void look().catch(() => undefined);
      return `The spool in ${directory} holds ${held} of ${Math.floor(room)} bytes and takes no more.`;
    },
    async before(bytes) {
      unlooked += bytes;
      if (minFreeBytes === 0) return;
      if (unlooked >= LOOK_EVERY_BYTES) await look();
      if (freeBytes >= minFreeBytes + bytes) {
        freeBytes -= bytes;
        return;
      }
      // until it is known to be enough, each write looks
      unlooked = LOOK_EVERY_BYTES;
      throw spoolRefusal(
        'SPOOL_FULL',
        `The disk of ${directory} has ${freeBytes} bytes left: the spool takes no more.`,
      );
    },
    lookNext() {
      unlooked = LOOK_EVERY_BYTES;
    },
    async fullDisk() {
      const left = await files.freeBytes(directory);
      return left < minFreeBytes ? `The disk of ${directory} has ${left} bytes left.` : '';
    },
  };
}
