/** Questions to ClickHouse: read-only, bounded, and ended in the engine too when nobody waits for the answer any more. */
import { randomUUID } from 'node:crypto';
import type { ClickHouseSettings } from '@clickhouse/client';
import type { Log, Statement, Store } from '../types.ts';
import type { Clients, Current } from './connection.ts';
import { StoreError, storeError } from './storeError.ts';

/** What a query may take. */
export interface QueryLimits {
  /** Default 30,000 ms: a dashboard that takes longer needs a shorter range. Whole seconds are sent. */
  readonly timeoutMs: number;
  /** Default 200 MB: half of what the embedded engine has. */
  readonly maxMemoryBytes: number;
  /** Default 2,000,000: an answer has to fit into the collector's memory. Exports are not bound by it. */
  readonly maxRows: number;
}

/** Defaults, see {@link QueryLimits}. */
export const defaultLimits: QueryLimits = { timeoutMs: 30_000, maxMemoryBytes: 200_000_000, maxRows: 2_000_000 };

/** The engine ends a query itself at its time; this much later we give up on the engine, ms. */
export const GRACE_MS = 5_000;

/** An export streams as fast as its reader takes it: an hour bounds one that was left open, s. */
const STREAM_SECONDS = 3_600;

/** What questions are asked with. */
interface QuestionDeps {
  readonly limits: QueryLimits;
  readonly readers: Clients;
  /** Ends what the readers have begun. */
  readonly writers: Clients;
  readonly log: Log;
  /** The client as it is now; a store that has no address is in doubt. */
  readonly using: (clients: Clients) => Current;
  /** Turns what a call threw into a sentence, and doubts the store when it did not answer. */
  readonly failed: (error: unknown, url: string) => StoreError;
}

/** The questions of a {@link Store}. */
export function createQuestions(deps: QuestionDeps): Pick<Store, 'ask' | 'stream'> {
  const { limits, readers, writers, log, using, failed } = deps;

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
    if (signal.aborted) throw cancelled();
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
          ...(statement.isInOrder === true ? inOrderSettings : {}),
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
      throw signal.aborted ? cancelled() : said;
    } finally {
      // aborted, out of time, or the caller left the loop
      if (!over) void kill(id);
    }
  }

  return {
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
  };
}

/** What every question is sent with. */
export const questionSettings = ({ timeoutMs, maxMemoryBytes, maxRows }: QueryLimits): ClickHouseSettings => ({
  readonly: '1',
  // rows of a ReplacingMergeTree once
  final: 1,
  // our whole numbers fit into 2^53
  output_format_json_quote_64bit_integers: 0,
  max_execution_time: Math.ceil(timeoutMs / 1000),
  max_memory_usage: String(maxMemoryBytes),
  max_result_rows: String(maxRows),
  // groups of more than half of it wait on disk: half a million sessions are more than fit (measured)
  max_bytes_before_external_group_by: String(Math.floor(maxMemoryBytes / 2)),
  // where our own kill does not reach: behind a load balancer, or before the query was registered
  cancel_http_readonly_queries_on_client_close: 1,
});

/**
 * Groups as they are read, in pieces: a million documents, ten thousand of which tell as many reasons as they may, need
 * more memory than a question has when they are grouped in one table of all (measured).
 */
export const inOrderSettings: ClickHouseSettings = {
  optimize_aggregation_in_order: 1,
  aggregation_in_order_max_block_bytes: '5000000',
  max_block_size: '4096',
};

const cancelled = (): StoreError => new StoreError('cancelled', 'The query was cancelled.');

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError';
