/** Whether the store can be reached: looked at every second while it is not, and at once after a call failed. */
import type { Log, StoreState } from '../types.ts';

/** How often a store that is not ready is looked at, ms: a restarted engine is used within a second of its first answer. */
const LOOK_EVERY_MS = 1_000;

/** What a store knows of its own state. */
export interface Health {
  state(): StoreState;
  /** Resolves when the state is `ready` for the next time, at once when it is; rejects when `signal` aborts. */
  ready(signal?: AbortSignal): Promise<void>;
  /** A call could not reach the store: looks at once. */
  doubt(): void;
  close(): void;
}

/** What health is made of. */
export interface HealthOptions {
  /** Resolves when the store answers as it should; rejects with an error whose message is a sentence. */
  readonly look: () => Promise<void>;
  readonly log: Log;
  /** Default 1,000 ms. */
  readonly everyMs?: number;
}

/** Starts looking; the state is `starting` until the first answer. */
export function createHealth({ look, log, everyMs = LOOK_EVERY_MS }: HealthOptions): Health {
  let state: StoreState = { state: 'starting', reason: 'The store has not answered yet.' };
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let closed = false;
  const waiting = new Set<() => void>();

  const become = (next: StoreState): void => {
    if (next.state !== state.state || next.reason !== state.reason) {
      if (next.state === 'ready') log.info('The store is ready.');
      else log.warn('The store is not ready.', { reason: next.reason });
    }
    state = next;
    if (next.state !== 'ready') return;
    for (const wake of waiting) wake();
    waiting.clear();
  };

  const check = async (): Promise<void> => {
    if (looking || closed) return;
    // whoever asks from now on waits for what this look says
    looking = true;
    clearTimeout(timer);
    try {
      await look();
      looking = false;
      become({ state: 'ready', reason: '' });
    } catch (error) {
      become({ state: 'down', reason: error instanceof Error ? error.message : 'The store does not answer.' });
      timer = setTimeout(() => void check(), everyMs).unref();
    } finally {
      looking = false;
    }
    if (closed) clearTimeout(timer);
  };

  void check();

  return {
    state: () => state,
    ready(signal) {
      signal?.throwIfAborted();
      if (state.state === 'ready' && !looking) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const wake = (): void => {
          signal?.removeEventListener('abort', refuse);
          resolve();
        };
        const refuse = (): void => {
          waiting.delete(wake);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', refuse, { once: true });
        waiting.add(wake);
      });
    },
    doubt: () => void check(),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
