/**
 * What was rejected, kept for a week so that somebody can see why and try again after an update: one NDJSON file a day,
 * bounded in bytes, and best effort: a full disk loses dead letters and nothing else.
 */
import { mkdir, readdir, readFile, rename, rm, stat, appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanTrace, limits } from '@watchglass/contract';
import type { Clock, Log } from '../types.ts';
import type { DeadBatch } from './judge.ts';

/** Rejected events of one batch. */
interface DeadLetterInput extends DeadBatch {
  readonly project: string;
  /** Epoch ms when it came. */
  readonly at: number;
  readonly skewMs: number;
  readonly bot: boolean;
}

/** One rejected event, as it lies in the file. */
export interface Letter {
  readonly project: string;
  readonly at: number;
  readonly skewMs: number;
  readonly bot: boolean;
  readonly reason: string;
  readonly envelope: unknown;
  /** Undefined when it was too large to keep. */
  readonly event?: unknown;
}

/** The dead letters of all projects. */
export interface DeadLetter {
  /** Notes what was rejected; written soon, in order. Never throws. */
  add(input: DeadLetterInput): void;
  /** Newest first. */
  list(project: string | undefined, limit: number): Promise<readonly Letter[]>;
  /** Hands each letter to `retry`, which gives '' when it was kept; those are removed. */
  replay(retry: (letter: Letter) => Promise<string>): Promise<{ readonly replayed: number; readonly rejected: number }>;
  /** Resolves when everything is written. */
  idle(): Promise<void>;
  /** `lost`: for lack of room or because the disk refused. */
  stats(): { readonly bytes: number; readonly lost: number };
}

/** Where and how much. */
export interface DeadLetterOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes of all files. Default 16 MiB: tens of thousands of events, read whole when they are listed. */
  readonly maxBytes?: number;
}

const DAY_MS = 86_400_000;
/** Long enough to notice on Monday what broke on Friday; not longer, because nothing here passed the rules. */
const KEPT_DAYS = 7;
/** Bytes waiting for the disk: beyond it letters are lost, not memory. A batch that is rejected whole is far below it. */
const WAITING_BYTES = 1_048_576;

/** Strings without controls, userinfo and queries, wherever they are: what was rejected has no fields to go by. */
const cleaned = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? cleanTrace(value, limits.textChars) : value;

/** JSON that is kept; undefined when it is too large for a letter. Measured first: cleaning takes ten times as long. */
function textOf(value: unknown): string | undefined {
  const raw = JSON.stringify(value) as string | undefined;
  return raw === undefined || Buffer.byteLength(raw) > limits.eventBytes ? undefined : JSON.stringify(value, cleaned);
}

/** Letters of a batch, one by one: whoever has no room for more stops asking. */
function* linesOf({ project, at, skewMs, bot, envelope, events }: DeadLetterInput): Generator<string> {
  // the same for all of them
  const around = textOf(envelope);
  for (const { reason, event } of events) {
    const head = JSON.stringify({ project, at, skewMs, bot, reason }).slice(0, -1);
    const inside = around === undefined ? undefined : textOf(event);
    const line = `${head},"envelope":${around},"event":${inside}}\n`;
    yield inside === undefined || Buffer.byteLength(line) > limits.eventBytes ? `${head},"envelope":null}\n` : line;
  }
}

/** Opens the folder; it is made when it is needed. */
export async function createDeadLetter({
  folder,
  clock,
  log,
  maxBytes = 16_777_216,
}: DeadLetterOptions): Promise<DeadLetter> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (at: number): string => `${new Date(at).toISOString().slice(0, 10)}.ndjson`;
  const files = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => /^\d{4}-\d\d-\d\d\.ndjson$/.test(name)).sort();
  let bytes = 0;
  let lost = 0;
  let waitingBytes = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const measure = async (): Promise<void> => {
    const oldest = fileOf(clock() - KEPT_DAYS * DAY_MS);
    bytes = 0;
    for (const name of await files()) {
      if (name < oldest) await rm(join(folder, name));
      else bytes += (await stat(join(folder, name))).size;
    }
  };
  await measure();
  let measuredOn = fileOf(clock());

  const write = async (text: string, count: number): Promise<void> => {
    try {
      const today = fileOf(clock());
      if (today !== measuredOn) {
        await measure();
        measuredOn = today;
      }
      const size = Buffer.byteLength(text);
      if (bytes + size > maxBytes) {
        lost += count;
        return;
      }
      await appendFile(join(folder, today), text, { mode: 0o600 });
      bytes += size;
    } catch (error) {
      lost += count;
      log.warn('Rejected events could not be noted.', { error });
    }
  };
  const lettersOf = async (name: string): Promise<Letter[]> =>
    (await readFile(join(folder, name), 'utf8')).split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Letter];
      } catch {
        // a torn last line of a power cut
        return [];
      }
    });

  return {
    add: (input) => {
      const lines: string[] = [];
      const room = Math.min(WAITING_BYTES, maxBytes - bytes) - waitingBytes;
      let size = 0;
      for (const line of linesOf(input)) {
        const more = Buffer.byteLength(line);
        if (size + more > room) break;
        lines.push(line);
        size += more;
      }
      lost += input.events.length - lines.length;
      if (lines.length === 0) return;
      waitingBytes += size;
      void inTurn(() => write(lines.join(''), lines.length)).finally(() => {
        waitingBytes -= size;
      });
    },
    list: (project, limit) =>
      inTurn(async () => {
        await measure();
        const found: Letter[] = [];
        for (const name of (await files()).reverse()) {
          const letters = (await lettersOf(name)).reverse();
          found.push(...letters.filter((one) => project === undefined || one.project === project));
          if (found.length >= limit) break;
        }
        return found.slice(0, limit);
      }),
    replay: (retry) =>
      inTurn(async () => {
        let replayed = 0;
        let rejected = 0;
        for (const name of await files()) {
          const kept: string[] = [];
          for (const letter of await lettersOf(name)) {
            const reason = letter.event === undefined ? letter.reason : await retry(letter);
            if (reason === '') replayed += 1;
            else {
              rejected += 1;
              kept.push(`${JSON.stringify({ ...letter, reason })}\n`);
            }
          }
          // whole or not at all
          await writeFile(join(folder, `${name}.part`), kept.join(''), { mode: 0o600 });
          await rename(join(folder, `${name}.part`), join(folder, name));
        }
        await measure();
        return { replayed, rejected };
      }),
    idle: () => inTurn(async () => undefined),
    stats: () => ({ bytes, lost }),
  };
}
