/** Rows of the reach curve. */
import type { PageInput, ScrollReachRow } from '@watchglass/analysis';
import { ofPage, pageParams } from './page.ts';
import type { Query } from './query.ts';

// 1e-9 as in analysis: 100 * 0.07 is 7.000000000000001, and such dust must not make a percent more
const percentOf = (ratio: string): string => `least(100, greatest(0, toInt64(ceil(100 * ${ratio} - 1e-9))))`;

const SQL = `SELECT part.1 AS row, part.2 AS percent, count() AS views FROM (
    SELECT
      doc,
      view,
      max(${percentOf('contentRatioMax')}) AS furthest,
      max(if(documentHeight > 0, ${percentOf('(viewportHeight / documentHeight)')}, 100)) AS largest,
      arrayJoin([('reach', furthest), ('fold', largest)]) AS part
    FROM events WHERE ${ofPage} AND kind = 'page_leave' GROUP BY doc, view
  ) GROUP BY row, percent ORDER BY row = 'fold', percent`;

/** See `scrollReach` of analysis. */
export const scrollReachRows: Query<PageInput, ScrollReachRow> = (ask, audience, input) =>
  ask<ScrollReachRow>({ sql: SQL, params: pageParams(audience, input) });
