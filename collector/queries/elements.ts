/** Rows of the list of elements. */
import type { ClickGridInput, ElementRow, ElementsRow } from '@watchglass/analysis';
import { ofPage, pageParams } from './page.ts';
import type { Query } from './query.ts';

const VIEWS = `SELECT count() AS views FROM events WHERE ${ofPage} AND kind = 'page_view'`;

const ELEMENTS = `SELECT
    key,
    \`index\`,
    argMax(label, (time, id)) AS lastLabel,
    argMax(role, (time, id)) AS lastRole,
    argMax(interactive, (time, id)) AS lastInteractive,
    count() AS clicks,
    uniqExact(visitor) AS visitors,
    uniqExact(session) AS sessions
  FROM events WHERE ${ofPage} AND kind = 'click' AND trusted
  GROUP BY key, \`index\` ORDER BY clicks DESC, key, \`index\``;

type Row = Omit<ElementRow, 'label' | 'role' | 'interactive'> & {
  readonly lastLabel: string;
  readonly lastRole: string;
  readonly lastInteractive: boolean | number;
};

/** See `elements` of analysis. */
export const elementsRows: Query<ClickGridInput, ElementsRow> = async (ask, audience, input) => {
  const params = pageParams(audience, input);
  const [views, elements] = await Promise.all([
    ask<{ views: number }>({ sql: VIEWS, params }),
    ask<Row>({ sql: ELEMENTS, params }),
  ]);
  return [
    ...views.map((row) => ({ row: 'views' as const, ...row })),
    ...elements.map(({ lastLabel, lastRole, lastInteractive, ...row }) => ({
      row: 'element' as const,
      ...row,
      label: lastLabel,
      role: lastRole,
      interactive: Boolean(lastInteractive),
    })),
  ];
};
