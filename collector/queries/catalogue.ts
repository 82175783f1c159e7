/** Rows of the catalogue. */
import type { CatalogueRow, Scope } from '@watchglass/analysis';
import { ofScope, type Query, scopeParams } from './query.ts';

type Of<R extends CatalogueRow['row']> = Omit<Extract<CatalogueRow, { row: R }>, 'row'>;

const PAGES = `SELECT page, argMax(title, (time, id)) AS lastTitle, argMax(url, (time, id)) AS lastUrl, count() AS views
  FROM events WHERE ${ofScope} AND kind = 'page_view' GROUP BY page ORDER BY views DESC, page LIMIT 500`;

const CUSTOM = `SELECT name, count() AS count
  FROM events WHERE ${ofScope} AND kind = 'custom' GROUP BY name ORDER BY count DESC, name LIMIT 500`;

const ELEMENTS = `SELECT key, argMax(label, (time, id)) AS lastLabel, page, count() AS clicks
  FROM events WHERE ${ofScope} AND kind = 'click' AND trusted GROUP BY page, key ORDER BY clicks DESC, page, key LIMIT 500`;

/** See `catalogue` of analysis. */
export const catalogueRows: Query<Scope, CatalogueRow> = async (ask, audience, scope) => {
  const params = scopeParams(audience, scope);
  const [pages, custom, elements] = await Promise.all([
    ask<{ page: string; lastTitle: string; lastUrl: string; views: number }>({ sql: PAGES, params }),
    ask<Of<'custom'>>({ sql: CUSTOM, params }),
    ask<{ key: string; lastLabel: string; page: string; clicks: number }>({ sql: ELEMENTS, params }),
  ]);
  return [
    ...pages.map(({ page, lastTitle, lastUrl, views }) => ({
      row: 'page' as const,
      page,
      title: lastTitle,
      url: lastUrl,
      views,
    })),
    ...custom.map((row) => ({ row: 'custom' as const, ...row })),
    ...elements.map(({ key, lastLabel, page, clicks }) => ({
      row: 'element' as const,
      key,
      label: lastLabel,
      page,
      clicks,
    })),
  ];
};
