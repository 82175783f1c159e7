/** Steps and window of a funnel as text in the URL, and as lists that can be changed. */
import type { FunnelStep } from '@watchglass/analysis';

/** Fewest and most steps: one is no funnel, and nobody reads eleven. */
export const stepCounts = { least: 2, most: 10 } as const;

const MINUTE_MS = 60_000;

/** Units a window is given in. */
export const windowUnits = [
  { unit: 'm', ms: MINUTE_MS, text: 'minutes' },
  { unit: 'h', ms: 60 * MINUTE_MS, text: 'hours' },
  { unit: 'd', ms: 1440 * MINUTE_MS, text: 'days' },
] as const;

/** Windows to pick from. */
export const windows = [
  { value: '30m', text: '30 minutes' },
  { value: '1h', text: '1 hour' },
  { value: '1d', text: '1 day' },
  { value: '7d', text: '7 days' },
  { value: '14d', text: '14 days' },
] as const;

/** Two weeks: most products assume it, and most decisions are made by then. */
export const usualWindow = '14d';

/** The longest window, in days: longer than any store keeps events. */
const MOST_DAYS = 400;

/** Number and unit of a window, as they were written; of the usual window for what is none. */
export function windowParts(text: string): { readonly count: number; readonly unit: (typeof windowUnits)[number] } {
  const [, digits = '', name] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const unit = windowUnits.find((one) => one.unit === name);
  const count = Number(digits);
  if (!unit || count === 0 || count * unit.ms > MOST_DAYS * 1440 * MINUTE_MS) return windowParts(usualWindow);
  return { count, unit };
}

/** Milliseconds of `30m`, `1h`, `14d`; the usual window for what is none. */
export function windowMs(text: string): number {
  const { count, unit } = windowParts(text);
  return count * unit.ms;
}

/** A window in words: `1 day`, `90 minutes`. */
export function windowInWords(text: string): string {
  const ms = windowMs(text);
  const { ms: unitMs, text: unit } = [...windowUnits].reverse().find((one) => ms % one.ms === 0) ?? windowUnits[0];
  const count = ms / unitMs;
  return count === 1 ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`;
}

/** A step as text: `page:shop.example/`, `event:order_placed`, `click:testid:add-to-cart`. */
export function formatStep(step: FunnelStep): string {
  if (step.kind === 'page') return `page:${step.page}`;
  return step.kind === 'custom' ? `event:${step.name}` : `click:${step.key}`;
}

/** The step of a text; undefined when it is none. */
export function parseStep(text: string): FunnelStep | undefined {
  const at = text.indexOf(':');
  const value = text.slice(at + 1);
  if (at < 0 || value === '') return undefined;
  switch (text.slice(0, at)) {
    case 'page':
      return { kind: 'page', page: value };
    case 'event':
      return { kind: 'custom', name: value };
    case 'click':
      return { kind: 'click', key: value };
    default:
      return undefined;
  }
}

/** The steps of a URL, as many as a funnel may have. */
export const parseSteps = (texts: readonly string[]): FunnelStep[] =>
  texts
    .map(parseStep)
    .filter((step) => step !== undefined)
    .slice(0, stepCounts.most);

/** `list` with one entry moved; unchanged when there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  if (!(from in list) || !(to in list)) return list;
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}
