/** Events as lines of text: one JSON object per line, as the export writes them. Pure; a file is judged before it is used. */
import { timeOf } from '@watchglass/analysis';
import { limits, type StoredEvent } from '@watchglass/contract';
import { parseEvent } from '@watchglass/contract/parse';

/** Longest line we read: an event at its limit and what a store adds to it. A binary file has longer ones. */
const LINE_CHARS = limits.eventBytes + 4096;

/** Lines without anything in them: some are an editor's, a million is a packed trap that would keep us busy. */
const MOST_EMPTY = 1000;

/** What every refusal of a file ends with. */
const EXPECTED = 'Expected NDJSON, one event per line, as “Save as file” writes it. Nothing was added.';

/** A file that is not ours, as one sentence for people. */
export const refusal = (why: string): Error => new Error(`This file cannot be opened: ${why}. ${EXPECTED}`);

const isText = (value: unknown, maxChars: number): boolean => typeof value === 'string' && value.length <= maxChars;
const isTime = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= 8.64e15;

const isCounts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((count) => Number(count) >= 0);

/** Why the fields that a store adds are wrong; '' when they are right. */
function wrongStored(event: Readonly<Record<string, unknown>>): string {
  if (typeof event['batch'] !== 'string' || !/^[\w-]{1,64}$/.test(event['batch'])) return 'batch: must be an id';
  if (!isText(event['release'], limits.nameChars)) return 'release: must be a text';
  if (!isText(event['environment'], limits.nameChars)) return 'environment: must be a text';
  const rate = event['sampleRate'];
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) return 'sampleRate: must be a number from 0 to 1';
  if (!isTime(event['receivedAt'])) return 'receivedAt: must be a time in ms';
  if (!isTime(event['skewMs'])) return 'skewMs: must be a number of ms';
  const { browser = '', batchDrops = {} } = event as Partial<StoredEvent>;
  if (!isText(browser, limits.nameChars)) return 'browser: must be a text';
  if (!isCounts(batchDrops)) return 'batchDrops: must be numbers by reason';
  if (!isTime(timeOf(event as unknown as StoredEvent))) return 'at + skewMs: must be a time in ms';
  return '';
}

/** One line as an event, or why it is none. */
export function parseLine(line: string): { event: StoredEvent } | { why: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { why: 'is not JSON' };
  }
  const parsed = parseEvent(value);
  if (!parsed.ok) return { why: `is not an event (${parsed.reason})` };
  const why = wrongStored(value as Record<string, unknown>);
  return why === '' ? { event: value as StoredEvent } : { why: `is not a stored event (${why})` };
}

/** Reads text that comes in pieces, cut anywhere. */
export interface LineReader {
  /** Throws a sentence for people at the first line that is no event. */
  readonly push: (text: string) => void;
  /** The last line, and all events in the order of the file. */
  readonly end: () => StoredEvent[];
}

/** A reader for one file. */
export function createLineReader(): LineReader {
  const events: StoredEvent[] = [];
  let rest = '';
  let lines = 0;
  let empty = 0;

  const read = (line: string): void => {
    lines += 1;
    if (line.length > LINE_CHARS) throw refusal(`line ${lines} is longer than any event`);
    // a byte order mark is what some editors put first
    const text = (lines === 1 ? line.replace(/^\ufeff/, '') : line).trim();
    if (text === '') {
      empty += 1;
      if (empty > MOST_EMPTY) throw refusal('it is mostly empty lines');
      return;
    }
    const found = parseLine(text);
    if ('why' in found) throw refusal(`line ${lines} ${found.why}`);
    events.push(found.event);
  };

  return {
    push: (text) => {
      let from = 0;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        read(rest + text.slice(from, at));
        rest = '';
        from = at + 1;
      }
      rest += text.slice(from);
      if (rest.length > LINE_CHARS) throw refusal(`line ${lines + 1} is longer than any event`);
    },
    end: () => {
      if (rest !== '') read(rest);
      if (events.length === 0) throw refusal('it holds no events');
      return events;
    },
  };
}

/** All events of a text; throws a sentence for people when it is not ours. */
export function parseEvents(text: string): StoredEvent[] {
  const reader = createLineReader();
  reader.push(text);
  return reader.end();
}

/** One event as a line, line feed included. */
export const formatLine = (event: StoredEvent): string => `${JSON.stringify(event)}\n`;

/** The same events moved in time so that the last one happens at `now`; ids stay, and so does every distance. */
export function shiftEvents(events: readonly StoredEvent[], now: number): StoredEvent[] {
  const last = events.reduce((latest, event) => Math.max(latest, timeOf(event)), Number.NEGATIVE_INFINITY);
  const byMs = Math.round(now - last);
  return events.map((event) => {
    const shifted = { ...event, at: event.at + byMs, receivedAt: event.receivedAt + byMs };
    if (shifted.kind === 'error')
      shifted.breadcrumbs = shifted.breadcrumbs.map((crumb) => ({ ...crumb, at: crumb.at + byMs }));
    return shifted;
  });
}
