/** `?sample=1`: somebody who comes to look finds something to look at. */
import { effect } from '@preact/signals';
import type { Desk } from './desk.ts';
import { parseHash } from './hash.ts';

/** Data younger than this is the visit that has just begun, on the page beside the dashboard. */
const JUST_BEGUN_MS = 60_000;

/** Loads the sample once it is known that there is nothing older, when the URL wishes it (before or behind the `#`). */
export function loadSampleOnce(desk: Desk, { search, hash }: Pick<Location, 'search' | 'hash'>): void {
  const isWished = [new URLSearchParams(search), parseHash(hash).params].some((params) => params.get('sample') === '1');
  if (!isWished) return;
  const stop = effect(() => {
    const state = desk.state.value;
    if (state === undefined) return;
    // not inside the effect itself: what loading reads and writes is no reason to run it again
    queueMicrotask(() => {
      stop();
      if (state.events === 0 || state.firstAt > Date.now() - JUST_BEGUN_MS) void desk.loadSample();
    });
  });
}
