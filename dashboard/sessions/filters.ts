/** What narrows the list of sessions: in the URL, and as links that other pages make. */
import {
  type EventFilter,
  filteredFields,
  filteredKinds,
  type FunnelStep,
  type SessionCursor,
  type SessionsInput,
} from '@watchglass/analysis';
import { viewportClasses } from '@watchglass/contract';
import { formatStep, parseSteps, stepCounts, windowMs } from '../funnel/steps.ts';
import type { ParamChange } from '../shell/hash.ts';

/** Filters as they are in use; '' and false let all pass. */
export interface SessionFilters {
  readonly page: string;
  readonly withErrors: boolean;
  readonly visitor: string;
  readonly error: SessionsInput['error'];
  /** What a number of another page counted. */
  readonly event: EventFilter | undefined;
  /** '' is a release, or a browser, that nobody named. */
  readonly release: string | undefined;
  readonly browser: string | undefined;
  readonly withMissing: boolean;
  readonly funnel: FunnelFilter | undefined;
}

/** A funnel as its page writes it, and how many of its steps were taken, at least and at most. */
export interface FunnelFilter {
  readonly steps: readonly FunnelStep[];
  readonly window: string;
  readonly by: 'visitor' | 'session';
  readonly least: number;
  readonly most: number;
}

/** Names of the URL parameters. */
const param = {
  page: 'page',
  withErrors: 'errors',
  visitor: 'visitor',
  errorType: 'type',
  errorMessage: 'message',
  event: 'event',
  release: 'release',
  browser: 'browser',
  withMissing: 'missing',
  step: 'step',
  window: 'window',
  by: 'by',
  took: 'took',
  before: 'before',
} as const;

/** The filters of a URL. */
export const filtersOf = (params: URLSearchParams): SessionFilters => ({
  page: params.get(param.page) ?? '',
  withErrors: params.get(param.withErrors) === '1',
  visitor: params.get(param.visitor) ?? '',
  error: errorOf(params.get(param.errorType), params.get(param.errorMessage)),
  event: eventOf(params.get(param.event)),
  release: params.get(param.release) ?? undefined,
  browser: params.get(param.browser) ?? undefined,
  withMissing: params.get(param.withMissing) === '1',
  funnel: funnelOf(params),
});

/** The funnel of a URL; none where its steps or how many of them were taken cannot be read. */
function funnelOf(params: URLSearchParams): FunnelFilter | undefined {
  const steps = parseSteps(params.getAll(param.step));
  const [, least = 0, most = 0] = (/^(\d{1,2})-(\d{1,2})$/.exec(params.get(param.took) ?? '') ?? []).map(Number);
  if (steps.length < stepCounts.least || least < 1 || least > most || most > steps.length) return undefined;
  const by = params.get(param.by) === 'session' ? 'session' : 'visitor';
  return { steps, window: params.get(param.window) ?? '', by, least, most };
}

const errorOf = (type: string | null, message: string | null): SessionsInput['error'] =>
  type === null && message === null ? undefined : { type: type ?? '', message: message ?? '' };

const isPlace = (value: unknown): boolean =>
  typeof (value as { key?: unknown } | null)?.key === 'string' &&
  typeof (value as { index?: unknown } | null)?.index === 'number';

/** Names of an event filter, and what their values have to be. */
const eventParts: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: (value) => (filteredKinds as readonly unknown[]).includes(value),
  viewport: (value) => viewportClasses.some(({ name }) => name === value),
  isNoise: (value) => typeof value === 'boolean',
  field: isPlace,
  ...Object.fromEntries(filteredFields.texts.map((name) => [name, (value: unknown) => typeof value === 'string'])),
  ...Object.fromEntries(filteredFields.numbers.map((name) => [name, (value: unknown) => Number.isInteger(value)])),
};

/** The event of a URL; none where it is not one of ours. */
function eventOf(text: string | null): EventFilter | undefined {
  try {
    const event = JSON.parse(text ?? '') as object | null;
    const parts = Object.entries(event ?? {});
    const isOurs = parts.every(([name, value]) => Object.hasOwn(eventParts, name) && eventParts[name]?.(value));
    return isOurs && parts.some(([name]) => name === 'kind') ? (event as EventFilter) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a list is narrowed at all. */
export const isFiltered = (filters: SessionFilters): boolean =>
  Object.values(inputOf(filters)).some((value) => value !== undefined && value !== false);

/** Parameters that make a URL have these filters, and begin at the latest session. */
export const paramsOf = ({
  page = '',
  withErrors = false,
  visitor = '',
  error,
  event,
  release,
  browser,
  withMissing = false,
  funnel,
}: Partial<SessionFilters>): Record<string, ParamChange> => ({
  [param.page]: page === '' ? null : page,
  [param.withErrors]: withErrors ? '1' : null,
  [param.visitor]: visitor === '' ? null : visitor,
  [param.errorType]: error?.type ?? null,
  [param.errorMessage]: error?.message ?? null,
  [param.event]: event ? JSON.stringify(event) : null,
  [param.release]: release ?? null,
  [param.browser]: browser ?? null,
  [param.withMissing]: withMissing ? '1' : null,
  [param.step]: funnel?.steps.map(formatStep) ?? null,
  [param.window]: funnel?.window ?? null,
  [param.by]: funnel?.by ?? null,
  [param.took]: funnel ? `${funnel.least}-${funnel.most}` : null,
  [param.before]: null,
});

/** Where the list of a URL begins; undefined at the latest session. Text that is no place is none. */
export function cursorOf(params: URLSearchParams): SessionCursor | undefined {
  const [, at, session] = /^(-?\d+(?:\.\d+)?) ([\s\S]+)$/.exec(params.get(param.before) ?? '') ?? [];
  return at === undefined || session === undefined ? undefined : { at: Number(at), session };
}

/** Parameters that make the list begin after a session. */
export const paramsBefore = (cursor: SessionCursor | undefined): Record<string, ParamChange> => ({
  [param.before]: cursor ? `${cursor.at} ${cursor.session}` : null,
});

/** Filters as analysis takes them. */
export const inputOf = ({
  page,
  visitor,
  funnel,
  ...filters
}: SessionFilters): Omit<SessionsInput, 'from' | 'to' | 'timeZone'> => ({
  ...filters,
  page: page === '' ? undefined : page,
  visitor: visitor === '' ? undefined : visitor,
  funnel: funnel && {
    steps: funnel.steps,
    windowMs: windowMs(funnel.window),
    by: funnel.by,
    least: funnel.least,
    most: funnel.most,
  },
});
