/** What narrows the list of sessions: in the URL, and as links that other pages make. */
import type { SessionCursor, SessionsInput } from '@watchglass/analysis';
import type { ParamChange } from '../shell/hash.ts';

/** Filters as they are in use; '' and false let all pass. */
export interface SessionFilters {
  readonly page: string;
  readonly withErrors: boolean;
  readonly visitor: string;
}

/** Names of the URL parameters. */
const param = { page: 'page', withErrors: 'errors', visitor: 'visitor', before: 'before' } as const;

/** The filters of a URL. */
export const filtersOf = (params: URLSearchParams): SessionFilters => ({
  page: params.get(param.page) ?? '',
  withErrors: params.get(param.withErrors) === '1',
  visitor: params.get(param.visitor) ?? '',
});

/** Parameters that make a URL have these filters, and begin at the latest session. */
export const paramsOf = ({
  page = '',
  withErrors = false,
  visitor = '',
}: Partial<SessionFilters>): Record<string, ParamChange> => ({
  [param.page]: page === '' ? null : page,
  [param.withErrors]: withErrors ? '1' : null,
  [param.visitor]: visitor === '' ? null : visitor,
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
  withErrors,
  visitor,
}: SessionFilters): Omit<SessionsInput, 'from' | 'to' | 'timeZone'> => ({
  page: page === '' ? undefined : page,
  withErrors,
  visitor: visitor === '' ? undefined : visitor,
});
