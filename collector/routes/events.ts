/** The export: every event as it was stored, one line each, by time, then id. Nothing is locked in. */
import { Readable } from 'node:stream';
import { kinds } from '@watchglass/contract/schema';
import { Type } from 'typebox';
import { exportCounts, type ExportInput, exportOf } from '../queries/events.ts';
import { eventOfRow, type EventRow } from '../store/rows.ts';
import type { Store } from '../types.ts';
import { storedEvent } from './answers.ts';
import type { Endpoint, Question } from './endpoint.ts';
import { inTime, ofProject } from './parameters.ts';

/** Events that the engine sorts at a time: 74,000 that have just come, in many small parts, are more than it may take (measured). */
const EVENTS_AT_ONCE = 20_000;
/** What has more than this is cut finer. A millisecond is never cut. */
const MOST_AT_ONCE = 30_000;
/** A day, an hour, a minute, a second, a millisecond: what time is cut by. */
const SIZES_MS = [86_400_000, 3_600_000, 60_000, 1_000, 1];

/** `GET /api/events`. */
export const exportEndpoint: Endpoint = {
  url: '/api/events',
  summary: 'All events as they were stored, one JSON object per line, by time, then id; streamed.',
  query: {
    ...ofProject,
    ...inTime,
    kind: Type.Optional(
      Type.Union(
        kinds.map((kind) => Type.Literal(kind)),
        { description: `one of ${kinds.join(', ')}; default: all` },
      ),
    ),
  },
  answer: storedEvent,
  type: 'application/x-ndjson',
  async handle(question, { store }) {
    const { from, to, kind = '' } = question.input as unknown as Omit<ExportInput, 'kind'> & { kind?: string };
    const input = { from, to, kind };
    // asked before the answer begins: a store that is down is a 503, not an answer that breaks off
    const parts = await cut(question, input);
    return Readable.from(lines(store, question, parts), { objectMode: false });
  },
};

/** A stretch of time, and how many events it has. */
interface Stretch extends ExportInput {
  readonly events: number;
}

/** Pieces of a size, as many together as make `atOnce` events (a piece more or less), inside the input's time. */
export function stretchesOf(
  counts: readonly { readonly start: number; readonly events: number }[],
  input: ExportInput,
  sizeMs: number,
  atOnce = EVENTS_AT_ONCE,
): Stretch[] {
  const found: Stretch[] = [];
  let from: number | undefined;
  let events = 0;
  for (const [i, { start, events: more }] of counts.entries()) {
    from ??= Math.max(input.from, start);
    events += more;
    if (events < atOnce && i < counts.length - 1) continue;
    found.push({ kind: input.kind, from, to: Math.min(input.to, start + sizeMs), events });
    from = undefined;
    events = 0;
  }
  return found;
}

/** The input's time in stretches of one of {@link SIZES_MS}. */
async function cut({ ask, audience }: Question, input: ExportInput, level = 0): Promise<Stretch[]> {
  const sizeMs = SIZES_MS[level] ?? 1;
  return stretchesOf(await ask(exportCounts(audience, input, sizeMs)), input, sizeMs);
}

/** The same stretches, those with too many events cut finer, in order. */
async function* refined(question: Question, parts: readonly Stretch[], level = 0): AsyncGenerator<Stretch> {
  for (const part of parts) {
    if (part.events <= MOST_AT_ONCE || level + 1 === SIZES_MS.length) yield part;
    else yield* refined(question, await cut(question, part, level + 1), level + 1);
  }
}

async function* lines(store: Store, question: Question, parts: readonly Stretch[]): AsyncGenerator<string> {
  const { audience, signal } = question;
  for await (const part of refined(question, parts)) {
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
