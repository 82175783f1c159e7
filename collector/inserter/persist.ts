/** Trying until it works: everything that the inserter does may fail for a while, and nothing of it may be left out. */
import type { Log, Store } from '../types.ts';

const RETRY_MIN_MS = 100;
/** A store that comes back is also heard of through `ready`; this is for what gives no sign. */
const RETRY_MAX_MS = 10_000;

/** Resolves after so many ms, or when the signal aborts. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** {@link Pause} by the clock of this machine. */
export const pauseByTimer: Pause = (ms, signal) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

/** Parts of {@link createPersist}. */
export interface PersistOptions {
  readonly store: Pick<Store, 'ready' | 'state'>;
  readonly pause: Pause;
  readonly log: Log;
  /** Ends all attempts. */
  readonly signal: AbortSignal;
}

/** Tries again what fails. */
export interface Persist {
  /** Rejects when the signal aborts, or with an error that `isFinal`; then it is not tried again. */
  until<Value>(what: string, act: () => Promise<Value>, isFinal?: (error: unknown) => boolean): Promise<Value>;
  /** Attempts after a first one. */
  retries(): number;
  /** What fails now, as a sentence; '' when nothing does. */
  lastError(): string;
}

/** Waits 100 ms, doubled up to 10 s and shortened at random, or until a store that was down is ready. */
export function createPersist({ store, pause, log, signal }: PersistOptions): Persist {
  const failing = new Map<string, string>();
  let retries = 0;

  async function backOff(attempt: number): Promise<void> {
    const boundMs = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(attempt, 10));
    const woken = new AbortController();
    // AbortSignal.any keeps some bytes per call in a signal that lives as long as the process does (Node 20)
    const wake = (): void => woken.abort();
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
    // half of it at random, so that many collectors do not come back as one
    const waits = [pause(boundMs * (0.5 + Math.random() / 2), woken.signal)];
    if (store.state().state !== 'ready') waits.push(store.ready(woken.signal).catch(() => waits[0]));
    await Promise.race(waits);
    signal.removeEventListener('abort', wake);
    wake();
  }

  return {
    retries: () => retries,
    lastError: () => {
      const [what, reason = ''] = [...failing].at(-1) ?? [];
      return what === undefined || what === 'the store'
        ? reason
        : `The inserter stands still, ${what} fails: ${reason}.`;
    },
    async until(what, act, isFinal = () => false) {
      for (let attempt = 0; ; attempt += 1) {
        signal.throwIfAborted();
        try {
          const value = await act();
          if (failing.delete(what)) log.info(`inserter: ${what} works again`, { attempts: attempt + 1 });
          return value;
        } catch (error) {
          if (isFinal(error)) {
            failing.delete(what);
            throw error;
          }
          const reason = error instanceof Error ? error.message : String(error);
          if (!failing.has(what)) log.warn(`inserter: ${what} fails and is tried again`, { reason });
          failing.set(what, reason);
          retries += 1;
          await backOff(attempt);
        }
      }
    },
  };
}
