/** The error of a spool that takes no more. */
import type { SpoolRefusal } from '../types.ts';

/** A refusal with a sentence for the log of the operator. */
export function spoolRefusal(code: SpoolRefusal['code'], sentence: string, cause?: unknown): SpoolRefusal {
  const reason = cause instanceof Error ? ` ${cause.message}` : '';
  return Object.assign(new Error(sentence + reason, cause === undefined ? undefined : { cause }), { code });
}
