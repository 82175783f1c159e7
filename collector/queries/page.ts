/** Events of one page in one class of viewports. */
import type { PageInput } from '@watchglass/analysis';
import { viewportClasses } from '@watchglass/contract';
import type { Statement } from '../types.ts';
import { type Audience, ofScope, scopeParams } from './query.ts';

/** Condition on a page's events; goes with {@link pageParams}. */
export const ofPage = `${ofScope} AND page = {page:String} AND viewportWidth >= {fromPx:Int64} AND viewportWidth < {toPx:Int64}`;

/** Parameters of {@link ofPage}. */
export function pageParams(audience: Audience, input: PageInput): Statement['params'] {
  const place = viewportClasses.findIndex(({ name }) => name === input.viewport);
  return {
    ...scopeParams(audience, input),
    page: input.page,
    fromPx: viewportClasses[place]?.fromPx ?? 0,
    toPx: viewportClasses[place + 1]?.fromPx ?? Number.MAX_SAFE_INTEGER,
  };
}

/** Whole ms, as `wholeMs` of analysis makes them. */
export const wholeMs = (ms: string): string => `toInt64(floor(${ms} + 0.5))`;
