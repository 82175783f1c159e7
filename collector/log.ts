/** The log: one JSON object per line, so that machines can read it, with everything secret cut out on its way. */
import type { Clock, Log } from './types.ts';

/** What is said: `quiet` only what somebody should look at, `all` every step. */
export type LogLevel = 'quiet' | 'all';

/** Where lines go and what must never be in them. */
export interface LogOptions {
  /** Writes one line, line feed included. */
  readonly write: (line: string) => void;
  readonly level: LogLevel;
  readonly clock: Clock;
  /** Tokens and write keys as they are known by now; each is replaced wherever it turns up. */
  readonly secrets: () => Iterable<string>;
}

/** Longest line, characters: an error with its stack fits, a visitor's 8 MiB body does not. */
const LINE_CHARS = 4_000;

const plain = (value: unknown): unknown =>
  value instanceof Error ? { message: value.message, code: (value as NodeJS.ErrnoException).code } : value;

/** A log that never throws: what JSON cannot carry is said to be unprintable. */
export function createLog({ write, level, clock, secrets }: LogOptions): Log {
  const say = (severity: string, what: string, details: Readonly<Record<string, unknown>> = {}): void => {
    let line: string;
    try {
      line = JSON.stringify({ at: new Date(clock()).toISOString(), severity, what, ...details }, (_, value) =>
        plain(value),
      );
    } catch {
      line = JSON.stringify({ severity, what, details: 'unprintable' });
    }
    for (const secret of secrets()) {
      if (secret === '') continue;
      // a quote in it is written with a backslash
      line = line.replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]').replaceAll(secret, '[secret]');
    }
    write(`${line.slice(0, LINE_CHARS)}\n`);
  };
  return {
    info: (what, details) => level === 'all' && say('info', what, details),
    warn: (what, details) => say('warn', what, details),
    error: (what, details) => say('error', what, details),
  };
}
