/** The reading end of the spool: records from a place on, around what is damaged, which is kept aside and counted. */
import type { Log, Place, SpoolRecord } from '../types.ts';
import type { FileSystem, OpenFile } from './fileSystem.ts';
import type { Quarantine } from './quarantine.ts';
import { readAround } from './readAround.ts';
import { scan, type Span } from './record.ts';
import { HEADER_BYTES, type Segment } from './segment.ts';

/** Reads of one place that fail in a row before it is taken for lost: a disk may have a bad moment. */
const FAILURES = 3;

/** Parts of a reader. */
export interface ReaderOptions {
  readonly files: FileSystem;
  /** Shared with the writer, oldest first. */
  readonly segments: readonly Segment[];
  readonly quarantine: Quarantine;
  readonly log: Log;
}

/** Reads what is durable; calls take turns. */
export interface Reader {
  /** See `Spool.read`. */
  read(from: Place, maxBytes: number): Promise<readonly SpoolRecord[]>;
  /** The first place at or after `from` where there is something that may be a record; undefined when there is nothing. */
  find(from: Place): { readonly segment: Segment; readonly offset: number } | undefined;
  /** Damaged stretches met so far. */
  quarantined(): number;
  close(): Promise<void>;
}

/** A reader over the segments of a writer. */
export function createReader({ files, segments, quarantine, log }: ReaderOptions): Reader {
  let open: { readonly number: number; readonly file: OpenFile } | undefined;
  let quarantined = 0;
  let failed = { path: '', offset: 0, times: 0 };
  let turn: Promise<unknown> = Promise.resolve();

  async function close(): Promise<void> {
    const last = open;
    open = undefined;
    await last?.file.close();
  }

  async function fileOf({ number, path }: Segment): Promise<OpenFile> {
    if (open?.number === number) return open.file;
    await close();
    const file = await files.open(path, 'read');
    open = { number, file };
    return file;
  }

  async function readBytes(segment: Segment, offset: number, length: number): Promise<Buffer> {
    const { path, end } = segment;
    const times = failed.path === path && failed.offset === offset ? failed.times : 0;
    try {
      const file = await fileOf(segment);
      if (times < FAILURES) return await file.read(offset, length);
      return await readAround(file, { from: offset, to: offset + length }, [0, end - 1]);
    } catch (error) {
      failed = { path, offset, times: times + 1 };
      throw error;
    }
  }

  const find: Reader['find'] = (from) => {
    for (const segment of segments) {
      if (segment.number < from.segment) continue;
      let offset = segment.number === from.segment ? Math.max(from.offset, HEADER_BYTES) : HEADER_BYTES;
      for (const span of segment.bad) if (offset >= span.from && offset < span.to) offset = span.to;
      if (offset < segment.end) return { segment, offset };
    }
    return undefined;
  };

  async function setAside(segment: Segment, span: Span, bytes: Buffer): Promise<void> {
    if (segment.bad.some(({ from, to }) => from <= span.from && to >= span.to)) return;
    segment.bad.push(span);
    quarantined += 1;
    const place = { segment: segment.number, offset: span.from };
    // the bytes are no record any more: a disk that will not take a copy must not stop the records behind them
    const trouble = await quarantine
      .keep(place, 'damaged', bytes)
      .then((isKept) => (isKept ? '' : 'the quarantine has no room'), String);
    const found = { path: segment.path, from: span.from, to: span.to };
    if (trouble === '') log.warn('spool: damaged bytes set aside', found);
    else log.warn('spool: damaged bytes skipped, they could not be kept', { ...found, error: trouble });
  }

  async function read(from: Place, maxBytes: number): Promise<readonly SpoolRecord[]> {
    let wanted = maxBytes;
    let place = from;
    for (let at = find(place); at; at = find(place)) {
      const { segment, offset } = at;
      const left = segment.end - offset;
      const asked = Math.min(left, wanted);
      const bytes = await readBytes(segment, offset, asked);
      const cut = bytes.length < asked;
      const found = scan(bytes, { segment: segment.number, offset }, maxBytes, cut || asked === left);
      for (const span of found.bad) {
        await setAside(segment, span, bytes.subarray(span.from - offset, span.to - offset));
      }
      // somebody shortened the file while it was open
      if (cut) await setAside(segment, { from: offset + bytes.length, to: offset + left }, Buffer.alloc(0));
      if (found.records.length > 0) return found.records;
      place = { segment: segment.number, offset: found.end };
      wanted = Math.max(maxBytes, found.needs);
    }
    return [];
  }

  return {
    find,
    close,
    quarantined: () => quarantined,
    read(from, maxBytes) {
      const mine = turn.then(() => read(from, maxBytes));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
