/** Rows of attention. */
import type { AttentionElement, AttentionRow, PageInput } from '@watchglass/analysis';
import { ofPage, pageParams, wholeMs } from './page.ts';
import type { Query } from './query.ts';

const VIEWS = `SELECT uniqExact((doc, view)) AS views FROM events WHERE ${ofPage} AND kind = 'attention'`;

// of an element that is in a list twice the first counts for what it is called
const ELEMENTS = `SELECT
    one.1 AS ofKey,
    one.2 AS ofIndex,
    argMax(one.4, (time, id, -nth)) AS lastLabel,
    argMax(one.3, (time, id, -nth)) AS lastRole,
    toInt64(sum(${wholeMs('one.5')})) AS dwellMs,
    uniqExact((doc, view)) AS views
  FROM (
    SELECT time, id, doc, view, arrayJoin(arrayZip(attended, arrayEnumerate(attended))) AS pair, pair.1 AS one, toInt64(pair.2) AS nth
    FROM events WHERE ${ofPage} AND kind = 'attention'
  ) GROUP BY ofKey, ofIndex ORDER BY dwellMs DESC, ofKey, ofIndex`;

type Row = Pick<AttentionElement, 'dwellMs' | 'views'> & {
  readonly ofKey: string;
  readonly ofIndex: number;
  readonly lastLabel: string;
  readonly lastRole: string;
};

/** See `attention` of analysis. */
export const attentionRows: Query<PageInput, AttentionRow> = async (ask, audience, input) => {
  const params = pageParams(audience, input);
  const [views, elements] = await Promise.all([
    ask<{ views: number }>({ sql: VIEWS, params }),
    ask<Row>({ sql: ELEMENTS, params }),
  ]);
  return [
    ...views.map((row) => ({ row: 'views' as const, ...row })),
    ...elements.map(({ ofKey, ofIndex, lastLabel, lastRole, ...row }) => ({
      row: 'element' as const,
      key: ofKey,
      index: ofIndex,
      label: lastLabel,
      role: lastRole,
      ...row,
    })),
  ];
};
