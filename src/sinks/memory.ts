/** Keeps batches in memory, for tests and for pages that show what is captured. */
import type { Batch, WatchglassEvent } from '@watchglass/contract';
import { createSink, type Sink } from './sink.ts';

/** A sink whose content can be read. */
export interface MemorySink extends Sink {
  /** The last 1,000 batches, each once, oldest first. */
  readonly batches: readonly Batch[];
  /** Their events. */
  events(): WatchglassEvent[];
}

/** Enough for a long test; older batches are forgotten, so that a page never grows without end. */
const MOST_BATCHES = 1_000;

/**
 * A sink that keeps the last 1,000 batches in memory.
 *
 * @example
 * const sink = createMemorySink();
 * const client = init({ key: 'test', sinks: [sink] });
 * client.track('signup');
 * await client.flush();
 * sink.events().some((event) => event.kind === 'custom' && event.name === 'signup'); // true
 */
export function createMemorySink(): MemorySink {
  const batches: Batch[] = [];
  const sink = createSink('memory', (sent) => {
    for (const batch of sent) if (!batches.some((known) => known.batch === batch.batch)) batches.push(batch);
    batches.splice(0, batches.length - MOST_BATCHES);
  });
  return Object.assign(sink, { batches, events: () => batches.flatMap((batch) => batch.events) });
}
