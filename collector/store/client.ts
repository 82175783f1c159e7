/** The store: one ClickHouse client and a URL. Who started the server behind it is the business of `embedded.ts` alone. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClickHouseSettings } from '@clickhouse/client';
import type { Log, Statement, Store } from '../types.ts';
import { type Account, type Clients, clientsOf, type Current, quoted } from './connection.ts';
import { createHealth } from './health.ts';
import { lookAt } from './look.ts';
import { StoreError, storeError } from './storeError.ts';

/** What a query may take. */
interface QueryLimits {
  /** Default 30,000 ms: a dashboard that takes longer needs a shorter range. Whole seconds are sent. */
  readonly timeoutMs: number;
  /** Default 200 MB: half of what the embedded engine has. */
  readonly maxMemoryBytes: number;
  /** Default 2,000,000: an answer has to fit into the collector's memory. Exports are not bound by it. */
  readonly maxRows: number;
}

/** What a store is made of. */
export interface StoreOptions {
  /** Base URL of ClickHouse's HTTP interface, or what knows it now; it throws a sentence while there is none. */
  readonly url: string | (() => string);
  /** Made when it does not exist and the writer may. */
  readonly database: string;
  /** Inserts, changes tables and kills abandoned queries. */
  readonly writer: Account;
  /** Asks. May be the writer; then `readonly=1` alone keeps questions from writing. */
  readonly reader: Account;
  readonly log: Log;
  /** Sent with each insert; on a cluster `distributed_foreground_insert`, so that the answer is every shard's. Default none. */
  readonly insertSettings?: ClickHouseSettings;
  readonly limits?: Partial<QueryLimits>;
  /** Longest wait for an insert, ms. Default 120,000: a loaded engine merges first; the token makes another try safe. */
  readonly insertTimeoutMs?: number;
  /** Hears the engine's own words, which repeat SQL and values: for tests. Default nobody. */
  readonly onEngineError?: (text: string) => void;
}

/** A store that also changes tables. */
export interface WritableStore extends Store {
  /** Runs one statement as the writer, for tables and migrations. */
  run(statement: Statement): Promise<void>;
}

/** Defaults, see {@link QueryLimits}. */
const defaultLimits: QueryLimits = { timeoutMs: 30_000, maxMemoryBytes: 200_000_000, maxRows: 2_000_000 };

/** The engine ends a query itself at its time; this much later we give up on the engine, ms. */
const GRACE_MS = 5_000;

/** An export streams as fast as its reader takes it: an hour bounds one that was left open, s. */
const STREAM_SECONDS = 3_600;

/** Makes the store; it looks for the server at once and goes on looking while there is none. */
export function createStore(options: StoreOptions): WritableStore {
  const { database, log, insertTimeoutMs = 120_000 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const writers = clientsOf(options, options.writer, insertTimeoutMs);
  const readers = clientsOf(options, options.reader, limits.timeoutMs + GRACE_MS);
  const health = createHealth({
    // with the settings of a question: an account that may not change them is found out now
    look: () => lookAt({ database, writers, readers, writer: options.writer, settings: questionSettings(limits) }),
    log,
  });

  /** Turns what a call threw into a sentence, and doubts the store when it did not answer. */
  function failed(error: unknown, url: string): StoreError {
    if (error instanceof Error) options.onEngineError?.(error.message);
    const said = storeError(error, url);
    if (said.kind === 'unreachable' || said.kind === 'credentials' || said.kind === 'timeout') health.doubt();
    return said;
  }

  /** The client as it is now; a store that has no address is in doubt as one that does not answer. */
  function using(clients: Clients): Current {
    try {
      return clients.now();
    } catch (error) {
      health.doubt();
      throw error;
    }
  }

  /** Ends an abandoned query: the engine computes on when its reader is gone. */
  async function kill(id: string): Promise<void> {
    try {
      const query = 'KILL QUERY WHERE query_id = {id:String} ASYNC';
      await writers.now().client.command({ query, query_params: { id } });
    } catch (error) {
      // an engine that is gone computes nothing
      const said = storeError(error, '');
      if (said.kind !== 'unreachable') log.warn('A query could not be killed.', { reason: said.message });
    }
  }

  /** Rows as texts, in the pieces in which they come. */
  async function* rowsOf(
    statement: Statement,
    signal: AbortSignal,
    settings: ClickHouseSettings,
  ): AsyncGenerator<string[]> {
    signal.throwIfAborted();
    const { client, url } = using(readers);
    const id = randomUUID();
    let over = false;
    try {
      const result = await client.query({
        query: statement.sql,
        query_params: { ...statement.params },
        query_id: id,
        format: 'JSONEachRow',
        // values travel in the body: a URL ends up in logs, and is bounded
        use_multipart_params: true,
        abort_signal: signal,
        clickhouse_settings: {
          ...questionSettings(limits),
          ...settings,
          ...(statement.final === false ? { final: 0 as const } : {}),
        },
      });
      const stream = result.stream();
      const stop = (): void => void stream.destroy(new Error('aborted'));
      signal.addEventListener('abort', stop, { once: true });
      try {
        signal.throwIfAborted();
        for await (const rows of stream) yield rows.map((row) => row.text);
      } finally {
        signal.removeEventListener('abort', stop);
        stream.destroy();
      }
      over = true;
    } catch (error) {
      const said = failed(error, url);
      if (said.engineCode !== 0) over = true;
      if (signal.aborted && isTimeout(signal.reason))
        throw new StoreError('timeout', 'The query took longer than it may and was stopped.');
      throw signal.aborted ? new StoreError('cancelled', 'The query was cancelled.') : said;
    } finally {
      // aborted, out of time, or the caller left the loop
      if (!over) void kill(id);
    }
  }

  return {
    async insert(table, lines, token) {
      const { client, url } = using(writers);
      const id = randomUUID();
      try {
        const { stream, response_headers } = await client.exec({
          query_id: id,
          query: `INSERT INTO ${quoted(table)} FORMAT JSONEachRow`,
          values: Readable.from([lines], { objectMode: false }),
          clickhouse_settings: {
            async_insert: 0,
            insert_deduplicate: 1,
            insert_deduplication_token: token,
            // a try that got as far as the events and not to the documents made of them is completed by the next; engines
            // differ in what they do unless they are told
            deduplicate_blocks_in_dependent_materialized_views: 1,
            // one block per call, so that one token covers all of it
            input_format_parallel_parsing: 0,
            // a column that is not there is an error, never a loss
            input_format_skip_unknown_fields: 0,
            ...options.insertSettings,
          },
        });
        let said = '';
        for await (const chunk of stream) said += String(chunk);
        if (said !== '') throw new Error(said);
        // a proxy's empty 200 has stored nothing
        if (response_headers['x-clickhouse-query-id'] !== id) throw new Error('not an answer');
      } catch (error) {
        throw failed(error, url);
      }
    },

    async ask<Row>(statement: Statement, signal?: AbortSignal) {
      const late = AbortSignal.timeout(limits.timeoutMs + GRACE_MS);
      const both = signal === undefined ? late : AbortSignal.any([signal, late]);
      const rows: Row[] = [];
      const settings = {
        max_execution_time: Math.ceil(limits.timeoutMs / 1000),
        max_result_rows: String(limits.maxRows),
      };
      for await (const texts of rowsOf(statement, both, settings)) {
        for (const text of texts) rows.push(JSON.parse(text) as Row);
      }
      return rows;
    },

    async stream(statement, signal) {
      const pieces = rowsOf(statement, signal, { max_execution_time: STREAM_SECONDS, max_result_rows: '0' });
      // the first piece is taken here, so that a refusal is one before an answer has begun
      const first = await pieces.next();
      async function* bytes(): AsyncGenerator<Uint8Array> {
        if (first.done === true) return;
        yield Buffer.from(`${first.value.join('\n')}\n`);
        for await (const texts of pieces) yield Buffer.from(`${texts.join('\n')}\n`);
      }
      return bytes();
    },

    async run({ sql, params }) {
      const { client, url } = using(writers);
      try {
        await client.command({ query: sql, query_params: { ...params } });
      } catch (error) {
        throw failed(error, url);
      }
    },

    state: health.state,
    ready: health.ready,

    async close() {
      health.close();
      await Promise.all([writers.close(), readers.close()]);
    },
  };
}

/** What every question is sent with. */
const questionSettings = ({ timeoutMs, maxMemoryBytes, maxRows }: QueryLimits): ClickHouseSettings => ({
  readonly: '1',
  // rows of a ReplacingMergeTree once
  final: 1,
  // our whole numbers fit into 2^53
  output_format_json_quote_64bit_integers: 0,
  max_execution_time: Math.ceil(timeoutMs / 1000),
  max_memory_usage: String(maxMemoryBytes),
  max_result_rows: String(maxRows),
  // where our own kill does not reach: behind a load balancer, or before the query was registered
  cancel_http_readonly_queries_on_client_close: 1,
});

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError';
