/** Numbers, times and names as people read them. English, because the words around them are. */

const whole = new Intl.NumberFormat('en');

/** `1,204` */
export const count = (value: number): string => whole.format(value);

/** `1 session`, `1,204 sessions` */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/**
 * A share as percent: `18 %`, `4.2 %` below 10. What is not all never reads 100 %, what is not nothing never 0 %: a
 * tenth of a percent of lost events must not round away.
 */
export function percent(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio <= 0) return '0 %';
  if (ratio >= 1) return `${whole.format(Math.round(ratio * 100))} %`;
  const value = ratio * 100;
  if (value < 0.1) return '< 0.1 %';
  if (value > 99) return `${Math.min(99.9, Math.max(99, Math.floor(value * 10) / 10)).toFixed(1)} %`.replace('.0', '');
  return value < 10 ? `${value.toFixed(1).replace(/\.0$/, '')} %` : `${Math.round(value)} %`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in at most two units: `840 ms`, `4.2 s`, `42 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(Math.floor(ms / 100) / 10).toString()} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  const pair = (big: number, bigName: string, small: number, smallName: string): string => {
    const rest = Math.floor((ms % big) / small);
    return `${count(Math.floor(ms / big))} ${bigName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
  };
  if (ms < HOUR) return pair(MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return pair(HOUR, 'h', MINUTE, 'min');
  return pair(DAY, 'd', HOUR, 'h');
}

/** How long ago: `just now`, `42 s ago`, `4 min ago`, `3 h ago`, `12 d ago`. */
export function ago(at: number, now: number): string {
  const ms = now - at;
  if (ms < 5 * SECOND) return 'just now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s ago`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${count(Math.floor(ms / DAY))} d ago`;
}

/** `22 Nov 2026` in a zone. */
export const date = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** `Sun 22 Nov, 17:04` in a zone. */
export const dayAndTime = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace(',', '');

/** `17:04:09.120` in a zone. */
export const clock = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).format(at);

/** A page without its host when all pages share one: what is the same everywhere says nothing. */
export const shortPage = (page: string, pages: Iterable<string>): string => {
  const host = page.slice(0, Math.max(0, page.indexOf('/')));
  if (host === '') return page;
  for (const other of pages) if (!other.startsWith(`${host}/`)) return page;
  return page.slice(host.length);
};
