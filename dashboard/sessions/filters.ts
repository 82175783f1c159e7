/** What narrows the list of sessions: in the URL, and as links that other pages make. */
import type { SessionCursor, SessionsInput } from '@watchglass/analysis';
import type { ParamChange } from '../shell/hash.ts';

/** Filters as they are in use; '' and false let all pass. */
export interface SessionFilters {
  readonly page: string;
  readonly withErrors: boolean;
  readonly visitor: string;
  readonly error: SessionsInput['error'];
  /** '' is a release, or a browser, that nobody named. */
  readonly release: string | undefined;
  readonly browser: string | undefined;
  readonly withMissing: boolean;
}

/** Names of the URL parameters. */
const param = {
  page: 'page',
  withErrors: 'errors',
  visitor: 'visitor',
  errorType: 'type',
  errorMessage: 'message',
  release: 'release',
  browser: 'browser',
  withMissing: 'missing',
  before: 'before',
} as const;

/** The filters of a URL. */
export const filtersOf = (params: URLSearchParams): SessionFilters => ({
  page: params.get(param.page) ?? '',
  withErrors: params.get(param.withErrors) === '1',
  visitor: params.get(param.visitor) ?? '',
  error: errorOf(params.get(param.errorType), params.get(param.errorMessage)),
  release: params.get(param.release) ?? undefined,
  browser: params.get(param.browser) ?? undefined,
  withMissing: params.get(param.withMissing) === '1',
});

const errorOf = (type: string | null, message: string | null): SessionsInput['error'] =>
  type === null && message === null ? undefined : { type: type ?? '', message: message ?? '' };

/** Whether a list is narrowed at all. */
export const isFiltered = (filters: SessionFilters): boolean =>
  Object.values(inputOf(filters)).some((value) => value !== undefined && value !== false);

/** Parameters that make a URL have these filters, and begin at the latest session. */
export const paramsOf = ({
  page = '',
  withErrors = false,
  visitor = '',
  error,
  release,
  browser,
  withMissing = false,
}: Partial<SessionFilters>): Record<string, ParamChange> => ({
  [param.page]: page === '' ? null : page,
  [param.withErrors]: withErrors ? '1' : null,
  [param.visitor]: visitor === '' ? null : visitor,
  [param.errorType]: error?.type ?? null,
  [param.errorMessage]: error?.message ?? null,
  [param.release]: release ?? null,
  [param.browser]: browser ?? null,
  [param.withMissing]: withMissing ? '1' : null,
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
  ...filters
}: SessionFilters): Omit<SessionsInput, 'from' | 'to' | 'timeZone'> => ({
  ...filters,
  page: page === '' ? undefined : page,
  visitor: visitor === '' ? undefined : visitor,
});
