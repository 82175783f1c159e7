/** Numbers for Prometheus. No labels but states and reasons of ours: never a project's key, a name or a URL. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { IngestCounts } from './ingest/ingest.ts';
import type { Spool, Store } from './types.ts';

/** What the numbers are read from. */
export interface MetricsDeps {
  readonly counts: () => IngestCounts;
  readonly deadLetter: () => { readonly bytes: number; readonly lost: number };
  readonly spool: Pick<Spool, 'stats'>;
  readonly store: Pick<Store, 'state'>;
  readonly inserter: () => {
    readonly rowsInserted: number;
    readonly retries: number;
    readonly behindBytes: number;
    readonly oldestAt: number | undefined;
  };
}

/** The collector's metrics. */
export interface Metrics {
  readonly contentType: string;
  /** All metrics in Prometheus' text format. */
  print(): Promise<string>;
  /** Notes an answer of `/v1/batch`. */
  observe(status: number, ms: number): void;
}

/** Seconds; an answer waits for one disk sync, so most lie between 1 and 50 ms. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Metrics in a registry of their own: two collectors in one process do not meet. */
export function createMetrics({ counts, deadLetter, spool, store, inserter }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'watchglass_ingest_requests_total',
    help: 'Answers of /v1/batch by status',
    labelNames: ['status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'watchglass_ingest_seconds',
    help: 'Time from the head of a batch request to its answer',
    buckets: BUCKETS,
    registers,
  });
  const read = (name: string, help: string, value: () => number): void => {
    // a gauge that only grows is a counter to whoever reads it
    new Gauge({
      name: `watchglass_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  read('events_accepted_total', 'Events that were acknowledged as new', () => counts().accepted);
  read('events_duplicate_total', 'Events of batches that were acknowledged before', () => counts().duplicates);
  read('events_rejected_total', 'Events that break the contract', () => counts().rejected);
  read('values_folded_total', 'Names, keys and URLs beyond the limits, kept as (other)', () => counts().folded);
  read('dead_letter_bytes', 'Rejected events on disk', () => deadLetter().bytes);
  read('dead_letter_lost_total', 'Rejected events that were not kept', () => deadLetter().lost);
  read('spool_bytes', 'Bytes between ingest and store', () => spool.stats().bytes);
  read('spool_quarantined_total', 'Damaged records that were skipped', () => spool.stats().quarantined);
  read('store_ready', '1 while the store answers', () => (store.state().state === 'ready' ? 1 : 0));
  read('rows_inserted_total', 'Rows that the store has confirmed', () => inserter().rowsInserted);
  read('insert_retries_total', 'Blocks that had to be inserted again', () => inserter().retries);
  read('spool_behind_bytes', 'Bytes that the store does not have yet', () => inserter().behindBytes);
  return {
    contentType: registry.contentType,
    print: () => registry.metrics(),
    observe: (status, ms) => {
      requests.inc({ status });
      seconds.observe(ms / 1000);
    },
  };
}
