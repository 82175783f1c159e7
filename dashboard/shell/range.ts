/** The time range every page is asked about, as it stands in the URL: `24h`, `7d`, `30d`, `all`, `2026-03-01..2026-03-31`. */
import { type Scope, zoneClock, zoneOffset } from '@watchglass/analysis';
import { date } from './format.ts';
import { useUrlState } from './urlState.ts';

/** A range: one that moves with now, or days of the calendar in the source's zone, both included. */
export type Range =
  | { readonly kind: '24h' | '7d' | '30d' | 'all' }
  | { readonly kind: 'days'; readonly first: string; readonly last: string };

/** Name of the URL parameter. */
const rangeParam = 'range';

/** A week: long enough to hold every weekday, short enough that yesterday still shows. */
const USUAL = '7d';

const HOUR_MS = 3_600_000;
const lengthMs = { '24h': 24 * HOUR_MS, '7d': 168 * HOUR_MS, '30d': 720 * HOUR_MS } as const;
const words = { '24h': 'in the last 24 hours', '7d': 'in the last 7 days', '30d': 'in the last 30 days' } as const;

/** Noon of a day in universal time, epoch ms; NaN when there is no such day. */
function noonOf(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date), 12));
  return at.getUTCDate() === Number(date) ? at.getTime() : Number.NaN;
}

/** Start of the day whose noon is given, in a zone, epoch ms. */
const startOfDay = (noon: number, timeZone: string): number =>
  zoneClock(timeZone, 'day').startOf(noon - zoneOffset(timeZone)(noon));

/** `2026-11-22` in a zone. */
export const dayOf = (at: number, timeZone: string): string =>
  new Date(at + zoneOffset(timeZone)(at)).toISOString().slice(0, 10);

/** The range a text names; what is no range is the usual one. */
export function parseRange(text: string): Range {
  const [first = '', last = ''] = text.split('..');
  if (noonOf(first) <= noonOf(last)) return { kind: 'days', first, last };
  return { kind: text === '24h' || text === '30d' || text === 'all' ? text : USUAL };
}

/** The text of a range. */
export const formatRange = (range: Range): string =>
  range.kind === 'days' ? `${range.first}..${range.last}` : range.kind;

/** The range as analysis takes it. The end is one past now, so that an event of this millisecond is in. */
export function scopeOf(range: Range, now: number, timeZone: string): Scope {
  if (range.kind === 'days') {
    const from = startOfDay(noonOf(range.first), timeZone);
    return { from, to: startOfDay(noonOf(range.last) + 24 * HOUR_MS, timeZone), timeZone };
  }
  return { from: range.kind === 'all' ? 0 : now - lengthMs[range.kind], to: now + 1, timeZone };
}

/** The range inside a sentence: `412 sessions` ... `in the last 7 days`. */
export function rangeInWords(range: Range): string {
  if (range.kind === 'all') return 'in all data';
  if (range.kind !== 'days') return words[range.kind];
  const text = (day: string): string => date(noonOf(day), 'UTC');
  return range.first === range.last ? `on ${text(range.first)}` : `from ${text(range.first)} to ${text(range.last)}`;
}

/** The range in the URL, and the way to change it. */
export function useRange(): [Range, (range: Range) => void] {
  const [text, setText] = useUrlState(rangeParam, USUAL);
  return [parseRange(text), (range) => setText(formatRange(range))];
}
