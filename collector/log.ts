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

/** What is kept of a line that is longer, characters: with escapes it is one that fits. */
const CUT_CHARS = 1_500;

const isJson = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

/** A log that never throws: what JSON cannot carry is said to be unprintable. */
export function createLog({ write, level, clock, secrets }: LogOptions): Log {
  const without = (text: string): string => {
    let left = text;
    for (const secret of secrets()) {
      if (secret === '') continue;
      // a quote in it is written with a backslash
      left = left.replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]').replaceAll(secret, '[secret]');
    }
    return left;
  };
  const say = (severity: string, what: string, details: Readonly<Record<string, unknown>> = {}): void => {
    const head = { at: new Date(clock()).toISOString(), severity };
    let line: string;
    try {
      line = without(JSON.stringify({ ...head, what, ...details }, (_, value) => plain(value)));
    } catch {
      line = without(JSON.stringify({ ...head, what, details: 'unprintable' }));
    }
    // a key as short as a letter is cut out of the names of fields too
    if (line.length > LINE_CHARS || !isJson(line)) line = JSON.stringify({ ...head, cut: line.slice(0, CUT_CHARS) });
    write(`${line}\n`);
  };
  return {
    info: (what, details) => level === 'all' && say('info', what, details),
    warn: (what, details) => say('warn', what, details),
    error: (what, details) => say('error', what, details),
  };
}
