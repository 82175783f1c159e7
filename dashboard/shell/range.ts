/**
 * The time range every page is asked about, as it stands in the URL: `24h`, `7d`, `30d`, `all`, `2026-03-01..2026-03-31`,
 * or two moments: `2026-03-01T15:00:00.000+01:00..2026-03-01T16:00:00.000+01:00`.
 */
import { type Scope, zoneClock, zoneOffset } from '@watchglass/analysis';
import { date } from './format.ts';
import { useUrlState } from './urlState.ts';

/**
 * A range: one that moves with now; days of the calendar in the source's zone, both included; or the time between two
 * moments, the last not included, which say by which clock they are read.
 */
export type Range = { readonly kind: '24h' | '7d' | '30d' | 'all' } | StillRange;

/** A range that stays where it is. */
interface StillRange {
  readonly kind: 'days' | 'times';
  readonly first: string;
  readonly last: string;
}

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

/** A moment by the clock of a zone, with the offset of that clock: a text that says both what it shows and when it is. */
function momentOf(at: number, timeZone: string): string {
  const minutes = zoneOffset(timeZone)(at) / 60_000;
  // some old clocks differed by seconds, which no offset can say
  if (!Number.isInteger(minutes)) return new Date(at).toISOString();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const ahead = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(ahead / 60)}:${two(ahead % 60)}`;
  return `${new Date(at + minutes * 60_000).toISOString().slice(0, -1)}${offset}`;
}

/** Epoch ms of a moment; NaN of a text that is none, which browsers do not agree upon where there is no such day. */
function timeOfMoment(text: string): number {
  const [, day = ''] = /^(.{10})T\d{2}:\d{2}:\d{2}\.\d{3}(?:Z|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  return Number.isNaN(noonOf(day)) ? Number.NaN : Date.parse(text);
}

/** From one moment to another, the last not included: the day, where it is a whole one. */
export function rangeBetween(from: number, to: number, timeZone: string): StillRange {
  const day = dayOf(from, timeZone);
  const whole = scopeOf({ kind: 'days', first: day, last: day }, 0, timeZone);
  return whole.from === from && whole.to === to
    ? { kind: 'days', first: day, last: day }
    : { kind: 'times', first: momentOf(from, timeZone), last: momentOf(to, timeZone) };
}

/** The days that the time between two moments has a moment of, by the clocks that they name. */
export function daysOf({ first, last }: StillRange): StillRange {
  const day = first.slice(0, 10);
  const end = last.slice(0, 10);
  // the last moment is not included: at midnight it ends the day before
  const isMidnight = /T00:00:00\.000/.test(last) && end > day;
  return {
    kind: 'days',
    first: day,
    last: isMidnight ? new Date(noonOf(end) - 24 * HOUR_MS).toISOString().slice(0, 10) : end,
  };
}

/** The range a text names; what is no range is the usual one. */
export function parseRange(text: string): Range {
  const [first = '', last = ''] = text.split('..');
  if (noonOf(first) <= noonOf(last)) return { kind: 'days', first, last };
  if (timeOfMoment(first) <= timeOfMoment(last)) return { kind: 'times', first, last };
  return { kind: text === '24h' || text === '30d' || text === 'all' ? text : USUAL };
}

/** The text of a range. */
export const formatRange = (range: Range): string => ('first' in range ? `${range.first}..${range.last}` : range.kind);

/** The range as analysis takes it. The end is one past now, so that an event of this millisecond is in. */
export function scopeOf(range: Range, now: number, timeZone: string): Scope {
  if (range.kind === 'days') {
    const from = startOfDay(noonOf(range.first), timeZone);
    return { from, to: startOfDay(noonOf(range.last) + 24 * HOUR_MS, timeZone), timeZone };
  }
  if (range.kind === 'times') return { from: timeOfMoment(range.first), to: timeOfMoment(range.last), timeZone };
  return { from: range.kind === 'all' ? 0 : now - lengthMs[range.kind], to: now + 1, timeZone };
}

/** The range inside a sentence: `412 sessions` ... `in the last 7 days`. */
export function rangeInWords(range: Range): string {
  if (range.kind === 'all') return 'in all data';
  if (range.kind === 'times') return timesInWords(range);
  if (range.kind !== 'days') return words[range.kind];
  const text = (day: string): string => date(noonOf(day), 'UTC');
  return range.first === range.last ? `on ${text(range.first)}` : `from ${text(range.first)} to ${text(range.last)}`;
}

/**
 * `on 22 Nov 2026 from 17:00 to 18:00`, by the clock that the moments name: in minutes that have all of it, also where it
 * ends now. A day ends at 24:00.
 */
function timesInWords(range: StillRange): string {
  const days = daysOf(range);
  const [day, end] = [days.first, days.last].map((one) => date(noonOf(one), 'UTC'));
  const clock = range.first.slice(11, 16);
  const endClock = days.last < range.last.slice(0, 10) ? '24:00' : minuteAfter(range.last);
  return day === end ? `on ${day} from ${clock} to ${endClock}` : `from ${day}, ${clock} to ${end}, ${endClock}`;
}

/** `18:00` of a moment at 18:00 or in the minute before. */
function minuteAfter(moment: string): string {
  const [hours = 0, minutes = 0, seconds = 0] = moment.slice(11, 23).split(':').map(Number);
  const all = 60 * hours + minutes + Math.ceil(seconds / 60);
  return [Math.floor(all / 60), all % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The range in the URL, and the way to change it. */
export function useRange(): [Range, (range: Range) => void] {
  const [text, setText] = useUrlState(rangeParam, USUAL);
  return [parseRange(text), (range) => setText(formatRange(range))];
}
