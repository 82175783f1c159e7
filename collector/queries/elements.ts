/** Rows of the list of elements: clicks and exposures as one list of what happened to elements, counted by view first. */
import { type ElementRow, type ElementsRow, exposedFromMs, type PageInput } from '@watchglass/analysis';
import { ofPage, pageParams, wholeMs } from './page.ts';
import type { Query } from './query.ts';

const VIEWS = `SELECT
    countIf(kind = 'page_view') AS views,
    uniqExactIf((doc, view), kind = 'exposure') AS exposedViews
  FROM events WHERE ${ofPage} AND kind IN ('page_view', 'exposure')`;

/** One row per click, and per element of an exposure; only controls are watched for exposure. */
const HAPPENED = `SELECT
    time,
    id,
    doc,
    view,
    visitor,
    session,
    kind = 'click' AS isClick,
    isClick AND NOT interactive AS isNone,
    arrayJoin(if(
      isClick,
      [(toString(key), \`index\`, toString(role), label, toInt64(0), toInt64(0))],
      arrayMap((e, n) -> (e.1, e.2, e.3, e.4, ${wholeMs('e.5')}, toInt64(n)), exposed, arrayEnumerate(exposed))
    )) AS one
  FROM events WHERE ${ofPage} AND (kind = 'click' AND trusted OR kind = 'exposure')`;

// the latest click says what an element is called, without one its latest exposure, the first place in its list
const ELEMENTS = `SELECT
    ofKey,
    ofIndex,
    max(newestHere) AS newest,
    sum(clicksHere) AS clicks,
    uniqExactMerge(visitorsHere) AS visitors,
    uniqExactMerge(sessionsHere) AS sessions,
    countIf(exposedMs >= ${exposedFromMs}) AS exposed,
    countIf(exposedMs >= ${exposedFromMs} AND clicksHere > 0) AS clicked
  FROM (
    SELECT
      one.1 AS ofKey,
      one.2 AS ofIndex,
      max((isClick, time, id, -one.6, one.4, one.3, isNone)) AS newestHere,
      countIf(isClick) AS clicksHere,
      uniqExactStateIf(visitor, isClick) AS visitorsHere,
      uniqExactStateIf(session, isClick) AS sessionsHere,
      sum(one.5) AS exposedMs
    FROM (${HAPPENED}) GROUP BY ofKey, ofIndex, doc, view
  ) GROUP BY ofKey, ofIndex HAVING clicks > 0 OR exposed > 0
  ORDER BY clicks DESC, exposed DESC, ofKey, ofIndex`;

type Row = Omit<ElementRow, 'key' | 'index' | 'label' | 'role' | 'interactive'> & {
  readonly ofKey: string;
  readonly ofIndex: number;
  readonly newest: readonly [
    isClick: number,
    time: number,
    id: string,
    place: number,
    label: string,
    role: string,
    isNone: number,
  ];
};

/** See `elements` of analysis. */
export const elementsRows: Query<PageInput, ElementsRow> = async (ask, audience, input) => {
  const params = pageParams(audience, input);
  const [views, elements] = await Promise.all([
    ask<{ views: number; exposedViews: number }>({ sql: VIEWS, params }),
    ask<Row>({ sql: ELEMENTS, params }),
  ]);
  return [
    ...views.map((row) => ({ row: 'views' as const, ...row })),
    ...elements.map(({ ofKey, ofIndex, newest: [, , , , label, role, isNone], ...row }) => ({
      row: 'element' as const,
      key: ofKey,
      index: ofIndex,
      label,
      role,
      interactive: !isNone,
      ...row,
    })),
  ];
};
