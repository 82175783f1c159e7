/**
 * A disk in memory under the shipped code. What was not synced may be lost at a crash, wholly, in parts or out of order,
 * names as well as bytes; a sync that failed leaves bytes that no later sync makes durable; any operation can fail.
 */
import { basename, dirname } from 'node:path';
import type { FileSystem, OpenFile } from '../../../collector/spool/fileSystem.ts';

/** A number from 0 to below 1. */
export type Chance = () => number;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly cutTo: number };

interface File {
  /** As programs see it. */
  now: Buffer;
  /** As the disk has it for certain. */
  durable: Buffer;
  /** Between the two, in order. */
  changes: Change[];
}

interface Directory {
  now: Map<string, File>;
  durable: Map<string, File>;
  changes: { readonly name: string; readonly file: File | undefined }[];
}

/** An operation that is about to happen. */
export interface Operation {
  readonly what: keyof FileSystem | keyof OpenFile;
  readonly path: string;
  readonly bytes: number;
  /** Of a read. */
  readonly offset?: number;
}

/** What happens to an operation: nothing, an error before it, an error after a part of it, or the machine stops. */
export type Fate = 'done' | 'fails' | 'half' | 'crash';

/** The disk. */
export interface SimulatedDisk extends FileSystem {
  /** Decides on each operation; all are done unless set. */
  fate: (operation: Operation) => Fate;
  /** Power cut: nothing that is under way ever ends; the disk that the next start finds. */
  crash(chance: Chance): SimulatedDisk;
  /** The process dies and the machine does not: what was written is there, whether it was synced or not. */
  kill(): SimulatedDisk;
  /** Bytes of a file as they are, to damage them; undefined when there is none. */
  peek(path: string): Buffer | undefined;
  /** Puts durable bytes in place. */
  poke(path: string, bytes: Buffer): void;
  paths(): string[];
  /** Bytes that may be written before ENOSPC. */
  capacity: number;
}

const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
const failed = (): Error => Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
const never = new Promise<never>(() => undefined);

function applied(bytes: Buffer, change: Change): Buffer {
  if ('cutTo' in change) {
    return Buffer.concat([bytes.subarray(0, change.cutTo), Buffer.alloc(Math.max(0, change.cutTo - bytes.length))]);
  }
  const size = Math.max(bytes.length, change.at + change.bytes.length);
  const result = Buffer.alloc(size);
  result.set(bytes);
  result.set(change.bytes, change.at);
  return result;
}

/** An empty disk, or one that holds these directories. */
export function createSimulatedDisk(directories = new Map<string, Directory>()): SimulatedDisk {
  let dead = false;

  const directoryOf = (path: string): Directory => {
    const directory = directories.get(path);
    if (!directory) throw Object.assign(new Error(`ENOENT: no such directory ${path}`), { code: 'ENOENT' });
    return directory;
  };
  const fileAt = (path: string): File => {
    const file = directoryOf(dirname(path)).now.get(basename(path));
    if (!file) throw Object.assign(new Error(`ENOENT: no such file ${path}`), { code: 'ENOENT' });
    return file;
  };
  const name = (path: string, file: File | undefined): void => {
    const directory = directoryOf(dirname(path));
    if (file) directory.now.set(basename(path), file);
    else directory.now.delete(basename(path));
    directory.changes.push({ name: basename(path), file });
  };
  const used = (): number =>
    [...directories.values()].flatMap(({ now }) => [...now.values()]).reduce((sum, { now }) => sum + now.length, 0);

  async function act<Value>(
    operation: Operation,
    whole: () => Value,
    parts: { readonly half?: () => void; readonly fails?: () => void; readonly crash?: () => void } = {},
  ): Promise<Value> {
    // the real one answers on a later turn as well
    await Promise.resolve();
    if (dead) return never;
    const fate = disk.fate(operation);
    if (fate === 'done') return whole();
    if (fate === 'crash') {
      dead = true;
      parts.crash?.();
      return never;
    }
    if (fate === 'half') parts.half?.();
    else parts.fails?.();
    throw failed();
  }

  const openFile = (path: string, file: File): OpenFile => {
    const change = (one: Change): void => {
      file.now = applied(file.now, one);
      file.changes.push(one);
    };
    return {
      write(bytes, at) {
        const half = (): void => change({ at, bytes: Buffer.from(bytes.subarray(0, Math.ceil(bytes.length / 2))) });
        const whole = (): void => {
          const grows = Math.max(0, at + bytes.length - file.now.length);
          const room = Math.max(0, disk.capacity - used());
          const fits = grows > room ? bytes.length - grows + room : bytes.length;
          change({ at, bytes: Buffer.from(bytes.subarray(0, fits)) });
          if (grows > room) throw noSpace();
        };
        return act({ what: 'write', path, bytes: bytes.length }, whole, { half, crash: half });
      },
      read: (at, length) =>
        act({ what: 'read', path, bytes: length, offset: at }, () => Buffer.from(file.now.subarray(at, at + length))),
      datasync: () => {
        const reaches = (changes: readonly Change[]): void => {
          for (const one of changes) file.durable = applied(file.durable, one);
          file.changes = [];
        };
        return act({ what: 'datasync', path, bytes: 0 }, () => reaches(file.changes), {
          // the cache calls its pages clean now, whatever reached the disk: no later sync will write them
          half: () => reaches(file.changes.slice(0, file.changes.length / 2)),
          fails: () => reaches([]),
        });
      },
      truncate: (cutTo) => act({ what: 'truncate', path, bytes: 0 }, () => change({ cutTo })),
      close: () => act({ what: 'close', path, bytes: 0 }, () => undefined),
    };
  };

  const disk: SimulatedDisk = {
    fate: () => 'done',
    capacity: Number.POSITIVE_INFINITY,
    makeDirectory: (path) =>
      act({ what: 'makeDirectory', path, bytes: 0 }, () => {
        if (!directories.has(path)) directories.set(path, { now: new Map(), durable: new Map(), changes: [] });
      }),
    list: (path) => act({ what: 'list', path, bytes: 0 }, () => [...directoryOf(path).now.keys()]),
    size: (path) => act({ what: 'size', path, bytes: 0 }, () => fileAt(path).now.length),
    open: (path, how) =>
      act({ what: 'open', path, bytes: 0 }, () => {
        if (how !== 'create') return openFile(path, fileAt(path));
        const before = directoryOf(dirname(path)).now.get(basename(path));
        if (before) {
          before.now = Buffer.alloc(0);
          before.changes.push({ cutTo: 0 });
          return openFile(path, before);
        }
        const file: File = { now: Buffer.alloc(0), durable: Buffer.alloc(0), changes: [] };
        name(path, file);
        return openFile(path, file);
      }),
    rename: (from, to) =>
      act({ what: 'rename', path: to, bytes: 0 }, () => {
        const file = fileAt(from);
        name(to, file);
        name(from, undefined);
      }),
    remove: (path) =>
      act({ what: 'remove', path, bytes: 0 }, () => {
        if (directoryOf(dirname(path)).now.has(basename(path))) name(path, undefined);
      }),
    syncDirectory: (path) =>
      act({ what: 'syncDirectory', path, bytes: 0 }, () => {
        const directory = directoryOf(path);
        directory.durable = new Map(directory.now);
        directory.changes = [];
      }),
    freeBytes: (path) => act({ what: 'freeBytes', path, bytes: 0 }, () => disk.capacity - used()),
    paths: () => [...directories].flatMap(([path, { now }]) => [...now.keys()].map((file) => `${path}/${file}`)),
    peek: (path) => directories.get(dirname(path))?.now.get(basename(path))?.now,
    poke(path, bytes) {
      const directory = directoryOf(dirname(path));
      const file: File = { now: bytes, durable: bytes, changes: [] };
      directory.now.set(basename(path), file);
      directory.durable.set(basename(path), file);
    },
    kill() {
      dead = true;
      return createSimulatedDisk(directories);
    },
    crash(chance) {
      dead = true;
      const after = new Map<File, File>();
      const survivor = (file: File): File => {
        const known = after.get(file);
        if (known) return known;
        let bytes = file.durable;
        for (const change of file.changes) {
          const luck = chance();
          if (luck < 0.4) continue;
          if (luck > 0.7 || 'cutTo' in change) bytes = applied(bytes, change);
          else {
            // torn at any byte; sometimes the size has grown and the bytes are zeros
            const torn = Math.floor(chance() * (change.bytes.length + 1));
            const whole = chance() < 0.5 ? change.bytes.length : torn;
            const part = Buffer.alloc(whole);
            part.set(change.bytes.subarray(0, torn));
            bytes = applied(bytes, { at: change.at, bytes: part });
          }
        }
        const found: File = { now: bytes, durable: bytes, changes: [] };
        after.set(file, found);
        return found;
      };
      const found = new Map<string, Directory>();
      for (const [path, { durable, changes }] of directories) {
        const names = new Map(durable);
        for (const { name, file } of changes) {
          if (chance() < 0.5) continue;
          if (file) names.set(name, file);
          else names.delete(name);
        }
        const now = new Map([...names].map(([name, file]) => [name, survivor(file)]));
        found.set(path, { now, durable: new Map(now), changes: [] });
      }
      return createSimulatedDisk(found);
    },
  };
  return disk;
}
