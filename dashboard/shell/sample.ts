/** `?sample=1`: somebody who comes to look finds something to look at. */
import { effect } from '@preact/signals';
import type { Desk } from './desk.ts';
import { parseHash } from './hash.ts';

/** Loads the sample once it is known that there is nothing else, when the URL wishes it (before or behind the `#`). */
export function loadSampleOnce(desk: Desk, { search, hash }: Pick<Location, 'search' | 'hash'>): void {
  const isWished = [new URLSearchParams(search), parseHash(hash).params].some((params) => params.get('sample') === '1');
  if (!isWished) return;
  const stop = effect(() => {
    const state = desk.state.value;
    if (state === undefined) return;
    // not inside the effect itself: what loading reads and writes is no reason to run it again
    queueMicrotask(() => {
      stop();
      if (state.events === 0) void desk.loadSample();
    });
  });
}
