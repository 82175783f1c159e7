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
/** Lines waiting for the disk: beyond it letters are lost, not memory. */
const MAX_WAITING = 1_000;

/** Strings without controls, userinfo and queries, wherever they are: what was rejected has no fields to go by. */
const cleaned = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? cleanTrace(value, limits.textChars) : value;

function lineOf(input: DeadLetterInput, reason: string, event: unknown): string {
  const { project, at, skewMs, bot, envelope } = input;
  const say = (what: object): string => `${JSON.stringify({ project, at, skewMs, bot, reason, ...what }, cleaned)}\n`;
  const line = say({ envelope, event });
  return Buffer.byteLength(line) <= limits.eventBytes ? line : say({ envelope: null });
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
  let waiting = 0;
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
      const count = input.events.length;
      if (waiting >= MAX_WAITING || bytes >= maxBytes) {
        lost += count;
        return;
      }
      waiting += 1;
      const text = input.events.map(({ reason, event }) => lineOf(input, reason, event)).join('');
      void inTurn(() => write(text, count)).finally(() => {
        waiting -= 1;
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
