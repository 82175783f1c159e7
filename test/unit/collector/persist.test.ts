import { expect, test } from 'vitest';
import { createPersist, pauseByTimer } from '../../../collector/inserter/persist.ts';
import type { StoreState } from '../../../collector/types.ts';
import { silent, stillness } from './smallSpool.ts';

/** A store that is down until told otherwise. */
function downStore() {
  let state: StoreState['state'] = 'down';
  let tell = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    store: { state: () => ({ state, reason: '' }), ready: () => ready },
    comeBack(): void {
      state = 'ready';
      tell();
    },
  };
}

test('a store that comes back is tried at once, however long the wait was to be', async () => {
  const { store, comeBack } = downStore();
  const end = new AbortController();
  const pause = (): Promise<void> => new Promise(() => undefined);
  const persist = createPersist({ store, pause, log: silent, signal: end.signal });
  let attempts = 0;
  const done = persist.until('the store', () => {
    attempts += 1;
    return store.state().state === 'ready' ? Promise.resolve('stored') : Promise.reject(new Error('no connection'));
  });
  await stillness();
  expect(attempts).toBe(1);
  expect([persist.retries(), persist.lastError()]).toEqual([1, 'no connection']);
  comeBack();
  expect(await done).toBe('stored');
  expect([attempts, persist.lastError()]).toEqual([2, '']);
});

test('waits double from 50-100 ms to 5-10 s', async () => {
  const end = new AbortController();
  const waits: number[] = [];
  const persist = createPersist({
    store: { state: () => ({ state: 'ready', reason: '' }), ready: () => Promise.resolve() },
    pause: async (ms) => {
      waits.push(ms);
      if (waits.length === 12) end.abort();
    },
    log: silent,
    signal: end.signal,
  });
  await expect(persist.until('it', () => Promise.reject(new Error('no')))).rejects.toThrow();
  for (const [attempt, ms] of waits.entries()) {
    const boundMs = Math.min(10_000, 100 * 2 ** attempt);
    expect(ms).toBeGreaterThanOrEqual(boundMs / 2);
    expect(ms).toBeLessThanOrEqual(boundMs);
  }
});

test('what is final is not tried again, and is no failure that lasts', async () => {
  const { store } = downStore();
  const persist = createPersist({ store, pause: pauseByTimer, log: silent, signal: new AbortController().signal });
  const refusal = new Error('refused');
  await expect(
    persist.until(
      'it',
      () => Promise.reject(refusal),
      (error) => error === refusal,
    ),
  ).rejects.toBe(refusal);
  expect([persist.retries(), persist.lastError()]).toEqual([0, '']);
});

test('a pause ends with its time or its signal', async () => {
  const end = new AbortController();
  const long = pauseByTimer(100_000, end.signal);
  await pauseByTimer(1, end.signal);
  end.abort();
  await long;
  await pauseByTimer(100_000, end.signal);
});
