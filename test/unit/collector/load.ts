/**
 * A load as many browsers make it: connections that post batches, keep each until it was acknowledged, and send it again
 * under the same id when it was not. Every id is known, so that what is stored can be held against it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '@watchglass/contract';
import { eventually, type RunningCollector } from '../../collector.ts';
import { golden } from '../contract/golden.ts';
import { agent, batchOf } from './parts.ts';

/** Where and how much. */
export interface LoadOptions {
  /** Origin of the collector at this moment. */
  readonly origin: () => string;
  /** Write key. */
  readonly key: string;
  /** Default 4. */
  readonly connections?: number;
  /** Events of a batch. Default 20. */
  readonly events?: number;
  /** Pause of a connection after each answer, ms: reading everything back has to fit into a test. Default 10. */
  readonly pauseMs?: number;
}

/** A running load. */
export interface Load {
  /** Ids of the events of all acknowledged batches. */
  readonly acknowledged: Set<string>;
  /** Answers by status; `none`: the connection broke. */
  readonly answers: Map<number | 'none', number>;
  /** The longest time that the 202s stayed away, ms. */
  longestGapMs(): number;
  /** Resolves with the next 202 to a request that is sent from now on. */
  next(): Promise<void>;
  /** Sends what is under way until it is acknowledged, then ends. */
  stop(): Promise<void>;
}

/** A UUIDv7 of now whose last digits are a number: partitions are months of its time. */
function idOf(head: string, tag: number, number: number): string {
  const digits = String(number).padStart(12, '0');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tag.toString(16).padStart(3, '0')}-8000-${digits}`;
}

/** Ids must not meet those of another load of the same ms. */
const BATCH_TAG = 0xb00;

/** Starts a load. */
export function startLoad({ origin, key, connections = 4, events = 20, pauseMs = 10 }: LoadOptions): Load {
  const acknowledged = new Set<string>();
  const answers = new Map<number | 'none', number>();
  const head = Date.now().toString(16).padStart(12, '0');
  const waiting = new Set<{ readonly since: number; readonly done: () => void }>();
  let made = 0;
  let isOver = false;
  let last = performance.now();
  let longest = 0;

  async function post(body: string): Promise<number | 'none'> {
    try {
      const answer = await fetch(`${origin()}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', 'user-agent': agent },
        body,
      });
      await answer.text();
      return answer.status;
    } catch {
      return 'none';
    }
  }

  function heard(sentAt: number): void {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    for (const one of waiting)
      if (one.since <= sentAt) {
        waiting.delete(one);
        one.done();
      }
  }

  async function connection(): Promise<void> {
    while (!isOver) {
      const number = (made += 1);
      const ids = Array.from({ length: events }, (_, n) => idOf(head, n, number));
      const at = Date.now();
      const batch = batchOf(
        ids.map((id, n) => ({ ...golden.click, id, at, seq: n })),
        { batch: idOf(head, BATCH_TAG, number) },
      );
      const body = JSON.stringify({ key, sentAt: at, batches: [batch] });
      for (;;) {
        const sentAt = performance.now();
        const status = await post(body);
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status === 202) {
          heard(sentAt);
          for (const id of ids) acknowledged.add(id);
          break;
        }
        await sleep(pauseMs);
      }
      await sleep(pauseMs);
    }
  }

  const running = Promise.all(Array.from({ length: connections }, connection));
  return {
    acknowledged,
    answers,
    longestGapMs: () => (isOver ? longest : Math.max(longest, performance.now() - last)),
    next: () => new Promise((done) => waiting.add({ since: performance.now(), done })),
    async stop() {
      isOver = true;
      await running;
    },
  };
}

/** What became of events that were acknowledged. */
export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  /** Stored, but never acknowledged. */
  readonly unknown: number;
}

/** Holds what is stored against what was acknowledged. */
export function judgeStored(acknowledged: ReadonlySet<string>, stored: readonly Pick<StoredEvent, 'id'>[]): Verdict {
  const once = new Set(stored.map(({ id }) => id));
  return {
    lost: [...acknowledged].filter((id) => !once.has(id)).length,
    doubled: stored.length - once.size,
    unknown: [...once].filter((id) => !acknowledged.has(id)).length,
  };
}

/** The verdict once nothing waits for the store any more; how long that took, ms. */
export async function storedOnce(
  collector: RunningCollector,
  project: string,
  acknowledged: ReadonlySet<string>,
): Promise<Verdict & { ms: number }> {
  const from = performance.now();
  const behind = /^watchglass_spool_behind_bytes 0$/m;
  await eventually(async () => (behind.test(await (await collector.ask('/metrics')).text()) ? true : undefined), {
    everyMs: 100,
    withinMs: 60_000,
  });
  return { ...judgeStored(acknowledged, await collector.events(project)), ms: performance.now() - from };
}
