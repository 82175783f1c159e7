/** The export: every event as it was stored, one line each, by time, then id. Nothing is locked in. */
import { Readable } from 'node:stream';
import { kinds } from '@watchglass/contract/schema';
import { Type } from 'typebox';
import { exportDays, type ExportInput, exportOf } from '../queries/events.ts';
import type { Audience } from '../queries/query.ts';
import { eventOfRow, type EventRow } from '../store/rows.ts';
import type { Store } from '../types.ts';
import { storedEvent } from './answers.ts';
import type { Endpoint, Question } from './endpoint.ts';
import { inTime, ofProject } from './parameters.ts';

/** Events that the engine sorts at a time: some 100 MB with their bodies. A day is never cut. */
const EVENTS_AT_ONCE = 50_000;
const DAY_MS = 86_400_000;

/** Parameters as they are sent. */
type Asked = Pick<ExportInput, 'from' | 'to'> & Partial<Pick<ExportInput, 'kind'> & Pick<Audience, 'bots'>>;

/** `GET /api/events`. */
export const exportEndpoint: Endpoint = {
  url: '/api/events',
  summary: 'All events as they were stored, one JSON object per line, by time, then id; streamed.',
  query: {
    ...ofProject,
    ...inTime,
    bots: Type.Optional(
      Type.Union([Type.Literal('include'), Type.Literal('exclude')], {
        description: 'include or exclude: events of programs; default: include, whatever the project shows',
      }),
    ),
    kind: Type.Optional(
      Type.Union(
        kinds.map((kind) => Type.Literal(kind)),
        { description: `one of ${kinds.join(', ')}; default: all` },
      ),
    ),
  },
  answer: storedEvent,
  type: 'application/x-ndjson',
  async handle({ input: asked, audience: { project }, ask, signal }, { store }) {
    const { from, to, kind = '', bots = 'include' } = asked as unknown as Asked;
    const input = { from, to, kind };
    const audience = { project, bots };
    // asked before the answer begins: a store that is down is a 503, not an answer that breaks off
    const days = await ask<{ day: number; events: number }>(exportDays(audience, input));
    return Readable.from(lines(store, { audience, signal }, stretchesOf(days, input)), { objectMode: false });
  },
};

/** Whole days, as many together as make `atOnce` events (a day more or less), inside the input's time. */
export function stretchesOf(
  days: readonly { readonly day: number; readonly events: number }[],
  input: ExportInput,
  atOnce = EVENTS_AT_ONCE,
): ExportInput[] {
  const found: ExportInput[] = [];
  let from: number | undefined;
  let events = 0;
  for (const [i, { day, events: more }] of days.entries()) {
    from ??= Math.max(input.from, day);
    events += more;
    if (events < atOnce && i < days.length - 1) continue;
    found.push({ ...input, from, to: Math.min(input.to, day + DAY_MS) });
    from = undefined;
    events = 0;
  }
  return found;
}

async function* lines(
  store: Store,
  { audience, signal }: Pick<Question, 'audience' | 'signal'>,
  parts: readonly ExportInput[],
): AsyncGenerator<string> {
  for (const part of parts) {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const bytes of await store.stream(exportOf(audience, part), signal)) {
      const texts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = texts.pop() ?? '';
      if (texts.length > 0) yield texts.map(lineOf).join('');
    }
    if (rest !== '') yield lineOf(rest);
  }
}

const lineOf = (row: string): string => `${JSON.stringify(eventOfRow(JSON.parse(row) as EventRow))}\n`;
