import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { Store } from '../../../../collector/types.ts';
import { migrations } from '../../../../collector/store/tables.ts';
import { Readable } from 'node:stream';
export async function engineForTests(): Promise<{ store: Store; stop(): Promise<void> }> {
  const database = `t${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  const url = 'http://127.0.0.1:28123';
  const root = createClient({ url });
  await root.command({ query: `CREATE DATABASE ${database} ENGINE=Atomic` });
  const client = createClient({
    url,
    database,
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: 60_000,
    max_open_connections: 8,
  });
  for (const { statements } of migrations) for (const query of statements) await client.command({ query });
  const store: Store = {
    async insert(table, lines, token) {
      await client.exec({
        query: `INSERT INTO ${table} FORMAT JSONEachRow`,
        values: Readable.from([Buffer.from(lines)]),
        clickhouse_settings: {
          insert_deduplication_token: token,
          async_insert: 0,
          ...(process.env['IMPRECISE'] ? {} : { precise_float_parsing: 1 }),
        },
      } as never);
    },
    async ask<Row>({ sql, params }: { sql: string; params: Readonly<Record<string, unknown>> }) {
      const answer = await client.query({
        query: sql,
        query_params: params as Record<string, unknown>,
        format: 'JSONEachRow',
        clickhouse_settings: { final: 1, readonly: '1', output_format_json_quote_64bit_integers: 0 },
      } as never);
      return (await answer.json()) as Row[];
    },
    async stream() {
      throw new Error('no');
    },
    state: () => ({ state: 'ready', reason: '' }),
    ready: () => Promise.resolve(),
    close: () => client.close(),
  };
  return {
    store,
    stop: async () => {
      await root.command({ query: `DROP DATABASE ${database}` });
      await client.close();
      await root.close();
    },
  };
}
