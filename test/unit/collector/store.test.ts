import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStore, type WritableStore } from '../../../collector/store/client.ts';
import { StoreError } from '../../../collector/store/storeError.ts';
import { engineForTests, silentLog } from '../../engine.ts';

const engine = engineForTests();

const table = (name: string): { sql: string; params: object } & { params: Record<string, never> } => ({
  sql: `CREATE TABLE ${name} (n Int64, text String) ENGINE = ReplacingMergeTree ORDER BY n
    SETTINGS non_replicated_deduplication_window = 100`,
  params: {},
});

const lines = (...rows: object[]): Uint8Array => Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));

const rowsIn = async (store: WritableStore, name: string): Promise<unknown> =>
  (await store.ask({ sql: `SELECT count() AS rows FROM ${name}`, params: {} }))[0];

/** What a call rejects with. */
const rejection = (call: Promise<unknown>): Promise<StoreError> =>
  call.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(StoreError);
      return error as StoreError;
    },
  );

/** Resolves when the answer of `check` is true; fails after `ms`. */
async function within(ms: number, check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; !(await check()); await new Promise((resolve) => setTimeout(resolve, 30))) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms`);
  }
}

const LONG = 'SELECT count() AS late FROM numbers(1000000000000) WHERE sipHash64(number) = 1';

test('rows inserted twice under one token are stored once, and without it twice', async () => {
  const store = await engine.store();
  await store.run({
    sql: 'CREATE TABLE t (n Int64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100',
    params: {},
  });
  const two = lines({ n: 1 }, { n: 9_007_199_254_740_991 });
  await store.insert('t', two, 'a');
  await store.insert('t', two, 'a');
  expect(await store.ask({ sql: 'SELECT n FROM t ORDER BY n', params: {} })).toEqual([
    { n: 1 },
    { n: 9_007_199_254_740_991 },
  ]);
  await store.insert('t', two, 'b');
  expect(await rowsIn(store, 't')).toEqual({ rows: 4 });
  await store.insert('t', two, 'a');
  expect(await rowsIn(store, 't')).toEqual({ rows: 4 });
});

test('of rows with one sorting key the newest copy alone is answered', async () => {
  const store = await engine.store();
  await store.run(table('t'));
  await store.insert('t', lines({ n: 1, text: 'a' }), 'a');
  await store.insert('t', lines({ n: 1, text: 'b' }), 'b');
  expect(await store.ask({ sql: 'SELECT n, text FROM t', params: {} })).toEqual([{ n: 1, text: 'b' }]);
});

test('a question reads each row once, unless it says that it need not', async () => {
  const store = await engine.store();
  const sql = "SELECT getSetting('final') AS final";
  expect(await store.ask({ sql, params: {} })).toEqual([{ final: true }]);
  expect(await store.ask({ sql, params: {}, final: true })).toEqual([{ final: true }]);
  expect(await store.ask({ sql, params: {}, final: false })).toEqual([{ final: false }]);
});

test('one call is one block, however large it is', async () => {
  const store = await engine.store();
  await store.run(table('t'));
  // above the size at which the engine would parse in pieces
  const many = lines(...Array.from({ length: 60_000 }, (_, n) => ({ n, text: 'x'.repeat(400) })));
  expect(many.byteLength).toBeGreaterThan(20_000_000);
  await store.insert('t', many, 'many');
  await store.insert('t', many, 'many');
  expect(await store.ask({ sql: 'SELECT count() AS rows, uniqExact(_part) AS parts FROM t', params: {} })).toEqual([
    { rows: 60_000, parts: 1 },
  ]);
});

test('parameters of every type come back as they went in', async () => {
  const store = await engine.store();
  const hard = `'"\\\`\n\t\r\0\u2028 naïve 🙂 漢字 {x:String} -- ; DROP TABLE t /* %s $1 ?`;
  const params = {
    text: hard,
    whole: -9_007_199_254_740_991,
    part: 0.1,
    yes: true,
    list: [hard, '', "'"],
    numbers: [0, -1, 1_700_000_000_000],
    map: { [hard]: hard },
    nothing: null,
    empty: '',
    none: [],
  };
  const answer = await store.ask({
    sql: `SELECT {text:String} AS text, {whole:Int64} AS whole, {part:Float64} AS part, {yes:Bool} AS yes,
      {list:Array(String)} AS list, {numbers:Array(Int64)} AS numbers, {map:Map(String, String)} AS map,
      {nothing:Nullable(String)} AS nothing, {empty:String} AS empty, {none:Array(String)} AS none`,
    params,
  });
  expect(answer).toEqual([params]);
});

test('any text is a value, alone and in a list', async () => {
  const store = await engine.store();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), async (texts) => {
      const [first = ''] = texts;
      expect(
        await store.ask({
          sql: 'SELECT {first:String} AS first, {texts:Array(String)} AS texts',
          params: { first, texts },
        }),
      ).toEqual([{ first, texts }]);
    }),
    { numRuns: 100 },
  );
});

test('a list of 100 kB fits into one question, and one that does not is refused', async () => {
  const store = await engine.store();
  const ask = (length: number) =>
    store.ask({
      sql: 'SELECT length({list:Array(String)}) AS n',
      params: { list: Array.from({ length }, (_, i) => `${1e12 + i}`) },
    });
  expect(await ask(6_000)).toEqual([{ n: 6_000 }]);
  expect((await rejection(ask(60_000))).kind).toBe('refused');
});

test.each([
  ["INSERT INTO t VALUES (2, '')"],
  ['DROP TABLE t'],
  ['ALTER TABLE t DELETE WHERE 1'],
  ['CREATE TABLE u (n Int8) ENGINE = MergeTree ORDER BY n'],
  ["SELECT * FROM file('/etc/passwd', 'LineAsString')"],
  ["SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')"],
  ["SELECT * FROM remote('127.0.0.1', 'system', 'one')"],
  ["SELECT * FROM s3('http://127.0.0.1:1/x', 'LineAsString')"],
  ["SELECT * FROM executable('x', 'LineAsString', 'x String')"],
  ["INSERT INTO FUNCTION file('x', 'LineAsString') SELECT 'x'"],
  ['SELECT * FROM system.processes'],
  ['SELECT 1 SETTINGS readonly = 0'],
  ['SET max_threads = 64'],
  ['SYSTEM STOP LISTEN HTTP'],
  ['KILL QUERY WHERE 1'],
])('a reader may not %s', async (sql) => {
  const store = await engine.store({ quiet: true });
  await store.run(table('t'));
  await store.insert('t', lines({ n: 1, text: '' }), 'a');
  const { kind, message } = await rejection(store.ask({ sql, params: {} }));
  expect(['credentials', 'refused']).toContain(kind);
  expect(message.replace(/127\.0\.0\.1:\d+/, '')).not.toMatch(/passwd|:1|SELECT|DROP|FROM|max_threads/);
  expect(await rowsIn(store, 't')).toEqual({ rows: 1 });
});

test('the grants alone keep a reader from writing, when the request does not say that it is read-only', async () => {
  const store = await engine.store();
  await store.run(table('t'));
  const { url, reader, writer } = await engine.engine();
  const database =
    (await store.ask<{ name: string }>({ sql: 'SELECT currentDatabase() AS name', params: {} }))[0]?.name ?? '';
  const careless = createStore({ url, writer: reader, reader, database, log: silentLog });
  await careless.ready();
  const said = await rejection(careless.insert('t', lines({ n: 2, text: '' }), 'x'));
  expect(said.kind).toMatch(/credentials|refused/);
  await careless.close();
  // the control: the same insert by the writer
  const control = createStore({ url, writer, reader: writer, database, log: silentLog });
  await control.insert('t', lines({ n: 2, text: '' }), 'x');
  await control.close();
  expect(await rowsIn(store, 't')).toEqual({ rows: 1 });
});

test.each([
  ['aborted', 'cancelled'],
  ['out of time', 'timeout'],
])('a question that is %s is over in the engine too', async (how, kind) => {
  const store = await engine.store({ quiet: true, limits: { timeoutMs: how === 'aborted' ? 30_000 : 1_000 } });
  const { url, writer } = await engine.engine();
  const watcher = createStore({ url, writer, reader: writer, database: 'watchglass_watcher', log: silentLog });
  await watcher.ready();
  const running = async (): Promise<number> =>
    (
      await watcher.ask<{ n: number }>({
        sql: `SELECT count() AS n FROM system.processes WHERE query LIKE {like:String} AND user = 'reader'`,
        params: { like: '%AS late%' },
      })
    )[0]?.n ?? 0;
  const abort = new AbortController();
  const asked = rejection(store.ask({ sql: LONG, params: {} }, abort.signal));
  await within(3_000, async () => (await running()) === 1);
  if (how === 'aborted') abort.abort();
  expect((await asked).kind).toBe(kind);
  await within(2_000, async () => (await running()) === 0);
  await watcher.close();
});

test('a question of somebody who has gone already is not asked', async () => {
  const store = await engine.store({ quiet: true });
  expect((await rejection(store.ask({ sql: 'SELECT 1 AS n', params: {} }, AbortSignal.abort()))).kind).toBe(
    'cancelled',
  );
});

test('a stream gives lines as they come, and ends in the engine when its reader leaves', async () => {
  const store = await engine.store();
  const stream = await store.stream(
    { sql: 'SELECT number AS n FROM numbers({count:UInt64})', params: { count: 200_000 } },
    new AbortController().signal,
  );
  let text = '';
  for await (const bytes of stream) text += Buffer.from(bytes).toString();
  const rows = text.trimEnd().split('\n');
  expect(rows).toHaveLength(200_000);
  expect(rows.at(-1)).toBe('{"n":199999}');
});

test('an error after the first rows rejects the stream', async () => {
  const store = await engine.store({ quiet: true });
  const read = async (): Promise<void> => {
    const stream = await store.stream(
      { sql: 'SELECT throwIf(number = 900000) AS n FROM numbers(1000000)', params: {} },
      new AbortController().signal,
    );
    for await (const bytes of stream) expect(bytes.byteLength).toBeGreaterThan(0);
  };
  expect((await rejection(read())).kind).toBe('refused');
});

test('questions that would not fit into memory, or have too many rows, are refused', async () => {
  const store = await engine.store({ quiet: true, limits: { maxMemoryBytes: 20_000_000, maxRows: 1_000 } });
  expect((await rejection(store.ask({ sql: 'SELECT number FROM numbers(5000)', params: {} }))).kind).toBe('too_large');
  const big = 'SELECT uniqExact(number) AS n FROM numbers(20000000)';
  expect((await rejection(store.ask({ sql: big, params: {} }))).kind).toBe('memory');
  expect(await store.ask({ sql: 'SELECT 1 AS n', params: {} })).toEqual([{ n: 1 }]);
});

test('rows that are no rows are told from an engine that cannot now; sentences repeat nothing of either', async () => {
  const store = await engine.store({ quiet: true });
  await store.run(table('t'));
  for (const bad of ['{"n":"secret-word"}', '{"n":1,"unknown":"secret-word"}', '{"n":', 'secret-word']) {
    const said = await rejection(store.insert('t', Buffer.from(bad), bad));
    expect([bad, said.kind]).toEqual([bad, 'data']);
    expect(said.message).not.toContain('secret');
  }
  const missing = await rejection(store.insert('missing', lines({ n: 1 }), 'x'));
  expect(missing.kind).toBe('refused');
  expect(missing.message).toBe('The store refused the call (UNKNOWN_TABLE, code 60).');
  const wrong = await rejection(store.ask({ sql: "SELECT 'secret-word' FROM nowhere", params: {} }));
  expect(wrong.message).toBe('The store refused the call (UNKNOWN_TABLE, code 60).');
});

test('a wrong password is a sentence with neither password', async () => {
  const { url, writer, reader } = await engine.engine();
  await engine.store();
  const wrong = { user: writer.user, password: 'not-this-word' };
  const store = createStore({
    url,
    database: 'watchglass_x',
    writer: wrong,
    reader,
    log: silentLog,
  });
  await within(3_000, async () => store.state().state === 'down');
  expect(store.state().reason).toMatch(
    /^The store at 127\.0\.0\.1:\d+ refused the account or its rights \(\w+, code \d+\)\.$/,
  );
  const said = await rejection(store.insert('t', lines({ n: 1 }), 'x'));
  expect(said.kind).toBe('credentials');
  expect(said.message).not.toContain('not-this-word');
  await store.close();
});

test('a store that is not there is down with a sentence, and ready when it comes', async () => {
  const { url, writer, reader } = await engine.engine();
  await engine.store();
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  let at = `http://user:hidden-word@127.0.0.1:${port}/`;
  const store = createStore({ url: () => at, database: 'watchglass_late', writer, reader, log: silentLog });
  await within(3_000, async () => store.state().state === 'down');
  expect(store.state().reason).toBe(`The store at 127.0.0.1:${port} cannot be reached: nothing listens there.`);
  expect((await rejection(store.ask({ sql: 'SELECT 1', params: {} }))).kind).toBe('unreachable');
  const gaveUp = new AbortController();
  const refused = expect(store.ready(gaveUp.signal)).rejects.toThrow('enough');
  gaveUp.abort(new Error('enough'));
  await refused;
  const ready = store.ready();
  at = url();
  await ready;
  expect(store.state()).toEqual({ state: 'ready', reason: '' });
  expect(await store.ask({ sql: 'SELECT 1 AS n', params: {} })).toEqual([{ n: 1 }]);
  await store.close();
});

test('a server that answers as no ClickHouse does is no store', async () => {
  const other = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const account = { user: 'a', password: 'b' };
  const store = createStore({
    url: `http://127.0.0.1:${port}`,
    database: 'd',
    writer: account,
    reader: account,
    log: silentLog,
  });
  await within(3_000, async () => store.state().state !== 'starting');
  expect(store.state().state).toBe('down');
  await expect(store.insert('t', lines({ n: 1 }), 'x')).rejects.toThrow();
  await store.close();
  other.closeAllConnections();
  await new Promise((resolve) => other.close(resolve));
});
