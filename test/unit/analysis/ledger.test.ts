import { ledger, type LedgerInput, sessions, underwayMs } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKinds, eventOf, everything, streams } from './events.ts';

const NOW = 10_000;
const input: LedgerInput = { ...everything, now: NOW };
const answer = (events: readonly StoredEvent[], asked = input) => ledger.fold(ledger.rows(events, asked), asked);
const total = (events: readonly StoredEvent[], asked = input) => answer(events, asked).total;

/** Clicks of one document with these numbers. */
const numbered = (seqs: readonly number[], fields: Partial<StoredEvent> = {}): StoredEvent[] =>
  seqs.map((seq) => eventOf('click', seq, { seq, ...(fields as object) }));

describe('the ledger', () => {
  it('answers zeros when nothing happened, and divides nothing by nothing', () => {
    expect(answer([])).toEqual({
      total: { documents: 0, captured: 0, stored: 0, dropped: 0, underway: 0, unknown: 0 },
      days: [],
      releases: [],
      browsers: [],
      drops: [],
      duplicates: undefined,
      arrived: 1,
    });
    expect(ledger.fold([], input).arrived).toBe(1);
  });

  it('counts numbers, each once, and what is missing among them', () => {
    const events = numbered([0, 1, 4]);
    const again = { ...(events[0] as StoredEvent), batch: 'b2', receivedAt: 6_000, skewMs: 9 };
    expect(total([...events, again])).toMatchObject({ documents: 1, captured: 5, stored: 3, underway: 2, unknown: 0 });
  });

  it('calls what is missing underway for 7 days after the document was heard of, and unknown from then on', () => {
    const events = numbered([0, 3], { receivedAt: 5_000 });
    const at = (now: number) => total(events, { ...input, now });
    expect(at(5_000 + underwayMs)).toMatchObject({ underway: 2, unknown: 0 });
    expect(at(5_001 + underwayMs)).toMatchObject({ underway: 0, unknown: 2 });
    const later = eventOf('click', 1, { seq: 1, receivedAt: 6_000 });
    expect(total([...events, later], { ...input, now: 5_001 + underwayMs })).toMatchObject({ underway: 1, unknown: 0 });
    expect(answer(events, { ...input, now: 5_000 + underwayMs }).arrived).toBe(1);
    expect(answer(events, { ...input, now: 5_001 + underwayMs }).arrived).toBe(0.5);
  });

  it('takes drops with a number for missing ones, as far as numbers are missing, and adds those without', () => {
    const told = (drops: Record<string, number>) =>
      total([...numbered([0, 1, 5]), eventOf('sdk', 9, { seq: 2, drops })]);
    expect(told({ evicted: 1 })).toMatchObject({ captured: 6, stored: 4, dropped: 1, underway: 1 });
    // given up after it had arrived, as a page may see it
    expect(told({ evicted: 4 })).toMatchObject({ captured: 6, stored: 4, dropped: 2, underway: 0 });
    expect(told({ before_send: 3 })).toMatchObject({ captured: 9, stored: 4, dropped: 3, underway: 2 });
    expect(told({ before_send: 3, 'sink:http': 1 })).toMatchObject({ captured: 9, dropped: 4, underway: 1 });
  });

  it('calls no event lost that waits while a capture reached its limit, be it one of a later SDK', () => {
    const seqs = Array.from({ length: 50 }, (_, at) => at).filter((at) => at === 0 || at === 49);
    const told = (reason: string) => total(numbered(seqs, { batchDrops: { [reason]: 60 } }));
    for (const reason of ['request_cap', 'later_cap', 'event_too_large'])
      expect(told(reason), reason).toMatchObject({ captured: 110, stored: 2, dropped: 60, underway: 48 });
    expect(told('too_large')).toMatchObject({ captured: 50, stored: 2, dropped: 48, underway: 0 });
  });

  it('reads drops of batches as well as those of sdk events: totals, of which the highest is the latest', () => {
    const found = answer([
      eventOf('click', 1, { seq: 0, batchDrops: { click_cap: 2 } }),
      eventOf('click', 2, { seq: 1, batchDrops: { click_cap: 5, late: 1 } }),
      eventOf('sdk', 3, { seq: 2, drops: { click_cap: 4 } }),
      eventOf('click', 1, { doc: 'd2', seq: 0, batchDrops: { click_cap: 1 } }),
    ]);
    expect(found.drops).toEqual([
      { reason: 'click_cap', count: 6 },
      { reason: 'late', count: 1 },
    ]);
    expect(found.total).toMatchObject({ captured: 10, stored: 4, dropped: 6 });
  });

  it('tells the reasons of most drops, however many a page makes up', () => {
    const drops = Object.fromEntries(
      Array.from({ length: 80 }, (_, at) => [`r${String(at).padStart(2, '0')}`, 1 + (at % 40)]),
    );
    const told = answer([eventOf('click', 1, { seq: 0, batchDrops: drops })]).drops;
    expect(told).toHaveLength(50);
    expect(told.slice(0, 3)).toEqual([
      { reason: 'r39', count: 40 },
      { reason: 'r79', count: 40 },
      { reason: 'r38', count: 39 },
    ]);
  });

  it('counts documents that began in the scope, each whole', () => {
    const asked = { ...input, from: 2, to: 9 };
    const early = numbered([1, 2, 3], { doc: 'early' });
    const inside = numbered([5, 20], { doc: 'inside' });
    expect(total([...early, ...inside], asked)).toMatchObject({ documents: 1, captured: 21, stored: 2 });
  });

  it('cuts by day of the zone, release and browser, those with the most events first', () => {
    const day = 86_400_000;
    const found = answer(
      [
        ...numbered([0, 2], { doc: 'a', release: '1', browser: 'Chrome' }),
        ...numbered([0], { doc: 'b', release: '2' }),
        eventOf('click', day - 1, { doc: 'c', seq: 0, release: '2', browser: 'Firefox' }),
      ],
      { ...input, timeZone: 'Asia/Kolkata' },
    );
    const start = -5.5 * 3_600_000;
    expect(found.days.map(({ at, documents }) => [at, documents])).toEqual([
      [start, 2],
      [start + day, 1],
    ]);
    expect(found.releases.map(({ release, captured }) => [release, captured])).toEqual([
      ['1', 3],
      ['2', 2],
    ]);
    expect(found.browsers.map(({ browser, captured }) => [browser, captured])).toEqual([
      ['Chrome', 3],
      ['', 1],
      ['Firefox', 1],
    ]);
  });

  it('adds up in each row, whatever came in which order and how often', () => {
    fc.assert(
      fc.property(streams(...allKinds), fc.constantFrom(NOW, NOW + underwayMs), ({ stream, shuffled }, now) => {
        const asked = { ...input, now };
        const rows = ledger.rows(shuffled, asked);
        // a copy tells of another time, and changes nothing else
        const sums = (all: typeof rows) =>
          all.filter(({ row }) => row === 'total' || row === 'release' || row === 'dropped');
        expect(sums(ledger.rows([...shuffled].reverse(), asked))).toEqual(sums(rows));
        expect(total(stream, asked)).toEqual(total(shuffled, asked));
        for (const row of rows) {
          if (row.row === 'dropped' || row.row === 'duplicates') continue;
          expect(row.stored + row.dropped + row.underway + row.unknown).toBe(row.captured);
          for (const term of [row.stored, row.dropped, row.underway, row.unknown])
            expect(term).toBeGreaterThanOrEqual(0);
        }
        for (const groups of [answer(stream, asked).days, answer(stream, asked).browsers])
          expect(groups.reduce((sum, { captured }) => sum + captured, 0)).toBe(total(stream, asked).captured);
      }),
    );
  });

  it('leads to the sessions with documents that miss something', () => {
    const events = [
      ...numbered([0, 1], { doc: 'whole', session: 's1' }),
      ...numbered([0, 2], { doc: 'gap', session: 's2' }),
      eventOf('click', 1, { doc: 'capped', session: 's3', batchDrops: { click_cap: 1 } }),
    ];
    const asked = { ...everything, withMissing: true };
    expect(
      sessions
        .rows(events, asked)
        .map(({ session }) => session)
        .sort(),
    ).toEqual(['s2', 's3']);
    expect(sessions.rows(events, { ...asked, release: 'none' })).toEqual([]);
    expect(sessions.rows(events, { ...everything, browser: '' })).toHaveLength(3);
  });
});
