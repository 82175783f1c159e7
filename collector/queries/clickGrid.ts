/** Rows of the click grid. */
import { cellsPerSide, type ClickGridInput, type ClickGridRow } from '@watchglass/analysis';
import { isCounted } from './counted.ts';
import { ofPage, pageParams } from './page.ts';
import type { Query } from './query.ts';

const cellOf = (fraction: string): string =>
  `least(${cellsPerSide - 1}, toInt64(floor(${fraction} * ${cellsPerSide})))`;

// aliases that differ from the columns they are made of: an alias is seen by the whole statement
const SQL = `SELECT
    key,
    \`index\`,
    ${cellOf('ex')} AS cx,
    ${cellOf('ey')} AS cy,
    count() AS clicks,
    toInt64(floor(sum(pageX) / count() + 0.5)) AS meanX,
    toInt64(floor(sum(pageY) / count() + 0.5)) AS meanY,
    countIf(fixed) > 0 AS wasFixed
  FROM events WHERE ${ofPage} AND kind = {layer:String} AND if({layer:String} = 'click', trusted, ${isCounted})
  GROUP BY key, \`index\`, cx, cy ORDER BY key, \`index\`, cy, cx`;

type Row = Pick<ClickGridRow, 'key' | 'index' | 'cx' | 'cy' | 'clicks'> & {
  readonly meanX: number;
  readonly meanY: number;
  readonly wasFixed: number;
};

/** See `clickGrid` of analysis. */
export const clickGridRows: Query<ClickGridInput, ClickGridRow> = async (ask, audience, input) => {
  const rows = await ask<Row>({
    sql: SQL,
    params: { ...pageParams(audience, input), layer: input.layer ?? 'click' },
  });
  return rows.map(({ meanX, meanY, wasFixed, ...row }) => ({
    ...row,
    pageX: meanX,
    pageY: meanY,
    fixed: Boolean(wasFixed),
  }));
};
