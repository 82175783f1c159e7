/**
 * What was rejected, kept for a week so that somebody can see why and try again after an update: one NDJSON file a day and
 * project, each project with a part of the bytes of its own, and best effort: a full disk loses dead letters and nothing else.
 */
import type { Clock, Log } from '../types.ts';
import type { DeadBatch } from './judge.ts';
import { openLetterFiles } from './letterFiles.ts';
import { linesOf } from './letterLines.ts';

/** Rejected events of one batch. */
export interface DeadLetterInput extends DeadBatch {
  readonly project: string;
  /** Epoch ms when it came. */
  readonly at: number;
  readonly skewMs: number;
  readonly bot: boolean;
  readonly browser: string;
}

/** One rejected event, as it lies in the file. */
export interface Letter {
  readonly project: string;
  readonly at: number;
  readonly skewMs: number;
  readonly bot: boolean;
  /** Undefined in letters of a version that did not note it. */
  readonly browser?: string;
  readonly reason: string;
  readonly envelope: unknown;
  /** Undefined when it was too large to keep. */
  readonly event?: unknown;
}

/** What became of letters that were tried again. */
interface Replay {
  /** Kept now, and gone from here. */
  readonly replayed: number;
  /** Wrong still. */
  readonly rejected: number;
  /** Not tried, since `retry` rejected: as they were. */
  readonly left: number;
}

/** The dead letters of all projects. */
export interface DeadLetter {
  /** Notes what was rejected; written soon, in order. Never throws. */
  add(input: DeadLetterInput): void;
  /** Newest first. */
  list(project: string | undefined, limit: number): Promise<readonly Letter[]>;
  /** Hands each letter to `retry`, which gives '' when it was kept; those are removed. Ends early when `retry` rejects. */
  replay(retry: (letter: Letter) => Promise<string>): Promise<Replay>;
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
  /** Projects that share the bytes: what one is sent takes nothing from another. */
  readonly projects: readonly string[];
  /** Bytes of all files. Default 16 MiB: tens of thousands of events, read whole when they are listed. */
  readonly maxBytes?: number;
}

/** Bytes waiting for the disk: beyond it letters are lost, not memory. A batch that is rejected whole is far below it. */
const WAITING_BYTES = 1_048_576;

/** Opens the folder; it is made when it is needed. */
export async function createDeadLetter(options: DeadLetterOptions): Promise<DeadLetter> {
  const { folder, clock, log, projects, maxBytes = 16_777_216 } = options;
  const files = await openLetterFiles(folder, clock);
  const partBytes = maxBytes / Math.max(1, projects.length);
  /** Bytes on their way to the disk. */
  const waiting = new Map<string, number>();
  let lost = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };

  const write = async (project: string, text: string, count: number): Promise<void> => {
    try {
      await files.append(project, text);
    } catch (error) {
      lost += count;
      log.warn('Rejected events could not be noted.', { error });
    }
  };

  return {
    add: (input) => {
      const { project } = input;
      const before = waiting.get(project) ?? 0;
      const room = Math.min(WAITING_BYTES, partBytes - files.bytes(project)) - before;
      const lines: string[] = [];
      let size = 0;
      for (const line of linesOf(input)) {
        const more = Buffer.byteLength(line);
        if (size + more > room) break;
        lines.push(line);
        size += more;
      }
      lost += input.events.length - lines.length;
      if (lines.length === 0) return;
      waiting.set(project, before + size);
      void inTurn(() => write(project, lines.join(''), lines.length)).finally(() => {
        waiting.set(project, (waiting.get(project) ?? 0) - size);
      });
    },
    list: (project, limit) => inTurn(() => files.newest(project, limit)),
    replay: (retry) =>
      inTurn(async () => {
        const sum = { replayed: 0, rejected: 0, left: 0 };
        let isOver = false;
        await files.rewrite(async (letter) => {
          if (isOver) {
            sum.left += 1;
            return letter;
          }
          let reason: string;
          try {
            reason = letter.event === undefined ? letter.reason : await retry(letter);
          } catch (error) {
            log.warn('Rejected events are left for another try.', { error });
            isOver = true;
            sum.left += 1;
            return letter;
          }
          sum[reason === '' ? 'replayed' : 'rejected'] += 1;
          return reason === '' ? undefined : { ...letter, reason };
        });
        return sum;
      }),
    idle: () => inTurn(async () => undefined),
    stats: () => ({ bytes: files.bytes(), lost }),
  };
}
