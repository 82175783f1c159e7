/** What is wrong with a visit under a replacement, if anything: at the host, in the calls of the SDK, in its numbers. */
import { type Kind, laneOf } from '@watchglass/contract';
import type { Stats } from '../../src/api.ts';
import { balance } from '../pageClient.ts';
import type { Outcome } from './visits.ts';

/**
 * `host`: the page saw, said or did something else than without the tag. `call`: a call of the SDK threw, or its promise
 * rejected or never settled. `absent`: there is no global to ask. `ledger`: the client's numbers do not add up. `lost`:
 * receipted by the client and not at the collector. `silent`: never captured, and nothing says so. `more`: events of what
 * never happened. `circle`: the page ran in circles.
 */
export type Fault = 'host' | 'call' | 'absent' | 'ledger' | 'lost' | 'silent' | 'more' | 'circle';

/** What came of a visit for the SDK. */
export interface Verdict {
  readonly faults: readonly Fault[];
  /**
   * `right`: each event arrived once. `says`: it does not run, and why. `counted`: what is missing is in its numbers.
   * `circles`: the page runs in circles without the tag too.
   */
  readonly end: 'right' | 'says' | 'counted' | 'faulty' | 'circles';
  readonly why: string;
}

/** How many events of each kind. */
export type Counts = Partial<Record<Kind, number>>;

/** Counts kinds. */
export function countsOf(kinds: readonly Kind[]): Counts {
  const counts: Counts = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, one) => sum + one, 0);

/** Kinds of which a visit has as many as it happens to measure: how often a page shifts or is slow is the machine's affair. */
const isLoose = (kind: string): boolean => laneOf(kind as Kind) === 'detail';
const strict = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([kind]) => !isLoose(kind)));

/** Numbers that a client shows: each event in one place, and no place with less than nothing. */
const isClosed = (of: Stats): boolean =>
  balance(of) === 0 && Math.min(of.inMemory, of.waiting, of.receipted, ...Object.values(of.dropped)) >= 0;

const asText = (value: unknown): string => JSON.stringify(value);

/** The one warning that the SDK may say, when it does not run because of its options. */
const isWarning = (line: string): boolean => line.startsWith('[watchglass] ');

/** How the host fared, beside a visit of the same page without the tag; '' when it fared as well. */
export function differenceOf(tagged: NonNullable<Outcome>, control: NonNullable<Outcome>): string {
  const told: string[] = [];
  for (const about of new Set([...Object.keys(tagged.host), ...Object.keys(control.host)]))
    if (asText(tagged.host[about]) !== asText(control.host[about]))
      told.push(`${about}: ${asText(tagged.host[about])} instead of ${asText(control.host[about])}`);
  const errors = [tagged.errors, control.errors].map((all) => asText([...all].sort()));
  if (errors[0] !== errors[1]) told.push(`errors: ${errors.join(' instead of ')}`);
  const mayWarn = tagged.running?.state === 'inert';
  const lines = tagged.console.filter((line) => !(mayWarn && isWarning(line)));
  if (asText(lines) !== asText(control.console) || tagged.console.length - lines.length > 1)
    told.push(`console: ${asText(tagged.console)}`);
  if (tagged.violations.length > 0) told.push(`CSP: ${asText(tagged.violations)}`);
  return told.join('; ');
}

/** What a visit gives to capture when the page itself got no further, of what an undisturbed one gives. */
function happened({ isRouted, errors }: NonNullable<Outcome>, wanted: Counts): Counts {
  const less = (kind: Kind, by: number): number => (wanted[kind] ?? 0) - by;
  const views = isRouted ? 0 : 1;
  return {
    ...wanted,
    page_view: less('page_view', views),
    page_leave: less('page_leave', views),
    scroll: less('scroll', views),
    sdk: less('sdk', views),
    error: Math.min(wanted.error ?? 0, errors.length),
  };
}

/** Judges a visit: `undisturbed` is what one without replacements captures, `arrived` what the collector has of this one. */
export function judge(tagged: Outcome, difference: string, arrived: Counts, undisturbed: Counts): Verdict {
  if (!tagged) return { faults: ['circle'], end: 'faulty', why: 'the page ran in circles' };
  const wanted = happened(tagged, undisturbed);
  const faults: Fault[] = [];
  const why: string[] = [];
  const fault = (name: Fault, what: string): void => {
    faults.push(name);
    why.push(what);
  };
  if (difference) fault('host', difference);
  const { thrown, isThere, running, ended } = tagged;
  if (thrown.length > 0) fault('call', thrown.join('; '));
  if (!isThere) fault('absent', 'no global');
  let end: Verdict['end'] = 'right';
  if (running && running.state !== 'running') {
    end = 'says';
    why.push(`${running.state}: ${running.reason}`);
    if (!running.reason) fault('silent', 'no reason');
  } else if (running && ended) {
    if (!isClosed(running) || !isClosed(ended)) fault('ledger', asText([running, ended]));
    // what an error of another's making adds is an event too
    const kinds = Object.keys(strict({ ...wanted, ...arrived })) as Kind[];
    const missing = kinds.filter((kind) => (arrived[kind] ?? 0) < (wanted[kind] ?? 0));
    const more = kinds.filter((kind) => kind !== 'error' && (arrived[kind] ?? 0) > (wanted[kind] ?? 0));
    if (more.length > 0) fault('more', `more than happened: ${more.join()}`);
    if (missing.length > 0) {
      end = 'counted';
      const loose = total(arrived) - total(strict(arrived));
      const captured = ended.captured - loose - Math.max(0, (arrived.error ?? 0) - (wanted.error ?? 0));
      const told = `missing: ${missing.join()}; captured ${ended.captured}, receipted ${ended.receipted}, caught ${ended.caught}, dropped ${asText(ended.dropped)}`;
      why.push(told);
      if (total(arrived) < ended.receipted) fault('lost', told);
      if (captured < total(strict(wanted)) && ended.caught === 0) fault('silent', told);
    }
  }
  return { faults, end: faults.length > 0 ? 'faulty' : end, why: why.join('; ') };
}
