/** Events as they were stored: of one session, and all of them for the export. */
import { mostSessionEvents, type SessionInput } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import { eventColumns, eventOfRow, type EventRow } from '../store/rows.ts';
import type { Statement } from '../types.ts';
import { type Audience, audienceParams, ofAudience, ofScope, type Query, scopeParams } from './query.ts';

const SESSION = `SELECT ${eventColumns} FROM events WHERE ${ofAudience} AND session = {session:String}
  ORDER BY time, id LIMIT {most:UInt32}`;

/** See `session` of analysis. */
export const sessionRows: Query<SessionInput, StoredEvent> = async (ask, audience, { session }) => {
  const params = { ...audienceParams(audience), session, most: mostSessionEvents + 1 };
  return (await ask<EventRow>({ sql: SESSION, params })).map(eventOfRow);
};

/** Which events an export holds. */
export interface ExportInput {
  /** Epoch ms; `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
  /** Only this kind; '' for all. */
  readonly kind: string;
}

const ofKind = "({kind:String} = '' OR kind = {kind:String})";

/** Events per `sizeMs` of universal time, in order: what an export is cut by, so that no sort holds more than it has to. */
export const exportCounts = (audience: Audience, input: ExportInput, sizeMs: number): Statement => ({
  sql: `SELECT time - positiveModulo(time, {sizeMs:Int64}) AS start, count() AS events
    FROM events WHERE ${ofScope} AND ${ofKind} GROUP BY start ORDER BY start`,
  params: { ...scopeParams(audience, input), kind: input.kind, sizeMs },
});

/** All columns of the events of a stretch of time, by time, then id. */
export const exportOf = (audience: Audience, input: ExportInput): Statement => ({
  sql: `SELECT ${eventColumns} FROM events WHERE ${ofScope} AND ${ofKind} ORDER BY time, id`,
  params: { ...scopeParams(audience, input), kind: input.kind },
});
