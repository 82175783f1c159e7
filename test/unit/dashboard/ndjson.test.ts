import { gzipSync } from 'node:zlib';
import { timeOf } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../dashboard/source/file.ts';
import { createLineReader, formatLine, parseEvents, parseLine, shiftEvents } from '../../../dashboard/source/ndjson.ts';
import { shopVisits, storedOfVisits } from './events.ts';

const NOW = Date.UTC(2026, 2, 9, 12);
const events = storedOfVisits(shopVisits(NOW));
const text = events.map(formatLine).join('');

const refused = (given: string): string => {
  try {
    parseEvents(given);
  } catch (error) {
    return (error as Error).message;
  }
  return 'not refused';
};

describe('lines of events', () => {
  it('come back as they were written', () => {
    expect(parseEvents(text)).toEqual(events);
  });

  it('may be cut anywhere, end in any way, and leave lines empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(text.length), { maxLength: 40 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (cuts, end, hasMark) => {
          const given = `${hasMark ? '\ufeff' : ''}${text.replaceAll('\n', end)}${end}`;
          const places = [...new Set(cuts)].sort((a, b) => a - b);
          const reader = createLineReader();
          let from = 0;
          for (const at of [...places, given.length]) {
            reader.push(given.slice(from, at));
            from = at;
          }
          expect(reader.end()).toEqual(events);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keep any text that an event may carry', () => {
    const [first] = events;
    if (!first) throw new Error('no event');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const event = { ...first, kind: 'custom', name: `x${name}`.slice(0, 200), properties: { name } } as StoredEvent;
        expect(parseLine(formatLine(event))).toEqual({ event: JSON.parse(JSON.stringify(event)) });
      }),
    );
  });

  it('are refused with the line and the reason', () => {
    const lines = text.split('\n');
    expect(refused([lines[0], lines[1], 'hello'].join('\n'))).toBe(
      'This file cannot be opened: line 3 is not JSON. Expected NDJSON, one event per line, as “Save as file” writes it. Nothing was added.',
    );
    expect(refused(`${lines[0]}\n{"kind":"order"}`)).toContain('line 2 is not an event (kind: unknown)');
    expect(refused('[]')).toContain('line 1 is not an event');
    expect(refused('')).toContain('it holds no events');
    expect(refused('\n\n')).toContain('it holds no events');
    const { batch: _, ...bare } = events[0] as StoredEvent;
    expect(refused(JSON.stringify(bare))).toContain('line 1 is not a stored event (batch: must be an id)');
    expect(refused(JSON.stringify({ ...events[0], at: 'noon' }))).toContain('line 1 is not an event (at: ');
    // each is a time, together they are none: the dashboard could not show such a date
    expect(refused(JSON.stringify({ ...events[0], skewMs: 8.64e15 }))).toContain('at + skewMs: must be a time in ms');
    expect(refused('x'.repeat(80_000))).toContain('line 1 is longer than any event');
    expect(refused(`${text}${'x'.repeat(80_000)}\n`)).toContain(`line ${events.length + 1} is longer than any event`);
  });

  it('never let a wrong value through, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parseLine(json)).toHaveProperty('why');
      }),
    );
  });
});

describe('shifted events', () => {
  it('end now, keep their ids and every distance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4e12 }), fc.integer({ min: 1, max: events.length }), (now, count) => {
        const some = events.slice(0, count);
        const shifted = shiftEvents(some, now);
        expect(Math.max(...shifted.map(timeOf))).toBe(now);
        expect(shifted.map(({ id }) => id)).toEqual(some.map(({ id }) => id));
        const by = now - Math.max(...some.map(timeOf));
        shifted.forEach((event, at) => {
          expect(event.at - (some[at] as StoredEvent).at).toBe(by);
          expect(event.receivedAt - (some[at] as StoredEvent).receivedAt).toBe(by);
        });
      }),
    );
  });

  it('take the clock of the receiver, and leave what they were given alone', () => {
    const [first, second] = events as [StoredEvent, StoredEvent];
    const skewed = [
      { ...first, at: 1000, skewMs: 5000 },
      { ...second, at: 2000, skewMs: 0 },
    ];
    expect(shiftEvents(skewed, 10_000).map(timeOf)).toEqual([10_000, 6000]);
    expect(skewed[0]?.at).toBe(1000);
    expect(shiftEvents([], 5)).toEqual([]);
  });
});

describe('a file', () => {
  const open = (content: BlobPart): Promise<StoredEvent[]> => readEvents(new Blob([content]));

  it('is read plain and packed', async () => {
    expect(await open(text)).toEqual(events);
    expect(await open(new Uint8Array(gzipSync(text)))).toEqual(events);
  });

  it('is refused in one sentence when it is not text, damaged, or empty', async () => {
    await expect(open(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]))).rejects.toThrow('it is not text');
    await expect(open(new Uint8Array(gzipSync(text)).slice(0, 500))).rejects.toThrow('its gzip packing is damaged');
    await expect(open('')).rejects.toThrow('it holds no events');
    await expect(open('id,kind,at\n1,click,2')).rejects.toThrow('line 1 is not JSON');
  });

  it('of 100 MB that is not ours is refused at its first bytes', async () => {
    const piece = new Uint8Array(1_000_000);
    let served = 0;
    const endless = {
      slice: () => new Blob([piece.subarray(0, 2)]),
      stream: () =>
        new ReadableStream({
          pull: (controller) => {
            served += 1;
            controller.enqueue(piece);
          },
        }),
    } as unknown as Blob;
    await expect(readEvents(endless)).rejects.toThrow('line 1 is longer than any event');
    expect(served).toBeLessThan(5);
  });

  it('that unpacks to more than a browser holds is refused, and so is one of nothing but line ends', async () => {
    const packed = new Blob([new Uint8Array(gzipSync(text))]);
    expect(packed.size).toBeLessThan(20_000);
    await expect(readEvents(packed, 20_000)).rejects.toThrow('it is larger than 20 kB');
    await expect(open(new Uint8Array(gzipSync('\n'.repeat(1_000_000))))).rejects.toThrow('it is mostly empty lines');
  });
});
