/** The store: one ClickHouse client and a URL. Who started the server behind it is the business of `embedded.ts` alone. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClickHouseSettings } from '@clickhouse/client';
import type { Log, Statement, Store } from '../types.ts';
import { type Account, type Clients, clientsOf, type Current, quoted } from './connection.ts';
import { createHealth } from './health.ts';
import { lookAt } from './look.ts';
import {
  createQuestions,
  defaultLimits,
  GRACE_MS,
  inOrderSettings,
  type QueryLimits,
  questionSettings,
} from './question.ts';
import { type StoreError, storeError } from './storeError.ts';

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

/** Makes the store; it looks for the server at once and goes on looking while there is none. */
export function createStore(options: StoreOptions): WritableStore {
  const { database, log, insertTimeoutMs = 120_000 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const writers = clientsOf(options, options.writer, insertTimeoutMs);
  const readers = clientsOf(options, options.reader, limits.timeoutMs + GRACE_MS);
  const health = createHealth({
    // with the settings of a question: an account that may not change them is found out now
    look: () =>
      lookAt({
        database,
        writers,
        readers,
        writer: options.writer,
        settings: { ...questionSettings(limits), ...inOrderSettings },
      }),
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

    ...createQuestions({ limits, readers, writers, log, using, failed }),

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
