/** What a failed call of the store says: a kind for code, a sentence for people, and nothing of the query or its values. */
import { ClickHouseError } from '@clickhouse/client';

/**
 * Why a call failed.
 * - `unreachable` no answer, or the connection broke: it may have been done, so call again with the same token
 * - `credentials` the account is unknown, its password wrong, or it may not do this
 * - `busy` the engine cannot take it now (too many parts, no space, read-only, too many queries): later it may
 * - `timeout` it took longer than it may; `cancelled` its signal was aborted, or it was killed
 * - `memory`, `too_large` the answer needs more memory, or has more rows, than a query may
 * - `damaged` the engine cannot read what it has on its disk
 * - `data` these rows can never be stored: they do not parse as the table's columns
 * - `refused` the engine understood and said no (unknown table, wrong SQL): a fault of ours
 */
export type StoreErrorKind =
  | 'unreachable'
  | 'credentials'
  | 'busy'
  | 'timeout'
  | 'cancelled'
  | 'memory'
  | 'too_large'
  | 'damaged'
  | 'data'
  | 'refused';

/** A failed call of the store. `message` is a sentence without SQL, values, passwords or URLs with them. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  /** ClickHouse's number for what happened, 0 when the engine said nothing. */
  readonly engineCode: number;

  constructor(kind: StoreErrorKind, message: string, engineCode = 0) {
    super(message);
    this.kind = kind;
    this.engineCode = engineCode;
  }
}

/** ClickHouse's error numbers, by what they mean to us; its source lists them in src/Common/ErrorCodes.cpp. */
const kinds: readonly (readonly [StoreErrorKind, string, readonly number[]])[] = [
  ['credentials', 'The store refused the account or its rights', [192, 193, 194, 291, 492, 497, 516]],
  ['timeout', 'The store stopped the call: it took longer than it may', [159, 160, 209]],
  ['cancelled', 'The query was cancelled', [394]],
  ['memory', 'The query needs more memory than it may take', [173, 241]],
  ['too_large', 'The answer has more rows than it may', [158, 307, 396]],
  // too many queries, no free connection, table in readonly mode, no space, too many parts, no replica, keeper, shutting down
  ['busy', 'The store cannot take this now', [202, 203, 210, 236, 242, 243, 252, 279, 285, 319, 999]],
  // checksums, corrupted data, what cannot be unpacked or was packed by nobody
  ['damaged', 'The store cannot read some of its data: put its backup back', [40, 246, 271, 432]],
  // columns, quotes, dates, numbers and types that rows may get wrong
  [
    'data',
    'The rows do not fit the table',
    [6, 25, 26, 27, 32, 33, 38, 41, 53, 69, 70, 72, 117, 130, 131, 321, 349, 441, 469],
  ],
];

/** Node's codes of a connection that was not made or broke, and what to say of it. */
const broken: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ENOTFOUND: 'the name is unknown',
  EAI_AGAIN: 'the name could not be looked up',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no way to it',
  ENETUNREACH: 'no way to it',
};

/**
 * Host and port of a URL, for sentences; the rest may hold passwords.
 *
 * @returns `?` when it is no URL
 */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '?');

/**
 * The sentence for what the client threw.
 *
 * @param error whatever was thrown
 * @param url of the store; only host and port of it are told
 */
export function storeError(error: unknown, url: string): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof ClickHouseError) return engineSaid(Number(error.code), error.type ?? '', url);
  const text = error instanceof Error ? error.message : '';
  // said by the server before it has read the request
  const early = /^(?:Poco::Exception\. )?Code: (\d+)/.exec(text);
  if (early !== null) return engineSaid(Number(early[1]), '', url);
  const code = String((error as { code?: unknown } | undefined)?.code ?? '');
  if (/timeout error/i.test(text))
    return new StoreError('timeout', `The store at ${hostOf(url)} did not answer in time.`);
  if (/aborted/i.test(text)) return new StoreError('cancelled', 'The query was cancelled.');
  const why =
    broken[code] ?? (/socket hang up/i.test(text) ? 'the connection broke' : 'it does not answer as ClickHouse does');
  return new StoreError('unreachable', `The store at ${hostOf(url)} cannot be reached: ${why}.`);
}

function engineSaid(code: number, type: string, url: string): StoreError {
  // only the engine's own names are told: its messages repeat SQL and values
  const name = /^[A-Z][A-Z0-9_]{2,60}$/.test(type) ? `${type}, ` : '';
  const known = kinds.find(([, , codes]) => codes.includes(code));
  const [kind, what] = known ?? ['refused' as const, 'The store refused the call'];
  const where = kind === 'credentials' ? ` at ${hostOf(url)}` : '';
  return new StoreError(kind, `${what.replace('The store', `The store${where}`)} (${name}code ${code}).`, code);
}
