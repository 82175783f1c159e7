/** What the spool needs of a file system, so that its tests can run on a disk that fails and crashes; and the real one. */
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';

/** An open file. Every method rejects with the system's own error. */
export interface OpenFile {
  /** Writes all of the bytes from `offset` on, or rejects; then any part of them may have been written. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  /** Up to `length` bytes from `offset` on: fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Resolves when all that was written survives a power cut. After it rejected, nothing is known of what was written. */
  datasync(): Promise<void>;
  /** Cuts the file to so many bytes. */
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** A file system. Paths are absolute or relative to the process. */
export interface FileSystem {
  /** Makes a directory and those above it; nothing when it is there. */
  makeDirectory(path: string): Promise<void>;
  /** Names in a directory, in no order. */
  list(directory: string): Promise<string[]>;
  /** Bytes of a file. */
  size(path: string): Promise<number>;
  /** `create`: empty whatever was there. `edit` and `read`: it has to be there; `read` works on a disk that is read-only. */
  open(path: string, how: 'create' | 'edit' | 'read'): Promise<OpenFile>;
  /** Takes the place of what was there. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; nothing when there is none. */
  remove(path: string): Promise<void>;
  /** Resolves when names made, changed and removed in a directory survive a power cut. */
  syncDirectory(path: string): Promise<void>;
  /** Bytes that this process may still use on the disk that holds a directory. */
  freeBytes(directory: string): Promise<number>;
}

const FLAGS = { create: 'w+', edit: 'r+', read: 'r' } as const;

/** The file system of this machine. */
export function createFileSystem(): FileSystem {
  return {
    async makeDirectory(path) {
      await mkdir(path, { recursive: true });
    },
    list: (directory) => readdir(directory),
    size: async (path) => (await stat(path)).size,
    // 0600: what visitors did is nobody else's business on a shared machine
    open: async (path, how) => openFile(await open(path, FLAGS[how], 0o600)),
    rename,
    remove: (path) => rm(path, { force: true }),
    async syncDirectory(path) {
      // Windows has no handle for a directory, and makes names durable with the file
      if (process.platform === 'win32') return;
      const directory = await open(path, 'r');
      try {
        await directory.sync();
      } finally {
        await directory.close();
      }
    },
    async freeBytes(directory) {
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize;
    },
  };
}

function openFile(handle: Awaited<ReturnType<typeof open>>): OpenFile {
  return {
    async write(bytes, offset) {
      let done = 0;
      while (done < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
        if (bytesWritten === 0) throw new Error('The disk took none of the bytes and gave no reason.');
        done += bytesWritten;
      }
    },
    async read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
    datasync: () => handle.datasync(),
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}
