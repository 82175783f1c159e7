/** What the parts of the collector hand each other. Each part is made in `serve.ts` and knows the others by these alone. */
import type { Batch } from '@watchglass/contract';

/** One accepted batch on its way from ingest to the store: what the spool holds, as JSON, one per record. */
export interface Entry {
  /** Id of the project, as in the configuration. */
  readonly project: string;
  /** Epoch ms on the collector's clock. */
  readonly receivedAt: number;
  /** Added to `at` in every query: 0 while |receivedAt - sentAt| is under 60 s, else that difference, whole ms. */
  readonly skewMs: number;
  /** Whether the request or the browser says that it is automated: kept out of views unless the project includes bots. */
  readonly bot: boolean;
  /** Family of the browser by the request's user agent; '' when it names none, missing in what an older version spooled. */
  readonly browser?: string;
  /** The batch with its accepted, sanitized events only; at least one. */
  readonly batch: Batch;
}

/** A place in the spool: before the record that begins there. Ordered by segment, then offset. */
export interface Place {
  readonly segment: number;
  /** Bytes from the start of the segment. */
  readonly offset: number;
}

/** One record as it was appended. */
export interface SpoolRecord {
  readonly place: Place;
  /** Place after it. */
  readonly next: Place;
  readonly payload: Uint8Array;
}

/** Why a spool takes no more: it is full, or the disk refuses. Ingest answers 503 with Retry-After. */
export interface SpoolRefusal extends Error {
  readonly code: 'SPOOL_FULL' | 'SPOOL_BROKEN';
}

/** The durable log between ingest and store. One reader, any number of writers. */
export interface Spool {
  /**
   * Appends in order; resolves when all of it survives a power cut (group commit). Rejects with {@link SpoolRefusal}, for
   * what may not fill all of the spool (`share`, default 1) while there is still room for what may.
   */
  append(payloads: readonly Uint8Array[], share?: number): Promise<void>;
  /**
   * Records from a place on, up to `maxBytes` of payload (at least one when there is one), only durable ones; bad ones
   * are quarantined, counted and skipped.
   */
  read(from: Place, maxBytes: number): Promise<readonly SpoolRecord[]>;
  /** Resolves when there is something to read at `from`, at once when there is; rejects when `signal` aborts. */
  waitFor(from: Place, signal: AbortSignal): Promise<void>;
  /** Oldest place that has not been freed. */
  first(): Place;
  /** Everything before `place` is stored: segments that lie wholly before it are deleted. */
  free(place: Place): Promise<void>;
  stats(): { readonly bytes: number; readonly segments: number; readonly quarantined: number };
  close(): Promise<void>;
}

/** Batch ids of the last 7 days (bounded in number), by project: what `duplicates` in a receipt comes from. */
export interface SeenBatches {
  /** Whether this collector has acknowledged the batch before. */
  has(project: string, batch: string): boolean;
  /** Whether a batch of this name was acknowledged that held something else: `mark` is that of what came now. */
  differs(project: string, batch: string, mark: number): boolean;
  /** Notes batches whose entries are durable in the spool, with a mark of what they held (`markOf`). */
  add(project: string, batch: string, receivedAt: number, mark: number): void;
  /** Makes durable what was noted before the spool frees the entries it could be rebuilt from. */
  sync(): Promise<void>;
}

/** A query: text with `{name:Type}` placeholders, which may depend on counts but never on a value, and its parameters. */
export interface Statement {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Whether each event is read once (`FINAL`). Default true. false is many times faster and may read an event that was
   * inserted twice twice, until the engine has merged its copies: for questions that need no exact number.
   */
  readonly final?: boolean;
  /** Whether it groups many rows of a table by what the table is ordered by: done piece by piece then. Default false. */
  readonly isInOrder?: boolean;
}

/** How the store is, for `/readyz` and the dashboard; `reason` is a sentence for people, '' when it is ready. */
export interface StoreState {
  readonly state: 'starting' | 'ready' | 'down';
  readonly reason: string;
}

/** ClickHouse behind a URL, wherever it runs. */
export interface Store {
  /**
   * Inserts rows (NDJSON, one object per line) into a table, once per token however often it is called. Rejects when
   * the engine did not say that it has stored them.
   */
  insert(table: string, lines: Uint8Array, token: string): Promise<void>;
  /** Rows of a read-only query. The query is killed in the engine when `signal` aborts or its time is over. */
  ask<Row>(statement: Statement, signal?: AbortSignal): Promise<Row[]>;
  /** The same as bytes of NDJSON as they come, for exports. */
  stream(statement: Statement, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  state(): StoreState;
  /** Resolves when the state is `ready` for the next time, at once when it is. */
  ready(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A project of the configuration. */
export interface Project {
  readonly id: string;
  readonly name: string;
  /** Write keys: ingest only, public by design. */
  readonly keys: readonly string[];
  /** Origins that may send; empty: all. A defence against mistakes, not attackers. */
  readonly origins: readonly string[];
  /** IANA zone in which days are cut. */
  readonly timeZone: string;
  /** Whether automated visits are shown. */
  readonly bots: 'include' | 'exclude';
}

/** Time, injected so that tests can set it. Epoch ms. */
export type Clock = () => number;

/** One structured line of the log. Values must never hold tokens, keys or what visitors typed. */
export interface Log {
  info(what: string, details?: Readonly<Record<string, unknown>>): void;
  warn(what: string, details?: Readonly<Record<string, unknown>>): void;
  error(what: string, details?: Readonly<Record<string, unknown>>): void;
}
