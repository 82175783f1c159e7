/**
 * Which batches this collector has acknowledged: 96-bit fingerprints in pages by hour of receipt, each with 32 bits of what
 * the batch held, in memory and as one append-only file per page. A receiver that forgets an id stores a batch twice, and
 * the store folds it; one that takes a new id for an old one would lose a batch, which 96 bits rule out (4 million ids: one
 * in 10^22) and 64 do not.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock, Log, SeenBatches } from '../types.ts';
import type { FileSystem } from './fileSystem.ts';
import { createIdTable, type Fingerprints, type IdTable } from './idTable.ts';

const HOUR_MS = 3_600_000;
/**
 * A browser may keep a batch for longer, as none is given up because of its age (docs/adr/0016): a copy that comes later is
 * taken as new, counted as accepted, and the table folds its events by id.
 */
const KEPT_MS = 7 * 24 * HOUR_MS;
/** 100 MB of memory at worst; four hours of 15,000 events a second in batches of 50. */
const MAX_IDS = 4_000_000;
/** A page is what is forgotten at once and grown at once; this many parts of the whole. */
const PAGES_AT_MOST = 16;
const ID_BYTES = 16;
/** Of the hash of project and batch; a mark of the content follows. */
const NAME_BYTES = 12;
const NAME = /^(\d+)-(\d+)\.ids$/;

/** Parts and limits. */
export interface SeenBatchesOptions {
  readonly files: FileSystem;
  /** Made when it is missing. */
  readonly directory: string;
  readonly log: Log;
  readonly now?: Clock;
  /** At most so many ids are kept, newest first: 4,000,000. */
  readonly maxIds?: number;
}

interface Page {
  /** Hours since 1970. */
  readonly hour: number;
  readonly index: number;
  readonly path: string;
  ids: IdTable;
  /** Added since the last sync. */
  fresh: Fingerprints[];
  /** Durable bytes of its file; undefined when the file is to be written anew. */
  fileBytes: number | undefined;
}

/** Opens what was kept. Ids of entries that the spool still holds are the caller's to add: they may not be in the files yet. */
export async function openSeenBatches(options: SeenBatchesOptions): Promise<SeenBatches> {
  const { files, directory, log, now = Date.now, maxIds = MAX_IDS } = options;
  const pageIds = Math.ceil(maxIds / PAGES_AT_MOST);
  await files.makeDirectory(directory);
  /** Oldest first. */
  let pages: Page[] = [];
  let forgotten: Page[] = [];
  let count = 0;
  await load();

  function pageOf(hour: number, index: number, fileBytes: number | undefined): Page {
    return { hour, index, path: join(directory, `${hour}-${index}.ids`), ids: createIdTable(), fresh: [], fileBytes };
  }

  async function load(): Promise<void> {
    for (const name of await files.list(directory)) {
      const [, hour, index] = NAME.exec(name) ?? [];
      if (hour === undefined) continue;
      const bytes = await readFile(join(directory, name));
      // a torn end is written over; damaged ids match nothing
      const fileBytes = bytes.length - (bytes.length % ID_BYTES);
      const ids = wordsOf(bytes.subarray(0, fileBytes));
      const page = pageOf(Number(hour), Number(index), fileBytes);
      page.ids = createIdTable(ids.length / 4);
      for (let at = 0; at < ids.length; at += 4) if (page.ids.add(ids, at)) count += 1;
      // a start with many ids has requests to answer
      await new Promise(setImmediate);
      pages.push(page);
    }
    // their names, too
    await files.syncDirectory(directory);
    pages.sort((a, b) => a.hour - b.hour || a.index - b.index);
    forget();
  }

  async function readFile(path: string): Promise<Buffer> {
    const file = await files.open(path, 'edit');
    try {
      const bytes = await file.read(0, await files.size(path));
      // after a kill they may be in the cache alone, and would not be written again
      await file.datasync();
      return bytes;
    } finally {
      await file.close();
    }
  }

  function forget(): void {
    const oldestHour = Math.floor((now() - KEPT_MS) / HOUR_MS);
    pages = pages.filter((page) => {
      if (page.hour >= oldestHour && count <= maxIds) return true;
      count -= page.ids.size;
      forgotten.push(page);
      return false;
    });
  }

  function openPage(receivedAt: number): Page {
    const hour = Math.floor(receivedAt / HOUR_MS);
    const last = pages.findLast((page) => page.hour === hour);
    if (last && last.ids.size < pageIds) return last;
    const page = pageOf(hour, (last?.index ?? -1) + 1, undefined);
    pages.push(page);
    // a clock that was set back makes an hour that is not the newest
    pages.sort((a, b) => a.hour - b.hour || a.index - b.index);
    return page;
  }

  const isKnown = (id: Fingerprints): boolean => pages.some((page) => page.ids.has(id));

  async function write(page: Page): Promise<void> {
    const { fresh, fileBytes } = page;
    page.fresh = [];
    page.fileBytes = undefined;
    const isWhole = fileBytes === undefined;
    const bytes = isWhole ? bytesOf(page.ids.all()) : Buffer.concat(fresh.map(bytesOf));
    const path = isWhole ? `${page.path}.new` : page.path;
    if (isWhole) await files.remove(path);
    const file = await files.open(path, isWhole ? 'create' : 'edit');
    try {
      await file.write(bytes, fileBytes ?? 0);
      await file.datasync();
    } finally {
      await file.close();
    }
    if (isWhole) {
      await files.rename(path, page.path);
      await files.syncDirectory(directory);
    }
    page.fileBytes = (fileBytes ?? 0) + bytes.length;
  }

  return {
    has: (project, batch) => isKnown(fingerprint(project, batch)),
    differs(project, batch, mark) {
      const id = fingerprint(project, batch);
      const noted = pages.find((page) => page.ids.has(id))?.ids.note(id);
      return noted !== undefined && noted !== mark;
    },
    add(project, batch, receivedAt, mark) {
      const id = fingerprint(project, batch, mark);
      if (isKnown(id)) return;
      const page = openPage(receivedAt);
      page.ids.add(id);
      page.fresh.push(id);
      count += 1;
      if (count > maxIds) forget();
    },
    async sync() {
      forget();
      for (const page of pages) if (page.fresh.length > 0 || page.fileBytes === undefined) await write(page);
      const gone = forgotten;
      forgotten = [];
      for (const { path } of gone) {
        await files.remove(path).catch((error: unknown) => {
          log.warn('ids of old batches could not be removed', { path, error: String(error) });
        });
      }
    },
  };
}

/** A copy: words begin at multiples of four bytes, and buffers anywhere. Little-endian, as all machines are that Node runs on. */
const wordsOf = (bytes: Buffer): Fingerprints => new Uint32Array(new Uint8Array(bytes).buffer);

const bytesOf = (ids: Fingerprints): Buffer => Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);

/** Names and ids hold no NUL, so that no two pairs make the same text. */
function fingerprint(project: string, batch: string, mark = 0): Fingerprints {
  const bytes = Buffer.alloc(ID_BYTES);
  hash('sha256', `${project}\0${batch}`, 'buffer').copy(bytes, 0, 0, NAME_BYTES);
  bytes.writeUInt32LE(mark, NAME_BYTES);
  const id = wordsOf(bytes);
  // all zeros is none
  if (id.every((word) => word === 0)) id[0] = 1;
  return id;
}
