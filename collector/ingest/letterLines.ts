/** Rejected events as lines of NDJSON, cleaned and bounded. */
import { cleanTrace, limits } from '@watchglass/contract';
import type { DeadLetterInput } from './deadLetter.ts';

/** Strings without controls, userinfo and queries, wherever they are: what was rejected has no fields to go by. */
const cleaned = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? cleanTrace(value, limits.textChars) : value;

/** JSON that is kept; undefined when it is too large for a letter. Measured first: cleaning takes ten times as long. */
function textOf(value: unknown): string | undefined {
  const raw = JSON.stringify(value) as string | undefined;
  return raw === undefined || Buffer.byteLength(raw) > limits.eventBytes ? undefined : JSON.stringify(value, cleaned);
}

/** Letters of a batch, one by one: whoever has no room for more stops asking. */
export function* linesOf({ envelope, events, ...known }: DeadLetterInput): Generator<string> {
  // the same for all of them
  const around = textOf(envelope);
  for (const { reason, event } of events) {
    const head = JSON.stringify({ ...known, reason }).slice(0, -1);
    const inside = around === undefined ? undefined : textOf(event);
    const line = `${head},"envelope":${around},"event":${inside}}\n`;
    yield inside === undefined || Buffer.byteLength(line) > limits.eventBytes ? `${head},"envelope":null}\n` : line;
  }
}
