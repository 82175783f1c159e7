import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileSystem } from '../../../collector/spool/fileSystem.ts';
import { openQuarantine } from '../../../collector/spool/quarantine.ts';
import { readmitSegments } from '../../../collector/spool/readmit.ts';
import { segmentPath, writeHeader } from '../../../collector/spool/segment.ts';
import { createSimulatedDisk, type SimulatedDisk } from './simulatedDisk.ts';
import { chanceFrom, DIRECTORY, open, payloadOf, readAll, silent, stillness } from './smallSpool.ts';

interface Written {
  readonly disk: SimulatedDisk;
  /** Where each record lies, by id. */
  readonly spans: readonly { readonly segment: number; readonly from: number; readonly to: number }[];
}

/** A closed spool of 24 records in several segments. */
async function written(): Promise<Written> {
  const disk = createSimulatedDisk();
  const spool = await open(disk);
  for (let id = 0; id < 24; id += 1) await spool.append([payloadOf(id, (id * 37) % 80)]);
  const spans = [];
  for (let place = spool.first(); ; ) {
    const records = await spool.read(place, 1_000);
    const last = records.at(-1);
    if (!last) break;
    for (const { place, next } of records) spans.push({ segment: place.segment, from: place.offset, to: next.offset });
    place = last.next;
  }
  await spool.close();
  return { disk, spans };
}

/** Bytes of a file, changed in place. */
function damage(disk: SimulatedDisk, path: string, change: (bytes: Buffer) => Buffer | undefined): void {
  const bytes = Buffer.from(disk.peek(path) ?? []);
  disk.poke(path, change(bytes) ?? bytes);
}

const errorOf = (more: object = {}): string => ('error' in more ? String(more.error) : '');

const kept = (disk: SimulatedDisk): string[] => disk.paths().filter((path) => path.startsWith('/data/quarantine/'));

describe('a disk that damages what it holds', () => {
  test('bit flips and zeroed pages: records elsewhere survive, and what is lost is counted and kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ segment: fc.nat(), at: fc.nat(), length: fc.constantFrom(0, 1, 8, 64), bit: fc.nat(7) }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (faults) => {
          const { disk, spans } = await written();
          const segments = Math.max(...spans.map(({ segment }) => segment));
          const hit = new Set<number>();
          for (const { segment, at, length, bit } of faults) {
            const number = 1 + (segment % segments);
            damage(disk, segmentPath(DIRECTORY, number), (bytes) => {
              // headers have a test of their own
              const from = 24 + (at % (bytes.length - 24));
              const to = Math.min(bytes.length, from + Math.max(1, length));
              if (length === 0) bytes[from] = (bytes[from] ?? 0) ^ (1 << bit);
              else bytes.fill(0, from, to);
              for (const [id, span] of spans.entries()) {
                if (span.segment === number && span.from < to && span.to > from) hit.add(id);
              }
              return undefined;
            });
          }
          const spool = await open(disk);
          const { ids } = await readAll(spool);
          const whole = [...spans.keys()].filter((id) => !hit.has(id));
          expect(ids.filter((id) => whole.includes(id))).toEqual(whole);
          expect(new Set(ids).size).toBe(ids.length);
          const isLost = [...hit].some((id) => !ids.includes(id));
          if (isLost) expect(kept(disk).length).toBeGreaterThan(0);
          const isLastAlone = ids.length === spans.length - 1 && !ids.includes(spans.length - 1);
          if (isLost && !isLastAlone && !kept(disk).some((path) => path.endsWith('.torn'))) {
            expect(spool.stats().quarantined).toBeGreaterThan(0);
          }
          // counted once, however often it is read, and in nobody's way
          const { quarantined } = spool.stats();
          await readAll(spool);
          expect(spool.stats().quarantined).toBe(quarantined);
          await spool.append([payloadOf(100, 1)]);
          expect((await readAll(spool)).ids).toEqual([...ids, 100]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a damaged record is skipped, counted, and its bytes are in the quarantine', async () => {
    const { disk, spans } = await written();
    const span = spans[5] ?? expect.unreachable();
    damage(
      disk,
      segmentPath(DIRECTORY, span.segment),
      (bytes) => void bytes.fill(0xff, span.from + 13, span.from + 14),
    );
    const spool = await open(disk);
    expect((await readAll(spool)).ids).toEqual([...spans.keys()].filter((id) => id !== 5));
    expect(spool.stats().quarantined).toBe(1);
    expect(kept(disk)).toEqual([`/data/quarantine/${span.segment}-${span.from}.damaged`]);
    expect(disk.peek(kept(disk)[0] ?? '')?.length).toBe(span.to - span.from);
  });

  test('a page that cannot be read costs the records in it; a disk that cannot be read costs none', async () => {
    const disk = createSimulatedDisk();
    const spool = await open(disk, { segmentBytes: 100_000 });
    for (let id = 0; id < 12; id += 1) await spool.append([payloadOf(id, 2_000)]);
    const read = (): Promise<number[]> => readAll(spool, spool.first()).then(({ ids }) => ids);
    disk.fate = ({ what }) => (what === 'read' ? 'fails' : 'done');
    for (let attempt = 0; attempt < 10; attempt += 1) await expect(read()).rejects.toThrow('EIO');
    // the second page, with parts of 2, 3 and 4
    disk.fate = ({ what, offset = 0, bytes }) =>
      what === 'read' && offset < 8_192 && offset + bytes > 4_096 ? 'fails' : 'done';
    let ids: number[] | undefined;
    for (let attempt = 0; attempt < 10 && !ids; attempt += 1) ids = await read().catch(() => undefined);
    expect(ids).toEqual([0, 1, 5, 6, 7, 8, 9, 10, 11]);
    expect(spool.stats().quarantined).toBeGreaterThan(0);
  });

  test('nothing but damage at the end is nothing to wait for', async () => {
    const { disk, spans } = await written();
    const last = spans.at(-1) ?? expect.unreachable();
    // the payload alone: a record that was written whole, and not a torn end
    damage(
      disk,
      segmentPath(DIRECTORY, last.segment),
      (bytes) => void bytes.fill(0xff, last.from + 13, last.from + 14),
    );
    const spool = await open(disk);
    const { ids, to } = await readAll(spool);
    expect(ids).toHaveLength(spans.length - 1);
    const waiting = new AbortController();
    const waited = spool.waitFor(to, waiting.signal).then(
      () => 'something',
      () => 'nothing',
    );
    await new Promise(setImmediate);
    waiting.abort();
    expect(await waited).toBe('nothing');
  });

  test('a truncated segment loses its end alone, and is counted', async () => {
    const { disk, spans } = await written();
    const inSecond = [...spans.entries()].filter(([, { segment }]) => segment === 2).map(([id]) => id);
    const last = spans[inSecond.at(-1) ?? -1] ?? expect.unreachable();
    damage(disk, segmentPath(DIRECTORY, 2), (bytes) => bytes.subarray(0, last.from + 5));
    const spool = await open(disk);
    expect((await readAll(spool)).ids).toEqual([...spans.keys()].filter((id) => id !== inSecond.at(-1)));
    expect(spool.stats().quarantined).toBeGreaterThan(0);
  });

  test('a segment under two names is read once', async () => {
    const { disk, spans } = await written();
    disk.poke(segmentPath(DIRECTORY, 90), disk.peek(segmentPath(DIRECTORY, 2)) ?? Buffer.alloc(0));
    const spool = await open(disk);
    expect((await readAll(spool)).ids).toEqual([...spans.keys()]);
    expect(spool.stats().quarantined).toBe(1);
    expect(kept(disk)).toEqual(['/data/quarantine/0000000090.log']);
  });

  test('a damaged header is counted, and the records behind it are read', async () => {
    const { disk, spans } = await written();
    damage(disk, segmentPath(DIRECTORY, 2), (bytes) => void bytes.fill(0, 0, 24));
    const spool = await open(disk);
    expect((await readAll(spool)).ids).toEqual([...spans.keys()]);
    expect(spool.stats().quarantined).toBe(1);
  });

  test('a segment of another version is set aside whole and counted; the version that reads it takes it in again', async () => {
    const { disk, spans } = await written();
    const path = segmentPath(DIRECTORY, 2);
    const before = Buffer.from(disk.peek(path) ?? []);
    damage(disk, path, (bytes) => {
      writeHeader(bytes, { format: 7, number: 2, endBefore: bytes.readUInt32LE(16) });
      return bytes;
    });
    const newer = Buffer.from(disk.peek(path) ?? []);
    const spool = await open(disk);
    const elsewhere = [...spans.keys()].filter((id) => spans[id]?.segment !== 2);
    expect((await readAll(spool)).ids).toEqual(elsewhere);
    expect(spool.stats().quarantined).toBe(1);
    const aside = '/data/quarantine/0000000002.log';
    expect(kept(disk)).toEqual([aside]);
    expect(disk.peek(aside)).toEqual(newer);
    const readmit = () => readmitSegments({ files: disk, directory: '/data/quarantine', spool, log: silent });
    await readmit();
    expect(kept(disk)).toEqual([aside]);

    // to the version that wrote it, its format is its own
    disk.poke(aside, before);
    await readmit();
    expect(kept(disk)).toEqual([]);
    const inSecond = [...spans.keys()].filter((id) => spans[id]?.segment === 2);
    expect(inSecond.length).toBeGreaterThan(0);
    expect((await readAll(spool)).ids).toEqual([...elsewhere, ...inSecond]);
  });

  test('a newest segment of another version: its number is not used again', async () => {
    const { disk, spans } = await written();
    const last = spans.at(-1)?.segment ?? expect.unreachable();
    damage(disk, segmentPath(DIRECTORY, last), (bytes) => {
      writeHeader(bytes, { format: 7, number: last, endBefore: bytes.readUInt32LE(16) });
      return bytes;
    });
    const spool = await open(disk);
    await spool.append([payloadOf(100, 1)]);
    expect(disk.peek(segmentPath(DIRECTORY, last))).toBeUndefined();
    expect(disk.peek(segmentPath(DIRECTORY, last + 1))).toBeDefined();
  });

  test('any bytes at all in place of a segment: opens, reads what there is, and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(), async (noise, seed) => {
        const { disk, spans } = await written();
        const segments = Math.max(...spans.map(({ segment }) => segment));
        const number = 1 + Math.floor(chanceFrom(seed)() * segments);
        disk.poke(segmentPath(DIRECTORY, number), Buffer.from(noise));
        const spool = await open(disk);
        const elsewhere = [...spans.keys()].filter((id) => spans[id]?.segment !== number);
        expect((await readAll(spool)).ids).toEqual(elsewhere);
        await spool.append([payloadOf(100, 1)]);
        expect((await readAll(spool)).ids).toEqual([...elsewhere, 100]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('limits', () => {
  test('a full spool refuses and takes again what was freed', async () => {
    const disk = createSimulatedDisk();
    const spool = await open(disk, { maxBytes: 900 });
    let taken = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await spool.append([payloadOf(taken, 60)]);
        taken += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 'SPOOL_FULL' });
    expect(spool.stats().bytes).toBeLessThanOrEqual(900);
    const { ids, to } = await readAll(spool);
    expect(ids).toHaveLength(taken);
    await spool.free(to);
    await spool.append([payloadOf(taken, 60)]);
    expect((await readAll(spool, to)).ids).toEqual([taken]);
    // what is stored takes no room
    expect(spool.stats()).toMatchObject({ segments: 1 });
    expect(disk.paths().filter((path) => path.endsWith('.log'))).toHaveLength(1);
  });

  test('a disk that is nearly full is left alone', async () => {
    const disk = createSimulatedDisk();
    disk.capacity = 1_000;
    const spool = await open(disk, { minFreeBytes: 2_000 });
    await expect(spool.append([payloadOf(1, 10)])).rejects.toMatchObject({ code: 'SPOOL_FULL' });
    disk.capacity = 10_000;
    await spool.append([payloadOf(2, 10)]);
    expect((await readAll(spool)).ids).toEqual([2]);
  });

  test('a disk that turns read-only refuses at once, is read from, and takes again without a restart', async () => {
    const disk = createSimulatedDisk();
    const spool = await open(disk);
    await spool.append([payloadOf(1, 50)]);
    disk.fate = ({ what }) => (['read', 'open', 'list', 'size', 'close'].includes(what) ? 'done' : 'fails');
    for (let id = 2; id < 9; id += 1) {
      await expect(spool.append([payloadOf(id, 50)])).rejects.toMatchObject({ code: 'SPOOL_BROKEN' });
      expect((await readAll(spool)).ids).toEqual([1]);
    }
    disk.fate = () => 'done';
    await spool.append([payloadOf(9, 50)]);
    expect((await readAll(spool)).ids).toEqual([1, 9]);
  });

  test('a disk that stands still for a while: what came meanwhile waits, shares one write, and is kept in order', async () => {
    const disk = createSimulatedDisk();
    let goOn = (): void => undefined;
    const still = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let syncs = 0;
    const slow: FileSystem = {
      ...disk,
      open: async (path, how) => {
        const file = await disk.open(path, how);
        return {
          ...file,
          datasync: async () => {
            syncs += 1;
            await still;
            await file.datasync();
          },
        };
      },
    };
    const spool = await open(slow, { segmentBytes: 100_000 });
    const answered: number[] = [];
    const appends = Array.from({ length: 50 }, async (_, id) => {
      await spool.append([payloadOf(id, 10)]);
      answered.push(id);
    });
    await stillness();
    expect(answered).toEqual([]);
    expect((await readAll(spool)).ids).toEqual([]);
    // one more while the first write stands
    appends.push(spool.append([payloadOf(50, 10)]));
    goOn();
    await Promise.all(appends);
    expect(answered).toEqual(Array.from({ length: 50 }, (_, id) => id));
    expect((await readAll(spool)).ids).toEqual([...answered, 50]);
    expect(syncs).toBe(2);
  });

  test('what waits for a disk that does not answer is bounded', async () => {
    const disk = createSimulatedDisk();
    disk.fate = ({ what }) => (what === 'datasync' ? 'crash' : 'done');
    const spool = await open(disk, { segmentBytes: 64 * 1024 * 1024 });
    const megabyte = Buffer.alloc(1024 * 1024, 1);
    const answers = Array.from({ length: 80 }, () => spool.append([megabyte]).catch((error: unknown) => error));
    const refused = await Promise.all(answers.slice(63));
    expect(refused).toMatchObject(Array.from({ length: 17 }, () => ({ code: 'SPOOL_BROKEN' })));
  });

  test('an append that fits no segment, or is empty, is the caller’s mistake', async () => {
    const spool = await open(createSimulatedDisk());
    await expect(spool.append([payloadOf(1, 1_000)])).rejects.toThrow(RangeError);
    await expect(spool.append([new Uint8Array(0)])).rejects.toThrow(RangeError);
    await spool.append([]);
  });

  test('appends that come together share one fdatasync', async () => {
    const disk = createSimulatedDisk();
    let syncs = 0;
    disk.fate = ({ what }) => {
      if (what === 'datasync') syncs += 1;
      return 'done';
    };
    const spool = await open(disk);
    await Promise.all(Array.from({ length: 64 }, (_, id) => spool.append([payloadOf(id, 1)])));
    expect(syncs).toBe(1);
  });

  test('numbers go on when the files are gone, so that no place means two records', async () => {
    const spool = await open(createSimulatedDisk(), { freed: { segment: 8, offset: 300 } });
    await spool.append([payloadOf(1, 1)]);
    expect((await readAll(spool, { segment: 8, offset: 300 })).ids).toEqual([1]);
  });

  test('the log says of damaged bytes whether they were kept: a full quarantine keeps none, a refusing disk neither', async () => {
    for (const [room, isRefused, expected] of [
      [1_000, false, ['spool: damaged bytes set aside ']],
      [4, false, ['spool: damaged bytes skipped, they could not be kept the quarantine has no room']],
      [1_000, true, ['spool: damaged bytes skipped, they could not be kept Error: EIO: i/o error']],
    ] as const) {
      const { disk, spans } = await written();
      const span = spans[0];
      damage(disk, segmentPath(DIRECTORY, 1), (bytes) => bytes.fill(0, span?.from, span?.to));
      const said: string[] = [];
      const log = { ...silent, warn: (text: string, more?: object) => void said.push(`${text} ${errorOf(more)}`) };
      const quarantine = await openQuarantine(disk, '/data/quarantine', room);
      const spool = await open(disk, { log, quarantine });
      if (isRefused) disk.fate = ({ path }) => (path.startsWith('/data/quarantine/') ? 'fails' : 'done');
      expect((await readAll(spool)).ids).toEqual([...spans.keys()].slice(1));
      expect(said).toEqual(expected);
      expect(kept(disk)).toHaveLength(room > 4 && !isRefused ? 1 : 0);
    }
  });

  test('segments of another version take no room from what is kept, also after a start; what was kept does', async () => {
    const disk = createSimulatedDisk();
    const open = () => openQuarantine(disk, '/data/quarantine', 100);
    await open();
    disk.poke('/data/quarantine/0000000002.log', Buffer.alloc(1_000));
    const keep = async (offset: number) => (await open()).keep({ segment: 1, offset }, 'refused', Buffer.alloc(60));
    expect(await keep(10)).toBe(true);
    expect(await keep(20)).toBe(false);
    expect(kept(disk)).toHaveLength(2);
  });
});
