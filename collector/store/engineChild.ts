/**
 * Program of the engine's own process: runs the ClickHouse that is inside chDB's library through its exported entry.
 * A crash of the engine ends this process and not the collector, and the engine's threads are not the collector's.
 *
 * Arguments: path of ffi-rs, path of the library, then the arguments of `clickhouse-local`.
 */
import { createRequire } from 'node:module';

/** What is used of ffi-rs: its calls run on the real stack, which ClickHouse's stack guard asks for. */
interface Ffi {
  open(what: { library: string; path: string }): void;
  load(call: {
    library: string;
    funcName: string;
    retType: number;
    paramsType: readonly number[];
    paramsValue: readonly unknown[];
  }): unknown;
  readonly DataType: { readonly External: number; readonly I32: number; readonly StringArray: number };
}

const [ffiPath = '', library = '', ...rest] = process.argv.slice(2);
const { open, load, DataType } = createRequire(import.meta.url)(ffiPath) as Ffi;
open({ library: 'chdb', path: library });
const argv = ['clickhouse-local', ...rest];
// returns when stdin has ended, which it does when the parent stops us or dies
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
});
