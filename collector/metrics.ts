/** Numbers for Prometheus. No labels but states and reasons of ours: never a project's key, a name or a URL. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { IngestCounts } from './ingest/ingest.ts';
import type { Clock, Spool, Store } from './types.ts';

/** What the numbers are read from. */
export interface MetricsDeps {
  readonly counts: () => IngestCounts;
  readonly deadLetter: () => { readonly bytes: number; readonly lost: number };
  readonly spool: Pick<Spool, 'stats'>;
  readonly store: Pick<Store, 'state'>;
  readonly inserter: () => {
    readonly rowsInserted: number;
    readonly retries: number;
    /** Entries that cannot be stored. */
    readonly refused: number;
    readonly behindBytes: number;
    /** When the oldest entry at work was received, epoch ms; 0 when none is. */
    readonly oldestAt: number;
  };
  /** By retention, since the start. */
  readonly rowsDeleted: () => number;
  readonly clock: Clock;
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
export function createMetrics({
  counts,
  deadLetter,
  spool,
  store,
  inserter,
  rowsDeleted,
  clock,
}: MetricsDeps): Metrics {
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
  const totals = (name: string, help: string, value: () => number): void => {
    const counter = new Counter({ name: `watchglass_${name}_total`, help, registers: [], collect });
    // the parts count for themselves: what they have counted is read, not added to
    function collect(): void {
      counter.reset();
      counter.inc(value());
    }
    registry.registerMetric(counter);
  };
  const gauge = (name: string, help: string, value: () => number): void => {
    const made: Gauge = new Gauge({
      name: `watchglass_${name}`,
      help,
      registers: [],
      collect: () => made.set(value()),
    });
    registry.registerMetric(made);
  };
  totals('events_accepted', 'Events that were acknowledged as new', () => counts().accepted);
  totals('events_duplicate', 'Events of batches that were acknowledged before', () => counts().duplicates);
  totals(
    'events_conflicting',
    'Duplicates in batches that held something else the first time',
    () => counts().conflicts,
  );
  totals('events_rejected', 'Events that break the contract', () => counts().rejected);
  totals('batches_refused', 'Batches that the spool had no room for, and that browsers keep', () => counts().refused);
  totals('values_folded', 'Names, keys and URLs beyond the limits, kept as (other)', () => counts().folded);
  gauge('dead_letter_bytes', 'Rejected events on disk', () => deadLetter().bytes);
  totals('dead_letter_lost', 'Rejected events that were not kept', () => deadLetter().lost);
  gauge('spool_bytes', 'Bytes between ingest and store', () => spool.stats().bytes);
  totals('spool_quarantined', 'Damaged records that were skipped', () => spool.stats().quarantined);
  gauge('store_ready', '1 while the store answers', () => (store.state().state === 'ready' ? 1 : 0));
  totals('rows_inserted', 'Rows that the store has confirmed', () => inserter().rowsInserted);
  totals('rows_deleted', 'Rows that were older than their project keeps them', rowsDeleted);
  totals(
    'entries_refused',
    'Entries that cannot be stored, set aside as far as there is room',
    () => inserter().refused,
  );
  totals('insert_retries', 'Blocks that had to be inserted again', () => inserter().retries);
  gauge('spool_behind_bytes', 'Bytes that the store does not have yet', () => inserter().behindBytes);
  gauge('oldest_waiting_seconds', 'Age of the oldest row that is being inserted, 0 when none is', () => {
    const { oldestAt } = inserter();
    return oldestAt === 0 ? 0 : Math.max(0, clock() - oldestAt) / 1000;
  });
  return {
    contentType: registry.contentType,
    print: () => registry.metrics(),
    observe: (status, ms) => {
      requests.inc({ status });
      seconds.observe(ms / 1000);
    },
  };
}
